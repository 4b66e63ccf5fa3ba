import type { PriceHistogram } from './price-histogram.ts';

/** Empty bins on both ends of the line, so that there are always two more. */
const EDGE = 2;

/**
 * Point of control and value area of a histogram of volume at price (Steidlmayer's market profile).
 *
 * The point of control is the bin with the most volume; of equals the one nearest to the middle of the range, and of
 * those the lower. From it the area grows by two bins at a time on the side where the next two have more, upwards where
 * they have the same, until it holds the wanted share. Prices are those of bins: a middle, an upper and a lower edge.
 */
export class ValueArea {
  readonly #histogram: PriceHistogram;
  readonly #share: number;
  /** The bins of the range, the lowest first: a copy, no state. */
  readonly #line: Float64Array;
  /** Point of control, high and low: results, not state. */
  readonly #result = new Float64Array(3);

  constructor(histogram: PriceHistogram, share: number) {
    this.#histogram = histogram;
    this.#share = share;
    this.#line = new Float64Array(histogram.bins + 2 * EDGE);
  }

  get pointOfControl(): number {
    return this.#result[0] as number;
  }

  get high(): number {
    return this.#result[1] as number;
  }

  get low(): number {
    return this.#result[2] as number;
  }

  /** Looks at the steps `first` to `last`, both included. */
  find(first: number, last: number): void {
    const line = this.#line;
    const length = last - first + 1;
    this.#histogram.copyTo(line, EDGE, first, length);
    line[length + EDGE] = 0;
    line[length + EDGE + 1] = 0;
    let total = 0;
    let control = 0;
    let most = -1;
    for (let at = 0; at < length; at++) {
      const count = line[at + EDGE] as number;
      total += count;
      if (count < most) continue;
      // Twice the distances from the middle: of equals the nearer one, the lower where both are as near.
      if (count === most && Math.abs(2 * at + 1 - length) >= Math.abs(2 * control + 1 - length)) continue;
      most = count;
      control = at;
    }
    this.#grow(first, length, control, this.#share * total);
  }

  #grow(first: number, length: number, control: number, wanted: number): void {
    const line = this.#line;
    const last = length - 1;
    let low = control;
    let high = control;
    let held = line[control + EDGE] as number;
    while (held < wanted && (low > 0 || high < last)) {
      const above = (line[high + EDGE + 1] as number) + (line[high + EDGE + 2] as number);
      const below = (line[low + EDGE - 1] as number) + (line[low + EDGE - 2] as number);
      // Volumes of very different size leave a rest below 0 in an empty bin, so the ends have to be asked for.
      if (high < last && (low === 0 || above >= below)) {
        held += above;
        high = high + 2 < last ? high + 2 : last;
      } else {
        held += below;
        low = low > 2 ? low - 2 : 0;
      }
    }
    const histogram = this.#histogram;
    this.#result[0] = (histogram.edge(first + control) + histogram.edge(first + control + 1)) / 2;
    this.#result[1] = histogram.edge(first + high + 1);
    this.#result[2] = histogram.edge(first + low);
  }
}
