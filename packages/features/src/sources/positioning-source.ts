import type { PositioningTable } from '@pipwright/model';
import type { SourceInputs } from '../engine/source-node.ts';
import { TableSource } from './table-source.ts';

const DAY_MS = 86_400_000;

/** Three years of weekly reports. */
const REPORTS = 156;
/** Fewer reports than this give no percentile. */
const REPORTS_MIN = 26;

/** The reports of one currency's future, newest last: shares of open interest. */
class Reports {
  time = Number.NaN;
  readonly net: number[] = [];
  commercialNet = Number.NaN;

  take(time: number, net: number, commercialNet: number): void {
    // A corrected report replaces the one of the same day; one of an older day comes too late to be the newest.
    if (time < this.time) return;
    if (time === this.time) this.net.pop();
    this.time = time;
    this.net.push(net);
    if (this.net.length > REPORTS) this.net.shift();
    this.commercialNet = commercialNet;
  }

  /** Net share `back` reports ago. */
  netBefore(back: number): number {
    return this.net[this.net.length - 1 - back] ?? Number.NaN;
  }

  /** Share of the last three years' reports below the newest, ties counted half. */
  percentile(): number {
    const { net } = this;
    if (net.length < REPORTS_MIN) return Number.NaN;
    const newest = net.at(-1) as number;
    let below = 0;
    for (const value of net) below += value < newest ? 1 : value === newest ? 0.5 : 0;
    return below / net.length;
  }
}

/**
 * Commitments of traders for a pair: that of the base currency minus that of the quote currency. The dollar has no
 * future against itself, it counts 0 (percentile 0.5), so that USDJPY is minus the yen.
 */
export class PositioningSource extends TableSource {
  readonly #table: PositioningTable;
  #base = new Reports();
  #quote = new Reports();
  readonly #values = new Float64Array(5);

  constructor(table: PositioningTable, inputs: SourceInputs) {
    const columns = ['net', 'change1', 'change4', 'percentile', 'commercialNet'];
    super({ name: 'positioning', table, inputs, columns, ageMaxMs: 35 * DAY_MS });
    this.#table = table;
  }

  protected take(index: number): void {
    const { base, quote } = this.inputs.instrument;
    const table = this.#table;
    const currency = table.currency[index];
    if (currency !== base && currency !== quote) return;
    const openInterest = table.openInterest[index] as number;
    if (!(openInterest > 0)) return;
    const share = (long: number, short: number): number => (long - short) / openInterest;
    const reports = currency === base ? this.#base : this.#quote;
    reports.take(
      table.time[index] as number,
      share(table.nonCommercialLong[index] as number, table.nonCommercialShort[index] as number),
      share(table.commercialLong[index] as number, table.commercialShort[index] as number),
    );
    this.seen = true;
  }

  protected forget(): void {
    this.#base = new Reports();
    this.#quote = new Reports();
  }

  protected write(row: number, _time: number, changed: boolean): void {
    const values = this.#values;
    if (changed || row === 0) {
      const { base, quote } = this.inputs.instrument;
      const minus = (of: (reports: Reports) => number, dollar: number): number =>
        ((base as string) === 'USD' ? dollar : of(this.#base)) -
        ((quote as string) === 'USD' ? dollar : of(this.#quote));
      values[0] = minus((reports) => reports.netBefore(0), 0);
      values[1] = minus((reports) => reports.netBefore(0) - reports.netBefore(1), 0);
      values[2] = minus((reports) => reports.netBefore(0) - reports.netBefore(4), 0);
      values[3] = minus((reports) => reports.percentile(), 0.5);
      values[4] = minus((reports) => reports.commercialNet, 0);
    }
    const { columns } = this;
    for (let index = 0; index < columns.length; index++) {
      (columns[index] as Float64Array)[row] = values[index] as number;
    }
  }
}
