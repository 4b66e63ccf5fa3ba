import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarExit } from './fill-pricing.ts';

/** What a columnar run tells, in order of time. Money in minor units; positions and exits are valid during the call only. */
export interface RunSink {
  /** Candles `from` to `to` (exclusive) closed without a position, at this balance. */
  onFlat(from: number, to: number, balance: number): void;
  /** Candles `from` to `to` (exclusive) closed with the position open, at this balance. */
  onHeld(position: ColumnarPosition, from: number, to: number, balance: number): void;
  onOpened(position: ColumnarPosition): void;
  onClosed(position: ColumnarPosition, exit: ColumnarExit): void;
}
