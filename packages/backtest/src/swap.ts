import { SwapMode, type EpochMs, type Instrument, type MinorUnits } from '@pipwright/model';
import { roundMinor, type CurrencyConversion } from '@pipwright/trading';
import type { OpenPosition } from './open-position.ts';

/** Interest modes count a year of 360 days, as MetaTrader 5 does. */
const DAYS_PER_YEAR = 360;
const TRIPLE = 3;

/** Nights that one rollover books: three on the instrument's triple day, which carries the weekend, else one. */
export function nightsOf(instrument: Instrument, weekday: number): number {
  return weekday === instrument.swap.tripleWeekday ? TRIPLE : 1;
}

/**
 * Swap of one position for `nights`, in minor units of the account; positive is paid to the holder.
 * `price` is where the position could be closed at that moment.
 */
export function swapAmount(
  instrument: Instrument,
  position: OpenPosition,
  nights: number,
  market: { price: number; time: EpochMs; conversion: CurrencyConversion; minorPerMajor: number },
): MinorUnits {
  const { mode } = instrument.swap;
  if (mode === SwapMode.Disabled) return 0 as MinorUnits;
  const rate = position.isLong ? instrument.swap.long : instrument.swap.short;
  const { price, time, conversion, minorPerMajor } = market;
  const units = position.volume * instrument.contractSize;
  const perNight = (): number => {
    switch (mode) {
      case SwapMode.Points:
        return rate * instrument.tickSize * units * conversion.quoteToAccount(price, time);
      case SwapMode.BaseCurrency:
        return rate * position.volume * conversion.baseToAccount(price, time);
      case SwapMode.MarginCurrency:
        return rate * position.volume * marginToAccount(instrument, price, time, conversion);
      case SwapMode.AccountCurrency:
        return rate * position.volume;
      case SwapMode.InterestCurrent:
        return (rate / 100 / DAYS_PER_YEAR) * units * price * conversion.quoteToAccount(price, time);
      case SwapMode.InterestOpen:
        return (rate / 100 / DAYS_PER_YEAR) * units * position.openPrice * conversion.quoteToAccount(price, time);
    }
  };
  return roundMinor(perNight() * nights * minorPerMajor);
}

function marginToAccount(instrument: Instrument, price: number, time: EpochMs, conversion: CurrencyConversion): number {
  if (instrument.marginCurrency === instrument.base) return conversion.baseToAccount(price, time);
  if (instrument.marginCurrency === instrument.quote) return conversion.quoteToAccount(price, time);
  return conversion.toAccount(instrument.marginCurrency, time);
}
