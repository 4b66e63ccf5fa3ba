/** Rows of a block of the level above: 16. */
const SHIFT = 4;

/** Greatest high and least low of blocks of 16, 256, 4096, … rows; the rows themselves are the first level. */
interface Level {
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
}

function levelAbove({ highest, lowest }: Level): Level {
  const length = Math.ceil(highest.length / (1 << SHIFT));
  const above = { highest: new Float64Array(length).fill(-Infinity), lowest: new Float64Array(length).fill(Infinity) };
  for (let row = 0; row < highest.length; row++) {
    const block = row >> SHIFT;
    // Written so that a price that is not a number counts as none.
    if ((highest[row] as number) > (above.highest[block] as number)) above.highest[block] = highest[row] as number;
    if ((lowest[row] as number) < (above.lowest[block] as number)) above.lowest[block] = lowest[row] as number;
  }
  return above;
}

/**
 * Finds the first candle that leaves a range without looking at every candle on the way: whole blocks that stay inside
 * are skipped, so that a search costs about the logarithm of its distance.
 */
export class RangePyramid {
  readonly #levels: Level[];

  constructor(highs: Float64Array, lows: Float64Array) {
    this.#levels = [{ highest: highs, lowest: lows }];
    for (let top = this.#levels[0] as Level; top.highest.length > 1;) {
      top = levelAbove(top);
      this.#levels.push(top);
    }
  }

  /** The first row from `from` to `last` (inclusive) whose high is at least `upper` or low at most `lower`; else `last + 1`. */
  firstOutside(from: number, last: number, lower: number, upper: number): number {
    const levels = this.#levels;
    let at = from;
    let level = 0;
    while (at <= last) {
      const { highest, lowest } = levels[level] as Level;
      const block = at >> (SHIFT * level);
      if ((highest[block] as number) >= upper || (lowest[block] as number) <= lower) {
        if (level === 0) return at;
        level--;
        continue;
      }
      at = (block + 1) << (SHIFT * level);
      while (level + 1 < levels.length && (at & ((1 << (SHIFT * (level + 1))) - 1)) === 0) level++;
    }
    return last + 1;
  }
}
