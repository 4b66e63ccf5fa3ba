import type { Random } from '@pipwright/kernel';

/**
 * The rows after which the future is taken away, ascending: half of them rows at which something was decided, evenly spread,
 * as knowing what comes next shows there; the others at random.
 */
export function chooseCuts(
  decisions: readonly number[],
  { cuts, length, random }: { readonly cuts: number; readonly length: number; readonly random: Random },
): number[] {
  const rows = new Set<number>();
  const own = Math.min(decisions.length, Math.ceil(cuts / 2));
  for (let index = 0; index < own; index++) rows.add(decisions[Math.floor(((index + 0.5) * decisions.length) / own)]!);
  const most = Math.min(cuts, length);
  while (rows.size < most) rows.add(random.integer(length));
  return [...rows].toSorted((a, b) => a - b);
}
