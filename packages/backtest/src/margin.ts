import type { OpenPosition } from './open-position.ts';

/**
 * Margin of the positions of one symbol, in minor units, not rounded. Each position needs the margin of its own opening.
 * The part of the volume that both sides have in common is hedged: of its margin only `hedgedFraction` is asked.
 */
export function symbolMargin(positions: readonly OpenPosition[], hedgedFraction: number): number {
  let longVolume = 0;
  let shortVolume = 0;
  let longMargin = 0;
  let shortMargin = 0;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index]!;
    if (position.isLong) {
      longVolume += position.volume;
      longMargin += position.margin;
    } else {
      shortVolume += position.volume;
      shortMargin += position.margin;
    }
  }
  if (longVolume === 0 || shortVolume === 0) return longMargin + shortMargin;
  const hedged = Math.min(longVolume, shortVolume);
  const longHedged = (longMargin * hedged) / longVolume;
  const shortHedged = (shortMargin * hedged) / shortVolume;
  const open = longMargin - longHedged + (shortMargin - shortHedged);
  return open + (longHedged + shortHedged) * hedgedFraction;
}
