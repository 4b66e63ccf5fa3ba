import { rolloversBetween, SwapMode, type EpochMs, type Instrument, type Rollover } from '@pipwright/model';
import { minorPerMajor } from '@pipwright/trading';
import { nightsOf, swapAmount } from '../costs/swap.ts';
import type { CandleFacts } from './candle-facts.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarSettings } from './columnar-settings.ts';
import type { FillPricing } from './fill-pricing.ts';

/**
 * The rollovers of a series that book swap: in which candle, at which quote, and how much. A rollover between two candles, or
 * at the moment at which one opens, is booked before what happens at that open, at the close of the candle before.
 */
export class RolloverTable {
  /** Candle in which each is booked, ascending. */
  readonly row: Int32Array;
  /** 1 where it is booked after the open of its candle. */
  readonly isInside: Uint8Array;
  readonly #rollovers: readonly Rollover[];
  readonly #facts: CandleFacts;
  readonly #pricing: FillPricing;
  readonly #instrument: Instrument;
  readonly #minorPerMajor: number;
  /** Amounts by side, NaN where they were not needed so far; null where they depend on the price of opening. */
  readonly #amounts: { readonly long: Float64Array; readonly short: Float64Array } | null;
  readonly #market: { bid: number; ask: number; time: EpochMs };

  constructor(settings: ColumnarSettings, facts: CandleFacts, pricing: FillPricing) {
    const { instrument, account, costs } = settings;
    this.#facts = facts;
    this.#pricing = pricing;
    this.#instrument = instrument;
    this.#minorPerMajor = minorPerMajor(account.currency);
    const last = facts.length - 1;
    const all =
      costs.swap && instrument.swap.mode !== SwapMode.Disabled && last >= 0
        ? rolloversBetween(facts.openTime(0), facts.closeTime(last))
        : [];
    this.#rollovers = all.filter((rollover) => nightsOf(instrument, rollover) !== 0);
    this.row = new Int32Array(this.#rollovers.length);
    this.isInside = new Uint8Array(this.#rollovers.length);
    this.#place();
    const { length } = this.#rollovers;
    const dependsOnOpening = instrument.swap.mode === SwapMode.InterestOpen;
    const unknown = (): Float64Array => new Float64Array(length).fill(Number.NaN);
    this.#amounts = dependsOnOpening ? null : { long: unknown(), short: unknown() };
    this.#market = { bid: 0, ask: 0, time: 0 as EpochMs };
  }

  /** Rollovers that book something. */
  get length(): number {
    return this.row.length;
  }

  /** What a position books at a rollover, in minor units. Throws `NO_CONVERSION_RATE`. */
  amount(at: number, position: ColumnarPosition): number {
    if (this.#amounts === null) return this.#compute(at, position);
    const amounts = position.isLong ? this.#amounts.long : this.#amounts.short;
    if (Number.isNaN(amounts[at])) amounts[at] = this.#compute(at, position);
    return amounts[at]!;
  }

  /** The first rollover that a position opened at the open of `row` books, at or after `from`. */
  firstHeld(row: number, from: number): number {
    let at = from;
    while (at < this.length && (this.row[at]! < row || (this.row[at] === row && this.isInside[at] === 0))) at++;
    return at;
  }

  #compute(at: number, { isLong, openPrice }: ColumnarPosition): number {
    const { candles } = this.#facts;
    const rollover = this.#rollovers[at]!;
    const row = this.row[at]!;
    const isInside = this.isInside[at] === 1;
    const market = this.#market;
    market.bid = isInside ? candles.open[row]! : candles.close[row - 1]!;
    market.ask = isInside ? candles.askOpen[row]! : candles.askClose[row - 1]!;
    market.time = rollover.time;
    const { volume, conversion } = this.#pricing;
    return swapAmount(this.#instrument, { isLong, volume, openPrice }, nightsOf(this.#instrument, rollover), {
      ...market,
      conversion,
      minorPerMajor: this.#minorPerMajor,
    });
  }

  #place(): void {
    const { candles, length, isOpen } = this.#facts;
    let row = 0;
    this.#rollovers.forEach(({ time }, at) => {
      while (row < length && candles.time[row]! < time) row++;
      // `row` opens at or after the rollover; the candle before may hold it inside.
      const isInside = row > 0 && isOpen[row - 1] === 1 && time < this.#facts.closeTime(row - 1);
      this.row[at] = isInside ? row - 1 : row;
      this.isInside[at] = isInside ? 1 : 0;
    });
  }
}
