import type { Currency, EpochMs, Instrument } from '@pipwright/model';
import { CurrencyConversion, minorPerMajor, type ConversionRates } from '@pipwright/trading';
import type { EntryMarket } from './random-entry.ts';

/**
 * What a move of the price is worth, converted at the middle as it was then known. Throws `NO_CONVERSION_RATE` where the
 * account is kept in neither of the instrument's currencies and there are no rates.
 */
export function valueOfOne(
  instrument: Instrument,
  account: Currency,
  rates?: ConversionRates,
): EntryMarket['valueOfOne'] {
  const conversion = new CurrencyConversion(instrument, account, rates);
  const minor = minorPerMajor(account) * instrument.contractSize;
  return ({ volume }, time, price) =>
    volume * minor * conversion.quoteToAccount({ bid: price, ask: price }, time as EpochMs, true);
}
