import type { EpochMs } from '@pipwright/model';
import { PipwrightError } from '@pipwright/model';
import { roundMinor } from '@pipwright/trading';
import type { CandleFacts } from './candle-facts.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarSettings } from './columnar-settings.ts';
import type { FillPricing } from './fill-pricing.ts';

/** What a position is worth at the closes of candles. */
export class FloatingValue {
  /** Account currency for a unit of the quote currency that is won and lost, at each close; null where both are the same. */
  readonly gain: Float64Array | null;
  readonly loss: Float64Array | null;
  /** The dearest that a loss is ever converted at; NaN where a rate is missing. */
  readonly dearest: number;
  readonly #facts: CandleFacts;
  readonly #pricing: FillPricing;

  constructor(settings: ColumnarSettings, facts: CandleFacts, pricing: FillPricing) {
    this.#facts = facts;
    this.#pricing = pricing;
    const isSame = settings.instrument.quote === settings.account.currency;
    this.gain = isSame ? null : this.#rates(true);
    this.loss = isSame ? null : this.#rates(false);
    this.dearest = this.loss === null ? 1 : this.loss.reduce((most, rate) => Math.max(most, rate), 0);
  }

  /** Whether every candle has a rate. */
  get isComplete(): boolean {
    return !Number.isNaN(this.dearest);
  }

  /** Floating profit at the close of a candle, as the venue values it, in whole minor units. */
  at(position: ColumnarPosition, row: number): number {
    const { isLong, openPrice } = position;
    const { candles } = this.#facts;
    const move = isLong ? candles.close[row]! - openPrice : openPrice - candles.askClose[row]!;
    const { moneyPerLot, volume } = this.#pricing;
    const rates = move > 0 ? this.gain : this.loss;
    return roundMinor(move * volume * (moneyPerLot * (rates === null ? 1 : rates[row]!)));
  }

  /** Rates at the closes; NaN where there is none. */
  #rates(isProfit: boolean): Float64Array {
    const { candles, length } = this.#facts;
    const market = { bid: 0, ask: 0 };
    const rates = new Float64Array(length);
    for (let row = 0; row < length; row++) {
      market.bid = candles.close[row]!;
      market.ask = candles.askClose[row]!;
      rates[row] = this.#rate(market, this.#facts.closeTime(row), isProfit);
    }
    return rates;
  }

  #rate(market: { bid: number; ask: number }, time: EpochMs, isProfit: boolean): number {
    try {
      return this.#pricing.conversion.quoteToAccount(market, time, isProfit);
    } catch (error) {
      if (error instanceof PipwrightError && error.code === 'NO_CONVERSION_RATE') return Number.NaN;
      throw error;
    }
  }
}
