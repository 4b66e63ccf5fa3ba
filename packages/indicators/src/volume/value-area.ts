import type { PriceHistogram } from './price-histogram.ts';

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
  /** Point of control, high and low: results, not state. */
  readonly #result = new Float64Array(3);

  constructor(histogram: PriceHistogram, share: number) {
    this.#histogram = histogram;
    this.#share = share;
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
    const histogram = this.#histogram;
    const middle = (first + last) / 2;
    let total = 0;
    let control = first;
    let most = -1;
    for (let index = first; index <= last; index++) {
      const count = histogram.countAt(index);
      total += count;
      if (count > most || (count === most && Math.abs(index - middle) < Math.abs(control - middle))) {
        most = count;
        control = index;
      }
    }
    this.#grow(first, last, control, most, this.#share * total);
  }

  #grow(first: number, last: number, control: number, most: number, wanted: number): void {
    const histogram = this.#histogram;
    let low = control;
    let high = control;
    let held = most;
    while (held < wanted && (low > first || high < last)) {
      const above = pairAt(histogram, high + 1, high + 2, first, last);
      const below = pairAt(histogram, low - 1, low - 2, first, last);
      if (high < last && (low === first || above >= below)) {
        held += above;
        high = Math.min(last, high + 2);
      } else {
        held += below;
        low = Math.max(first, low - 2);
      }
    }
    this.#result[0] = (histogram.edge(control) + histogram.edge(control + 1)) / 2;
    this.#result[1] = histogram.edge(high + 1);
    this.#result[2] = histogram.edge(low);
  }
}

/** What lies in two steps; a step out of the range holds nothing. */
function pairAt(histogram: PriceHistogram, near: number, far: number, first: number, last: number): number {
  let sum = 0;
  if (near >= first && near <= last) sum += histogram.countAt(near);
  if (far >= first && far <= last) sum += histogram.countAt(far);
  return sum;
}
