import {
  SwapMode,
  type Currency,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Rollover,
} from '@pipwright/model';
import { roundMinor, type CurrencyConversion } from '@pipwright/trading';

/** Interest modes count a year of 360 days, as MetaTrader 5 does. */
const DAYS_PER_YEAR = 360;
const TRIPLE = 3;

/** A position, as far as its swap depends on it. */
export interface SwapPosition {
  readonly isLong: boolean;
  /** Lots. */
  readonly volume: number;
  readonly openPrice: number;
}

/** The market in which swap is booked. */
export interface SwapMarket {
  readonly bid: number;
  readonly ask: number;
  readonly time: EpochMs;
  readonly conversion: CurrencyConversion;
  readonly minorPerMajor: number;
}

/**
 * Nights that one rollover books: what the contract says for that date, else three on its triple day, which carries the
 * weekend, else one.
 */
export function nightsOf({ swap }: Instrument, rollover: Rollover): number {
  return swap.holidayNights?.[rollover.date] ?? (rollover.weekday === swap.tripleWeekday ? TRIPLE : 1);
}

/** The rate of one side that holds at `time`. */
export function swapRate({ swap }: Instrument, isLong: boolean, time: EpochMs): number {
  const { history } = swap;
  if (history !== undefined) {
    for (let index = history.length - 1; index >= 0; index--) {
      const rate = history[index]!;
      if (rate.from <= time) return isLong ? rate.long : rate.short;
    }
  }
  return isLong ? swap.long : swap.short;
}

/**
 * Swap of one position for `nights`, in minor units of the account; positive is paid to the holder.
 * Interest on the current price takes the price at which the position could be closed.
 */
export function swapAmount(
  instrument: Instrument,
  position: SwapPosition,
  nights: number,
  market: SwapMarket,
): MinorUnits {
  const { mode } = instrument.swap;
  if (mode === SwapMode.Disabled || nights === 0) return 0 as MinorUnits;
  const rate = swapRate(instrument, position.isLong, market.time);
  const units = position.volume * instrument.contractSize;
  const inCurrency = (code: Currency): number => market.conversion.moneyToAccount(code, market, market.time, rate > 0);
  const perNight = (): number => {
    switch (mode) {
      case SwapMode.Points:
      case SwapMode.ReopenCurrent:
      case SwapMode.ReopenBid:
        return rate * instrument.tickSize * units * inCurrency(instrument.quote);
      case SwapMode.BaseCurrency:
        return rate * position.volume * inCurrency(instrument.base);
      case SwapMode.MarginCurrency:
        return rate * position.volume * inCurrency(instrument.marginCurrency);
      case SwapMode.ProfitCurrency:
        return rate * position.volume * inCurrency(instrument.quote);
      case SwapMode.AccountCurrency:
        return rate * position.volume;
      case SwapMode.InterestCurrent: {
        const price = position.isLong ? market.bid : market.ask;
        return (rate / 100 / DAYS_PER_YEAR) * units * price * inCurrency(instrument.quote);
      }
      case SwapMode.InterestOpen:
        return (rate / 100 / DAYS_PER_YEAR) * units * position.openPrice * inCurrency(instrument.quote);
    }
  };
  return roundMinor(perNight() * nights * market.minorPerMajor);
}
