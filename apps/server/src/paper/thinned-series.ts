/**
 * A series of any length in a bounded number of evenly spaced points: where there are too many, every second one goes and
 * only every second one of those to come is kept. The last one is always there.
 */
export class ThinnedSeries<Item> {
  readonly #cap: number;
  #kept: Item[] = [];
  #stride = 1;
  #count = 0;
  #last: Item | undefined;

  /** `cap` is the largest number of points, at least 2. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  push(item: Item): void {
    if (this.#count % this.#stride === 0) this.#kept.push(item);
    this.#count++;
    this.#last = item;
    if (this.#kept.length < this.#cap) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  get points(): Item[] {
    if (this.#last === undefined || this.#kept.at(-1) === this.#last) return [...this.#kept];
    return [...this.#kept, this.#last];
  }
}
