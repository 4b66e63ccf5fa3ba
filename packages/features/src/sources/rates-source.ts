import type { RatesTable } from '@pipwright/model';
import type { SourceInputs } from '../engine/source-node.ts';
import { TableSource } from './table-source.ts';

const DAY_MS = 86_400_000;
const BACK_MS = 91 * DAY_MS;

/** The rates of one currency as they became known, oldest first. */
class KnownRates {
  readonly knownAt: number[] = [];
  readonly percent: number[] = [];
  #periods = Number.NEGATIVE_INFINITY;

  take(availableAt: number, time: number, percent: number): void {
    // A rate of an older period, published late, is not the newest.
    if (time < this.#periods || Number.isNaN(percent)) return;
    this.#periods = time;
    this.knownAt.push(availableAt);
    this.percent.push(percent);
    // Only the newest that was known three months ago is looked at, besides the last one.
    while (this.knownAt.length > 2 && (this.knownAt[1] as number) <= availableAt - BACK_MS) {
      this.knownAt.shift();
      this.percent.shift();
    }
  }

  newest(): number {
    return this.percent.at(-1) ?? Number.NaN;
  }

  /** The newest rate that was known at `time`. */
  knownBy(time: number): number {
    return this.percent[this.knownAt.findLastIndex((known) => known <= time)] ?? Number.NaN;
  }
}

/** Short-term interest of the base currency minus that of the quote currency, in percent a year, and its change. */
export class RatesSource extends TableSource {
  readonly #table: RatesTable;
  #base = new KnownRates();
  #quote = new KnownRates();
  #difference = Number.NaN;
  #change = Number.NaN;
  /** Trading day of which the change was last looked up: it moves with time, though no rate does. */
  #day = Number.NaN;

  constructor(table: RatesTable, inputs: SourceInputs) {
    super({ name: 'rates', table, inputs, columns: ['difference', 'change91'], ageMaxMs: 120 * DAY_MS });
    this.#table = table;
  }

  protected take(index: number): void {
    const { base, quote } = this.inputs.instrument;
    const { currency, availableAt, time, ratePercent } = this.#table;
    const side = currency[index] === base ? this.#base : currency[index] === quote ? this.#quote : null;
    if (side === null) return;
    side.take(availableAt[index] as number, time[index] as number, ratePercent[index] as number);
    this.seen = true;
  }

  protected forget(): void {
    this.#base = new KnownRates();
    this.#quote = new KnownRates();
    this.#day = Number.NaN;
  }

  protected write(row: number, time: number, changed: boolean): void {
    const day = Math.floor(time / DAY_MS);
    if (changed || day !== this.#day) {
      this.#day = day;
      const before = day * DAY_MS - BACK_MS;
      this.#difference = this.#base.newest() - this.#quote.newest();
      this.#change = this.#difference - (this.#base.knownBy(before) - this.#quote.knownBy(before));
    }
    const [difference, change] = this.columns as unknown as readonly [Float64Array, Float64Array];
    difference[row] = this.#difference;
    change[row] = this.#change;
  }
}
