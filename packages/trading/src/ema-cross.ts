import { Side } from '@pipwright/model';
import { errors } from './errors.ts';
import type { NoSignal, Strategy, StrategyContext, StrategyDecision } from './strategy.ts';

export interface EmaCrossParameters {
  /** Candles of the fast average. */
  readonly fast: number;
  /** Candles of the slow average; nothing is traded before that many have closed. */
  readonly slow: number;
  /** Longest holding; default: without limit. */
  readonly holdingMs?: number;
}

const WARMING_UP: NoSignal = { kind: 'none', code: 'warming-up' };
const NO_MARKET: NoSignal = { kind: 'none', code: 'single-price-candle' };
const IN_POSITION: NoSignal = { kind: 'none', code: 'already-in-position' };

/** A time that no data reaches: the year 2100. */
const WITHOUT_LIMIT_MS = 4_102_444_800_000;

/**
 * Always in the market: long while the fast exponential average of bid closes is at or above the slow one, else short.
 * Averages start at the first close. A candle of a single price has no market behind it: it moves the averages but is
 * not traded. No stop and no target: size it with `fixedVolume`.
 */
class EmaCross implements Strategy {
  readonly name = 'ema-cross';
  readonly #parameters: EmaCrossParameters;
  readonly #fastWeight: number;
  readonly #slowWeight: number;
  #fast = Number.NaN;
  #slow = Number.NaN;
  #count = 0;

  constructor(parameters: EmaCrossParameters) {
    this.#parameters = parameters;
    this.#fastWeight = 2 / (parameters.fast + 1);
    this.#slowWeight = 2 / (parameters.slow + 1);
  }

  decide(context: StrategyContext): StrategyDecision {
    const { candles, index } = context;
    const close = candles.close[index]!;
    if (this.#count === 0) {
      this.#fast = close;
      this.#slow = close;
    } else {
      this.#fast = this.#fastWeight * close + (1 - this.#fastWeight) * this.#fast;
      this.#slow = this.#slowWeight * close + (1 - this.#slowWeight) * this.#slow;
    }
    this.#count++;
    if (this.#count < this.#parameters.slow) return WARMING_UP;
    if (candles.high[index] === candles.low[index]) return NO_MARKET;
    const wanted = this.#fast >= this.#slow ? 1 : -1;
    if (context.direction === wanted) return IN_POSITION;
    return {
      kind: 'enter',
      side: wanted === 1 ? Side.Buy : Side.Sell,
      stopLossDistance: 0,
      takeProfitDistance: 0,
      holdingMs: this.#parameters.holdingMs ?? WITHOUT_LIMIT_MS - context.time,
      closeOpposite: true,
    };
  }

  describe(code: string): string {
    if (code === WARMING_UP.code) return `${this.#count} candles have closed, ${this.#parameters.slow} are needed`;
    if (code === NO_MARKET.code) return 'the candle has a single price: there was no market';
    return `fast average ${this.#fast}, slow average ${this.#slow}; a position of that side is open`;
  }
}

/** Makes the strategy. Throws `PARAMETER_OUT_OF_RANGE`. */
export function emaCross(parameters: EmaCrossParameters): Strategy {
  const { fast, slow } = parameters;
  if (!(Number.isInteger(fast) && fast >= 1)) {
    throw errors.PARAMETER_OUT_OF_RANGE({ name: 'fast', value: fast, expected: 'a whole number of at least 1' });
  }
  if (!(Number.isInteger(slow) && slow > fast)) {
    throw errors.PARAMETER_OUT_OF_RANGE({ name: 'slow', value: slow, expected: 'a whole number above fast' });
  }
  return new EmaCross(parameters);
}
