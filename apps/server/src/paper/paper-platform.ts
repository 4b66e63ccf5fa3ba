import { packCandle, ReplayFeed } from '@pipwright/brokers';
import type { EventLoop, Scheduler } from '@pipwright/kernel';
import {
  candleCloseTime,
  findInstrument,
  lowerBound,
  minorDigits,
  roundToTick,
  type CandleColumns,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import type {
  AccountMessage,
  ControlMessage,
  PlatformMessage,
  ModelStatusMessage,
  PlatformState,
  PositionMessage,
  RunSummaryMessage,
  SeriesStatusMessage,
  UpdateMessage,
} from '@pipwright/protocol';
import type { PlatformPort } from '../http/platform-port.ts';
import type { ClosedCandles } from '../indicators/draw-indicator.ts';
import { VERSION } from '../package-version.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { OutcomeTracker } from './outcome-tracker.ts';
import { paperEvent, type SessionStarted } from './paper-events.ts';
import type { PaperFold } from './paper-fold.ts';
import type { PaperView } from './paper-view.ts';

/** A paper run with everything that surrounds it. */
export interface PaperPlatformOptions {
  readonly start: SessionStarted;
  readonly startedAt: EpochMs;
  readonly fold: PaperFold;
  readonly loop: EventLoop;
  readonly view: PaperView;
  readonly outcomes: OutcomeTracker;
  readonly writer: LedgerWriter;
  /** All candles of the run's feed, as they are stored now. */
  readonly candles: CandleColumns;
  readonly candlesPerSecond: number;
  readonly scheduler: Scheduler;
  /** What is known of the model without its outcomes in this run. */
  readonly model: Omit<ModelStatusMessage, 'live'>;
  readonly series: readonly SeriesStatusMessage[];
  readonly runs: () => Promise<readonly RunSummaryMessage[]>;
  readonly report: (id: string) => Promise<string | null>;
  readonly comparison: (ids: readonly string[]) => Promise<string>;
  /** Told once, when the last candle was replayed, with the figures of the run. */
  readonly onFinished: (figures: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Told when the run cannot go on. */
  readonly onFailure: (error: unknown) => void;
}

/** Ledger entries that may wait before the replay does. */
const BACKLOG_MAX = 2000;

/** The running platform: hands candles to the fold and tells the page. */
export class PaperPlatform implements PlatformPort {
  readonly #options: PaperPlatformOptions;
  readonly #instrument: Instrument;
  readonly #feed: ReplayFeed;
  /** Index of the candle that follows the last one in the journal, less the number of those in it. */
  readonly #shift: number;
  readonly #listeners = new Set<(message: PlatformMessage) => void>();
  #finishing: Promise<void> | null = null;

  constructor(options: PaperPlatformOptions) {
    this.#options = options;
    this.#instrument = findInstrument(options.start.symbol) as Instrument;
    options.loop.onRecords((records) => {
      options.view.apply(records);
      options.writer.add(records);
    });
    // By time, not by number: an import may have added candles to what was replayed before.
    const last = options.view.lastCandle?.time ?? Number.NEGATIVE_INFINITY;
    const next = options.fold.candles === 0 ? 0 : lowerBound(options.candles.time, last + 1);
    this.#shift = next - options.fold.candles;
    this.#feed = new ReplayFeed({
      total: options.candles.length - this.#shift,
      done: options.fold.candles,
      candlesPerSecond: options.candlesPerSecond,
      scheduler: options.scheduler,
      isReady: () => this.#isLedgerUp(),
      onCandle: (index) => this.#replay(index),
      onBurst: () => this.#tell(),
      onFailure: options.onFailure,
    });
  }

  play(): void {
    this.#feed.play();
    this.#tell();
  }

  /** Stops the replay and brings the ledger up to the journal. */
  async close(): Promise<void> {
    await this.#feed.close();
    await this.#options.writer.flush();
    await this.#finishing;
  }

  subscribe(listener: (message: PlatformMessage) => void): () => void {
    // What is not yet told is in the snapshot that the new listener has: the next update must not bring it again.
    this.#tell();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  runs(): Promise<readonly RunSummaryMessage[]> {
    return this.#options.runs();
  }

  report(id: string): Promise<string | null> {
    return this.#options.report(id);
  }

  comparison(ids: readonly string[]): Promise<string> {
    return this.#options.comparison(ids);
  }

  candles(): ClosedCandles {
    const columns = this.#options.fold.candleColumns();
    return columns === null ? { columns: this.#options.candles, length: 0 } : { columns, length: columns.length };
  }

  async control(message: ControlMessage): Promise<void> {
    switch (message.action) {
      case 'play':
        this.#feed.play();
        return;
      case 'pause':
        this.#feed.pause();
        return;
      case 'step':
        this.#feed.step();
        return;
      case 'speed':
        this.#feed.setSpeed(message.candlesPerSecond);
        return;
      default:
        this.#options.loop.dispatch(
          paperEvent('control', this.#time() ?? this.#options.start.feed.from, { action: message.action }),
        );
        this.#tell();
    }
  }

  state(): PlatformState {
    const { start, view, series } = this.#options;
    const { recent } = view;
    return {
      version: VERSION,
      mode: 'paper',
      simulated: start.simulated,
      instrument: {
        symbol: this.#instrument.symbol,
        description: this.#instrument.description,
        digits: this.#instrument.digits,
        pipSize: this.#instrument.pipSize,
        quote: this.#instrument.quote,
      },
      timeframe: start.timeframe,
      series: [...series],
      candles: recent.candles,
      equity: recent.equity,
      trades: recent.trades.toReversed(),
      decisions: recent.decisions.toReversed(),
      ...this.#present(),
    };
  }

  /** A replay that waits for the ledger brings no more records that would make it try again. */
  #isLedgerUp(): boolean {
    const { writer } = this.#options;
    if (writer.backlog < BACKLOG_MAX) return true;
    writer.retry();
    return false;
  }

  #replay(index: number): void {
    const { candles, loop, start } = this.#options;
    const packed = packCandle(this.#instrument, candles, index + this.#shift);
    loop.dispatch(paperEvent('candle.closed', candleCloseTime(packed[0] as EpochMs, start.timeframe), packed));
  }

  #tell(): void {
    const { done, total } = this.#feed.status;
    if (done === total) this.#finishing ??= this.#finish();
    const changes = this.#options.view.takeChanges();
    if (this.#listeners.size === 0) return;
    const update: UpdateMessage = { type: 'update', ...this.#present(), ...changes };
    for (const listener of this.#listeners) listener(update);
  }

  async #finish(): Promise<void> {
    const { loop, onFailure, onFinished, outcomes, view, writer } = this.#options;
    try {
      await writer.flush();
      await onFinished({ ...view.account, digest: loop.digest, trades: view.trades, outcomes: outcomes.figures });
    } catch (error) {
      onFailure(error);
    }
  }

  /** What snapshot and update have in common. */
  #present(): Pick<PlatformState, 'run' | 'replay' | 'trading' | 'account' | 'model' | 'positions'> {
    const { fold, loop, model, outcomes, start, startedAt } = this.#options;
    const status = this.#feed.status;
    const { from, to } = start.feed;
    return {
      run: { id: start.runId, startedAt, journalRecords: loop.length, digest: loop.digest },
      replay: { ...status, time: this.#time(), from, to },
      trading: {
        armed: fold.armed,
        reason: fold.armed
          ? 'Opens positions when the model and the risk limits agree.'
          : `${fold.stopReason} Open positions keep their stops.`,
      },
      account: this.#account(),
      model: { ...model, live: outcomes.figures },
      positions: fold.positions().map((position) => this.#position(position)),
    };
  }

  /** Close of the last replayed candle. */
  #time(): EpochMs | null {
    const { fold, start, view } = this.#options;
    const last = view.lastCandle;
    return fold.candles === 0 || last === undefined ? null : candleCloseTime(last.time as EpochMs, start.timeframe);
  }

  #account(): AccountMessage {
    const { fold, start, view } = this.#options;
    const { currency, initialBalance } = start.trading;
    const { balance, equity, margin, freeMargin } = fold.account() ?? {
      balance: initialBalance,
      equity: initialBalance,
      margin: 0,
      freeMargin: initialBalance,
    };
    return {
      currency,
      minorDigits: minorDigits(currency),
      initialBalance,
      balance,
      equity,
      margin,
      freeMargin,
      marginLevel: margin === 0 ? null : equity / margin,
      dayProfit: view.dayProfit,
      maximumDrawdown: view.maximumDrawdown,
    };
  }

  #position(position: ReturnType<PaperFold['positions']>[number]): PositionMessage {
    const last = this.#options.view.lastCandle;
    const spread = position.side === 'buy' ? 0 : (last?.spread ?? 0);
    return {
      id: position.id,
      symbol: position.symbol,
      side: position.side,
      volume: position.volume,
      openPrice: position.openPrice,
      openTime: position.openTime,
      currentPrice: last === undefined ? position.openPrice : roundToTick(this.#instrument, last.close + spread),
      stopLoss: position.stopLoss,
      takeProfit: position.takeProfit,
      exitTime: position.exitTime,
      swap: position.swap,
      commission: position.commission,
      floatingProfit: position.floatingProfit,
    };
  }
}
