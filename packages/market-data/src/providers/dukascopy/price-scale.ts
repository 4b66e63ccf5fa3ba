import { findReferenceMarket } from '@pipwright/model';

/** Quote currencies and bases whose prices the feed keeps with three decimals. */
const THREE_DECIMALS = new Set(['JPY', 'HUF', 'RUB', 'THB']);
const THREE_DECIMAL_BASES = new Set(['XAU', 'XAG', 'XPT', 'XPD']);
const ONE_DECIMAL_BASES = new Set(['BTC', 'ETH']);

/**
 * Points per unit of price in the old feed's files: the `decimalFactor` of the feed's own list of instruments.
 * It is the feed's, not the broker's: silver has three decimals here and four at most brokers.
 */
export function dukascopyPriceScale(symbol: string): number {
  const base = symbol.slice(0, 3);
  if (ONE_DECIMAL_BASES.has(base)) return 10;
  if (findReferenceMarket(symbol) !== undefined) return 1000;
  if (THREE_DECIMAL_BASES.has(base) || THREE_DECIMALS.has(symbol.slice(3))) return 1000;
  return 100_000;
}
