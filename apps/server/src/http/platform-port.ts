import type { ControlMessage, PlatformMessage, PlatformState, RunSummaryMessage } from '@pipwright/protocol';
import type { ClosedCandles } from '../indicators/draw-indicator.ts';

/** What the HTTP side needs of the running platform. */
export interface PlatformPort {
  state(): PlatformState;
  /** Carries out a wish of the page. Rejects with an error of the catalogue. */
  control(message: ControlMessage): Promise<void>;
  runs(): Promise<readonly RunSummaryMessage[]>;
  /** The HTML of a report; null where there is none of that id. */
  report(id: string): Promise<string | null>;
  /** The HTML of a comparison of runs. Rejects with `NO_BACKTEST`, `REPORT_OUTDATED`. */
  comparison(ids: readonly string[]): Promise<string>;
  /** The candles that were seen so far, with those before the run. */
  candles(): ClosedCandles;
  /** Calls `listener` with each message to the page from now on; the result ends it. */
  subscribe(listener: (message: PlatformMessage) => void): () => void;
}
