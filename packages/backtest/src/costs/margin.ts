import type { Instrument, LeverageTier } from '@pipwright/model';
import type { MarginTerms } from '../venue/venue-options.ts';

/**
 * Margin of the positions of one symbol, in minor units of the account, not rounded.
 *
 * A side alone needs the margins of its positions, each at the price of its opening; where the contract has leverage by
 * size, its whole notional is run through the steps instead. The volume that both sides have in common is hedged:
 * of its margin on either side only the contract's `hedgedFraction` is asked.
 */
export function symbolMargin(instrument: Instrument, terms: MarginTerms): number {
  const { tiers, hedgedFraction } = instrument.margin;
  const longMargin = tiers === undefined ? terms.longMargin : tieredMargin(tiers, terms.longNotional);
  const shortMargin = tiers === undefined ? terms.shortMargin : tieredMargin(tiers, terms.shortNotional);
  const { longVolume, shortVolume } = terms;
  if (longVolume === 0 || shortVolume === 0) return longMargin + shortMargin;
  const hedged = Math.min(longVolume, shortVolume);
  const longHedged = (longMargin * hedged) / longVolume;
  const shortHedged = (shortMargin * hedged) / shortVolume;
  return longMargin - longHedged + (shortMargin - shortHedged) + (longHedged + shortHedged) * hedgedFraction;
}

/** Margin of a notional (minor units): each part of it at the leverage of the step in which it lies, as tax brackets are. */
export function tieredMargin(tiers: readonly LeverageTier[], notional: number): number {
  let margin = 0;
  let below = 0;
  for (const { notionalMax, leverage } of tiers) {
    if (notional <= below) break;
    margin += (Math.min(notional, notionalMax) - below) / leverage;
    below = notionalMax;
  }
  return margin;
}
