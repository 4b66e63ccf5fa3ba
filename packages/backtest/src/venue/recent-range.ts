const SLOT_MS = 10_000;
const SLOTS = 6;

/** Highest and lowest bid of the last minute of ticks, in six slots of ten seconds: of the oldest slot up to ten seconds more or less. */
export class RecentRange {
  readonly #slot = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY);
  readonly #low = new Float64Array(SLOTS);
  readonly #high = new Float64Array(SLOTS);

  add(time: number, bid: number): void {
    const slot = Math.floor(time / SLOT_MS);
    const at = slot % SLOTS;
    if (this.#slot[at] !== slot) {
      this.#slot[at] = slot;
      this.#low[at] = bid;
      this.#high[at] = bid;
      return;
    }
    if (bid < this.#low[at]!) this.#low[at] = bid;
    if (bid > this.#high[at]!) this.#high[at] = bid;
  }

  /** Difference between the highest and the lowest; 0 where there were no ticks. */
  range(time: number): number {
    const oldest = Math.floor(time / SLOT_MS) - SLOTS + 1;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < SLOTS; at++) {
      if (this.#slot[at]! < oldest) continue;
      if (this.#low[at]! < low) low = this.#low[at]!;
      if (this.#high[at]! > high) high = this.#high[at]!;
    }
    return Math.max(0, high - low);
  }
}
