import {
  OrderType,
  type CandleColumns,
  type EpochMs,
  type Fraction,
  type Instrument,
  type OrderRequest,
  type Prediction,
  type RiskCheck,
  type Signal,
  type Timeframe,
} from '@pipwright/model';
import {
  count,
  DecisionOutcome,
  emptyCounts,
  type Decision,
  type DecisionCounts,
  type SessionListener,
} from './decision.ts';
import type { PredictionReading, Predictor } from './predictor.ts';
import type { RiskReview } from './risk.ts';

export interface DecisionLogOptions {
  readonly runId: string;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly predictor: Predictor | null;
  readonly listener: SessionListener;
}

/** Names, counts and tells what a session decides. Sentences are made only where somebody listens. */
export class DecisionLog {
  readonly counts: DecisionCounts = emptyCounts();
  readonly #options: DecisionLogOptions;
  #time = 0 as EpochMs;
  /** Number of the candle in the run; how many wishes and decisions it has had. */
  #candle = 0;
  #wishes = 0;
  #decisions = 0;
  #prediction: Prediction | null = null;

  constructor(options: DecisionLogOptions) {
    this.#options = options;
  }

  /** What the ids of this session's orders begin with. */
  get orderPrefix(): string {
    return `${this.#options.runId}-O`;
  }

  get wishes(): number {
    return this.#wishes;
  }

  beginCandle(time: EpochMs): void {
    this.#time = time;
    this.#candle++;
    this.#wishes = 0;
    this.#decisions = 0;
    this.#prediction = null;
    this.counts.candles++;
  }

  /** Names the next wish. The first of a candle is named by the candle alone, as most candles have one at most. */
  beginWish(): void {
    this.#wishes++;
  }

  /** `run-O7` of the seventh candle, `run-O7.2` of its second wish. */
  wishId(kind: 'O' | 'S'): string {
    return this.#id(kind, this.#wishes);
  }

  /** `run-P7`; empty where there is no prediction at this candle. */
  predictionId(reading: PredictionReading): string {
    return reading.probabilityUp >= 0 ? this.#id('P', 1) : '';
  }

  /** Builds the prediction where somebody listens; counts it in any case. */
  onPrediction(reading: PredictionReading, candles: CandleColumns, index: number): void {
    if (!(reading.probabilityUp >= 0)) return;
    this.counts.predictions++;
    const { predictor, instrument, timeframe, listener } = this.#options;
    if (listener.onPrediction === undefined && listener.onDecision === undefined) return;
    this.#prediction = {
      id: this.predictionId(reading),
      symbol: instrument.symbol,
      timeframe,
      time: this.#time,
      horizonMs: predictor!.horizonMs,
      probabilityUp: reading.probabilityUp as Fraction,
      modelId: predictor!.modelId,
      topReasons: predictor!.explain(candles, index),
    };
    listener.onPrediction?.(this.#prediction);
  }

  /** The candle ends without a wish. `detail` gives the figures behind the code, or an empty text. */
  onNoWish(code: string, detail: () => string): void {
    this.counts.noSignal++;
    count(this.counts.noSignalByCode, code);
    if (this.#options.listener.onDecision === undefined) return;
    const said = detail();
    const reason = said === '' ? sentenceOf(code) : said;
    this.#tell({
      outcome: DecisionOutcome.NoSignal,
      codes: [code],
      reason,
      signal: null,
      clientOrderId: null,
      checks: [],
    });
  }

  /** Risk has reviewed a wish. `rule` is the strategy's own reason, or empty. */
  onReview(review: RiskReview, signal: Signal, rule: string): void {
    const { order, failed } = review;
    if (order === null) this.counts.refused++;
    else this.counts.orders++;
    for (const name of failed) count(this.counts.refusedByCheck, name);
    if (this.#options.listener.onDecision === undefined) return;
    const checks = review.checks();
    const verdict = order === null ? refusalsOf(checks) : `${describeOrder(order.request)}: every check passed`;
    this.#tell({
      outcome: order === null ? DecisionOutcome.Refused : DecisionOutcome.Order,
      codes: failed,
      reason: rule === '' ? verdict : `${rule}; ${verdict}`,
      signal,
      clientOrderId: order?.request.clientOrderId ?? null,
      checks,
    });
  }

  /** Risk has refused to change something, such as a stop that was to be moved away. */
  onChangeRefused(what: string, findings: { readonly failed: readonly string[]; checks(): RiskCheck[] }): void {
    for (const name of findings.failed) count(this.counts.refusedByCheck, name);
    if (this.#options.listener.onDecision === undefined) return;
    const checks = findings.checks();
    this.#tell({
      outcome: DecisionOutcome.Refused,
      codes: findings.failed,
      reason: `${what}: ${refusalsOf(checks)}`,
      signal: null,
      clientOrderId: null,
      checks,
    });
  }

  /** The broker, or the session itself, did not do something. */
  onRejected(reason: string): void {
    count(this.counts.rejectedByReason, reason);
  }

  #tell(decision: Omit<Decision, 'id' | 'time' | 'prediction'>): void {
    this.#decisions++;
    const id = this.#id('D', this.#decisions);
    this.#options.listener.onDecision?.({ id, time: this.#time, prediction: this.#prediction, ...decision });
  }

  #id(kind: string, nth: number): string {
    return `${this.#options.runId}-${kind}${this.#candle}${nth > 1 ? `.${nth}` : ''}`;
  }
}

function refusalsOf(checks: readonly RiskCheck[]): string {
  return checks
    .filter((check) => !check.passed)
    .map((check) => check.reason)
    .join('; ');
}

/** What is said of a code that came without figures: its words. */
function sentenceOf(code: string): string {
  return code.replaceAll('-', ' ');
}

function describeOrder({ side, volume, type, price }: OrderRequest): string {
  return type === OrderType.Market ? `${side} ${volume} lots` : `${side} ${type} ${volume} lots at ${price}`;
}
