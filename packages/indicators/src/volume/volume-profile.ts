import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
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
  readonly #histogram: PriceHistogram;
  readonly #valueArea: ValueArea;
  readonly #ring: Float64Array;
  /** Position in the ring; bars since all was added up, 0 where nothing is; whether time is counted; bars with volume. */
  readonly #counters: Int32Array;

  constructor({ period = 120, bins = 24, tick = 0, valueAreaPercent = 70 }: VolumeProfileOptions = {}) {
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
    this.#histogram = new PriceHistogram(this.memory, period, bins, tick);
    this.#valueArea = new ValueArea(this.#histogram, valueAreaPercent / 100);
    this.#ring = this.memory.numbers(FIELDS * period);
    this.#counters = this.memory.counters(4);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [pointOfControl, valueHigh, valueLow] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const a = bars.high[row] as number;
      const b = bars.low[row] as number;
      const low = a < b ? a : b;
      const high = a < b ? b : a;
      const top = this.#top.step(high);
      const bottom = this.#bottom.step(low);
      this.#take(low, high, Math.max(0, bars.volume[row] as number), bottom, top);
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
  #take(low: number, high: number, volume: number, bottom: number, top: number): void {
    const ring = this.#ring;
    const counters = this.#counters;
    const position = counters[0] as number;
    const at = FIELDS * position;
    const hadVolume = (ring[at + 2] as number) > 0 ? 1 : 0;
    const withVolume = (counters[3] as number) + (volume > 0 ? 1 : 0) - hadVolume;
    ring[at] = low;
    ring[at + 1] = high;
    ring[at + 2] = volume;
    counters[0] = position + 1 === this.#period ? 0 : position + 1;
    counters[3] = withVolume;
    if (!(top > bottom)) {
      counters[1] = 0;
      return;
    }
    const timed = withVolume === 0;
    const since = counters[1] as number;
    const refitted = this.#histogram.fit(bottom, top);
    if (refitted || since === 0 || since === this.#period || (counters[2] as number) !== (timed ? 1 : 0)) {
      counters[1] = 1;
      counters[2] = timed ? 1 : 0;
      this.#addAll(timed);
      return;
    }
    counters[1] = since + 1;
    this.#histogram.leave(position);
    this.#histogram.enter(position, low, high, timed ? 1 : volume, timed);
  }

  #addAll(timed: boolean): void {
    const ring = this.#ring;
    const histogram = this.#histogram;
    histogram.clear();
    for (let position = 0; position < this.#period; position++) {
      const at = FIELDS * position;
      const volume = timed ? 1 : (ring[at + 2] as number);
      histogram.enter(position, ring[at] as number, ring[at + 1] as number, volume, timed);
    }
  }
}

function requireWithin(parameter: string, value: number, min: number, max: number, expected: string): void {
  if (value >= min && value <= max) return;
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'volume-profile', parameter, value, expected });
}
