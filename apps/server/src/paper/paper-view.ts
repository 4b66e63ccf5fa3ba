import type { JournalRecord } from '@pipwright/kernel';
import {
  candleOpenTime,
  fromPoints,
  timeframeMs,
  tradingDayOpen,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import type { CandleMessage, DecisionMessage, EquityPointMessage, TradeMessage } from '@pipwright/protocol';
import type { OutcomeTracker } from './outcome-tracker.ts';
import { payloadOf, type AccountFigures, type PaperDecision } from './paper-events.ts';
import { ThinnedSeries } from './thinned-series.ts';
import { toTradeMessage } from './trade-message.ts';

/** What the records of one or more candles changed for the page; oldest first. */
export interface ViewChanges {
  readonly candles: CandleMessage[];
  readonly equity: EquityPointMessage[];
  readonly trades: TradeMessage[];
  readonly decisions: DecisionMessage[];
}

/** How much of each the page holds; older ones are in the ledger. */
export const VIEW_LIMITS = { candles: 2000, equity: 5000, trades: 500, decisions: 300 } as const;

function emptyChanges(): ViewChanges {
  return { candles: [], equity: [], trades: [], decisions: [] };
}

function appendCapped<Item>(items: Item[], added: readonly Item[], cap: number): void {
  items.push(...added);
  if (items.length > cap) items.splice(0, items.length - cap);
}

/** A view of a paper run for the page: a fold over the journal's records, replayed and live alike. */
export class PaperView {
  readonly #instrument: Instrument;
  readonly #timeframe: Timeframe;
  readonly #outcomes: OutcomeTracker;
  readonly #recent = emptyChanges();
  /** Of the whole run, thinned. */
  readonly #equity = new ThinnedSeries<EquityPointMessage>(VIEW_LIMITS.equity);
  #changes = emptyChanges();
  #account: AccountFigures | null = null;
  #equityPeak = 0;
  #maximumDrawdown = 0;
  #dayOpen = 0;
  #dayOpenEquity: number | null = null;
  #trades = 0;

  constructor(instrument: Instrument, timeframe: Timeframe, outcomes: OutcomeTracker) {
    this.#instrument = instrument;
    this.#timeframe = timeframe;
    this.#outcomes = outcomes;
  }

  /** Everything recent, oldest first; equity of the whole run. */
  get recent(): ViewChanges {
    return { ...this.#recent, equity: this.#equity.points };
  }

  get lastCandle(): CandleMessage | undefined {
    return this.#recent.candles.at(-1);
  }

  get account(): AccountFigures | null {
    return this.#account;
  }

  /** Number of closed trades of the run. */
  get trades(): number {
    return this.#trades;
  }

  get maximumDrawdown(): number {
    return this.#maximumDrawdown;
  }

  /** Equity now minus equity when the trading day opened, in minor units. */
  get dayProfit(): number {
    return this.#account === null || this.#dayOpenEquity === null ? 0 : this.#account.equity - this.#dayOpenEquity;
  }

  /** What came since the last call. */
  takeChanges(): ViewChanges {
    const changes = this.#changes;
    this.#changes = emptyChanges();
    return changes;
  }

  apply(records: readonly JournalRecord[]): void {
    const changes = emptyChanges();
    for (const record of records) this.#applyRecord(record, changes);
    for (const point of changes.equity) this.#equity.push(point);
    for (const name of Object.keys(VIEW_LIMITS) as (keyof ViewChanges)[]) {
      if (name !== 'equity') appendCapped(this.#recent[name] as unknown[], changes[name], VIEW_LIMITS[name]);
      appendCapped(this.#changes[name] as unknown[], changes[name], VIEW_LIMITS[name]);
    }
  }

  #applyRecord(record: JournalRecord, changes: ViewChanges): void {
    switch (record.type) {
      case 'session.started':
        for (const packed of payloadOf('session.started', record).history) {
          const candle = this.#candleOf(packed);
          this.#outcomes.onCandle(
            (candle.time + timeframeMs(this.#timeframe)) as EpochMs,
            candle.close + candle.spread / 2,
          );
          changes.candles.push(candle);
        }
        return;
      case 'candle.closed': {
        const candle = this.#candleOf(payloadOf('candle.closed', record));
        this.#outcomes.onCandle(record.time, candle.close + candle.spread / 2);
        changes.candles.push(candle);
        return;
      }
      case 'decision': {
        const decision = payloadOf('decision', record);
        this.#outcomes.onPrediction(decision.prediction);
        changes.decisions.push(this.#decisionOf(decision));
        return;
      }
      case 'order':
        this.#onOrder(payloadOf('order', record), changes);
        return;
      case 'trade':
        this.#trades++;
        changes.trades.push(toTradeMessage(this.#instrument, payloadOf('trade', record)));
        return;
      case 'account':
        this.#onAccount(record.time, payloadOf('account', record), changes);
    }
  }

  /** The order's own event tells the volume that its decision led to. */
  #onOrder(order: ReturnType<typeof payloadOf<'order'>>, changes: ViewChanges): void {
    if (order.state !== 'approved') return;
    const last = changes.decisions.at(-1);
    if (last?.outcome === 'order') last.volume = order.request.volume;
  }

  #onAccount(time: EpochMs, account: AccountFigures, changes: ViewChanges): void {
    const day = tradingDayOpen((time - 1) as EpochMs);
    if (day !== this.#dayOpen) {
      this.#dayOpenEquity = this.#account?.equity ?? account.equity;
      this.#dayOpen = day;
    }
    this.#account = account;
    this.#equityPeak = Math.max(this.#equityPeak, account.equity);
    this.#maximumDrawdown = Math.max(this.#maximumDrawdown, 1 - account.equity / this.#equityPeak);
    changes.equity.push({ time, balance: account.balance, equity: account.equity });
  }

  #candleOf(packed: readonly number[]): CandleMessage {
    const price = (place: number): number => fromPoints(this.#instrument, packed[place] as number);
    return {
      time: packed[0] as number,
      open: price(1),
      high: price(2),
      low: price(3),
      close: price(4),
      spread: fromPoints(this.#instrument, (packed[8] as number) - (packed[4] as number)),
      volume: packed[9] as number,
    };
  }

  #decisionOf(decision: PaperDecision): DecisionMessage {
    return {
      id: decision.id,
      time: decision.time,
      candleTime: candleOpenTime((decision.time - 1) as EpochMs, this.#timeframe),
      probabilityUp: decision.prediction.probabilityUp,
      outcome: decision.outcome,
      side: decision.side,
      volume: null,
      reason: decision.reason,
      topReasons: [...decision.prediction.topReasons],
      checks: [...decision.checks],
    };
  }
}
