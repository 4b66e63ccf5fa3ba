import type { MarginTerms } from './venue-options.ts';

/** Terms that are added up in place. */
export type MutableTerms = { -readonly [Key in keyof MarginTerms]: MarginTerms[Key] };

/** Terms of a market without positions. */
export function noTerms(): MutableTerms {
  return { longVolume: 0, longMargin: 0, longNotional: 0, shortVolume: 0, shortMargin: 0, shortNotional: 0 };
}

/** Adds a position to the terms of its side. */
export function addTerms(terms: MutableTerms, isLong: boolean, volume: number, margin: number, notional: number): void {
  if (isLong) {
    terms.longVolume += volume;
    terms.longMargin += margin;
    terms.longNotional += notional;
  } else {
    terms.shortVolume += volume;
    terms.shortMargin += margin;
    terms.shortNotional += notional;
  }
}

/** Sets all of them to 0. */
export function clearTerms(terms: MutableTerms): void {
  terms.longVolume = 0;
  terms.longMargin = 0;
  terms.longNotional = 0;
  terms.shortVolume = 0;
  terms.shortMargin = 0;
  terms.shortNotional = 0;
}
