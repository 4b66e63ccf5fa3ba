import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requireWhole } from '../errors.ts';
import { PriceHistogram } from './price-histogram.ts';
import { ValueArea } from './value-area.ts';

export interface VolumeProfileOptions {
  readonly period?: number;
  /** Bins at most; from half so many on are in use. */
  readonly bins?: number;
  /** Smallest price step, which no bin is narrower than. 0: none is known. */
  readonly tick?: number;
  /** Share of the volume that the value area holds at least, in percent. */
  readonly valueAreaPercent?: number;
}

/** Lowest price, highest price and volume of a bar, in the ring. */
const FIELDS = 3;

/**
 * Volume profile of the last `period` bars, developing bar by bar: `pointOfControl` is the middle of the bin with the
 * most volume, `valueHigh` and `valueLow` are the edges of the value area around it. A window without volume counts one
 * for each bin that a bar touches (time at price); in a window of one price all three are that price.
 *
 * Per bar, the volume of one bar is added and that of one taken away. All is added up anew where the width of the bins
 * changes, where volume comes or goes altogether, and once in `period` bars, so that rounding cannot add up.
 */
export class VolumeProfile extends Indicator {
  readonly #period: number;
  readonly #top: RollingMax;
  readonly #bottom: RollingMin;
  readonly #total: RollingSum;
  readonly #histogram: PriceHistogram;
  readonly #valueArea: ValueArea;
  readonly #ring: Float64Array;
  /** Position in the ring; bars since all was added up, 0 where nothing is; whether time is counted. */
  readonly #counters: Int32Array;

  constructor({ period = 120, bins = 32, tick = 0, valueAreaPercent = 70 }: VolumeProfileOptions = {}) {
    requireWhole('volume-profile', 'period', period, 1);
    requireWhole('volume-profile', 'bins', bins, 8);
    requireWithin('tick', tick, 0, 1e60, 'a price step, or 0');
    requireWithin('valueAreaPercent', valueAreaPercent, 1, 100, 'a percentage from 1 to 100');
    const parameters = { period, bins, tick, valueAreaPercent };
    const outputs = ['pointOfControl', 'valueHigh', 'valueLow'];
    const reads = ['high', 'low', 'volume'] as const;
    super({ id: 'volume-profile', parameters, outputs, warmUp: [period, period, period] }, reads);
    this.#period = period;
    this.#top = new RollingMax(this.memory, period);
    this.#bottom = new RollingMin(this.memory, period);
    this.#total = new RollingSum(this.memory, period);
    this.#histogram = new PriceHistogram(this.memory, bins, tick);
    this.#valueArea = new ValueArea(this.#histogram, valueAreaPercent / 100);
    this.#ring = this.memory.numbers(FIELDS * period);
    this.#counters = this.memory.counters(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [pointOfControl, valueHigh, valueLow] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const a = bars.high[row] as number;
      const b = bars.low[row] as number;
      const volume = Math.max(0, bars.volume[row] as number);
      const low = Math.min(a, b);
      const high = Math.max(a, b);
      const top = this.#top.step(high);
      const bottom = this.#bottom.step(low);
      const total = this.#total.step(volume);
      this.#take(low, high, volume, bottom, top, total === 0);
      if (!(top > bottom)) {
        // One price, or NaN while there are too few bars.
        pointOfControl[row] = top;
        valueHigh[row] = top;
        valueLow[row] = top;
        continue;
      }
      const area = this.#valueArea;
      area.find(this.#histogram.indexOf(bottom), this.#histogram.indexOf(top));
      pointOfControl[row] = area.pointOfControl;
      valueHigh[row] = area.high;
      valueLow[row] = area.low;
    }
  }

  /** Puts a bar into the ring and, where the window has a range, into the bins. */
  #take(low: number, high: number, volume: number, bottom: number, top: number, timed: boolean): void {
    const ring = this.#ring;
    const counters = this.#counters;
    const at = FIELDS * (counters[0] as number);
    const oldLow = ring[at] as number;
    const oldHigh = ring[at + 1] as number;
    const oldVolume = ring[at + 2] as number;
    ring[at] = low;
    ring[at + 1] = high;
    ring[at + 2] = volume;
    counters[0] = (counters[0] as number) + 1 === this.#period ? 0 : (counters[0] as number) + 1;
    if (!(top > bottom)) {
      counters[1] = 0;
      return;
    }
    const since = counters[1] as number;
    const fits = !this.#histogram.fit(bottom, top) && (counters[2] as number) === (timed ? 1 : 0);
    if (!fits || since === 0 || since === this.#period) {
      counters[1] = 1;
      counters[2] = timed ? 1 : 0;
      this.#addAll(timed);
      return;
    }
    counters[1] = since + 1;
    this.#histogram.add(oldLow, oldHigh, timed ? 1 : oldVolume, -1, timed);
    this.#histogram.add(low, high, timed ? 1 : volume, 1, timed);
  }

  #addAll(timed: boolean): void {
    const ring = this.#ring;
    this.#histogram.clear();
    for (let at = 0; at < ring.length; at += FIELDS) {
      const volume = timed ? 1 : (ring[at + 2] as number);
      this.#histogram.add(ring[at] as number, ring[at + 1] as number, volume, 1, timed);
    }
  }
}

function requireWithin(parameter: string, value: number, min: number, max: number, expected: string): void {
  if (value >= min && value <= max) return;
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'volume-profile', parameter, value, expected });
}
