import { WeightedMoments } from '../cells/weighted-moments.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { requireBands, VWAP_OUTPUTS, writeBands, type VwapBandOptions } from './vwap-bands.ts';

export interface VwapAnchoredOptions extends VwapBandOptions {
  /** How many bars are passed over before the anchor. 0: the first bar is the anchor. */
  readonly start?: number;
  /** After how many bars the anchor is set anew. 0: never. */
  readonly every?: number;
}

/**
 * Volume-weighted average price since an anchor, with bands of its weighted deviation. The anchor is the bar after the
 * first `start`, and, where `every` is not 0, each bar so many bars after it. While there was no volume since the anchor,
 * every bar counts 1.
 */
export class VwapAnchored extends Indicator {
  readonly #inner: number;
  readonly #outer: number;
  readonly #start: number;
  readonly #every: number;
  readonly #moments: WeightedMoments;
  /** Bars passed over, and bars since the anchor. */
  readonly #counts: Int32Array;

  constructor({ start = 0, every = 0, inner = 1, outer = 2 }: VwapAnchoredOptions = {}) {
    requireWhole('vwap-anchored', 'start', start, 0);
    requireWhole('vwap-anchored', 'every', every, 0);
    requireBands('vwap-anchored', inner, outer);
    const warmUp = VWAP_OUTPUTS.map(() => start + 1);
    const parameters = { start, every, inner, outer };
    const shape = { id: 'vwap-anchored', parameters, outputs: VWAP_OUTPUTS, warmUp };
    super(shape, ['high', 'low', 'close', 'volume']);
    this.#inner = inner;
    this.#outer = outer;
    this.#start = start;
    this.#every = every;
    this.#moments = new WeightedMoments(this.memory);
    this.#counts = this.memory.counters(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const moments = this.#moments;
    const { high, low, close, volume } = bars;
    let passed = this.#counts[0] as number;
    let since = this.#counts[1] as number;
    for (let row = from; row < to; row++) {
      if (passed < this.#start) {
        passed++;
        writeBands(outputs, row, Number.NaN, Number.NaN, Number.NaN);
        continue;
      }
      if (this.#every > 0) {
        if (since === this.#every) {
          moments.clear();
          since = 0;
        }
        since++;
      }
      moments.step(((high[row] as number) + (low[row] as number) + (close[row] as number)) / 3, volume[row] as number);
      const deviation = moments.deviation;
      writeBands(outputs, row, moments.mean, this.#inner * deviation, this.#outer * deviation);
    }
    this.#counts[0] = passed;
    this.#counts[1] = since;
  }
}
