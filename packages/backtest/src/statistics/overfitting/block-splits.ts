import type { Random } from '@pipwright/kernel';

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Number of ways to choose `chosen` of `count`. */
function combinations(count: number, chosen: number): number {
  let ways = 1;
  for (let step = 1; step <= chosen; step++) ways = (ways * (count - chosen + step)) / step;
  return Math.round(ways);
}

/**
 * Ways to part `blocks` into two equal halves, each as the mask of the half that holds block 0: every pair stands for two
 * splits, as either half may be the one that is trained on. All pairs in ascending order, or `pairsMax` different ones
 * drawn where there are more.
 */
export function halvings(blocks: number, pairsMax: number, random: Random): Int32Array {
  const half = blocks / 2;
  const all = combinations(blocks, half) / 2;
  if (all <= pairsMax) {
    const masks = new Int32Array(all);
    let found = 0;
    for (let mask = 1; found < all; mask += 2) if (bitsOf(mask) === half) masks[found++] = mask;
    return masks;
  }
  const drawn = new Set<number>();
  const others = Int32Array.from({ length: blocks - 1 }, (_, index) => index + 1);
  while (drawn.size < pairsMax) {
    let mask = 1;
    for (let step = 0; step < half - 1; step++) {
      const from = step + random.integer(others.length - step);
      const block = others[from]!;
      others[from] = others[step]!;
      others[step] = block;
      mask |= 1 << block;
    }
    drawn.add(mask);
  }
  return Int32Array.from(drawn).toSorted();
}
