declare const unit: unique symbol;

/** A base type that the compiler keeps apart from every other use of the same base type. */
export type Branded<Base, Name extends string> = Base & { readonly [unit]: Name };

/** A quoted price in the instrument's quote currency, as a float64. */
export type Price = Branded<number, 'Price'>;
/** A price as a whole number of the instrument's ticks: `price / tickSize`. */
export type Points = Branded<number, 'Points'>;
/** A price difference in pips (0.0001, or 0.01 for yen pairs; see `Instrument.pipSize`). */
export type Pips = Branded<number, 'Pips'>;
/** A trade volume in lots. */
export type Lots = Branded<number, 'Lots'>;
/** A trade volume in units of the instrument's base: lots x contract size. */
export type Units = Branded<number, 'Units'>;
/** A share of a whole: 0.01 is one percent. */
export type Fraction = Branded<number, 'Fraction'>;
/** UTC milliseconds since 1970-01-01. */
export type EpochMs = Branded<number, 'EpochMs'>;
/** Money as a whole number of the currency's smallest unit (cents, or yen). */
export type MinorUnits = Branded<number, 'MinorUnits'>;
/** A currency code such as `EUR`. Metals count as currencies: `XAU`, `XAG`. */
export type Currency = Branded<string, 'Currency'>;
/** The platform's own name of an instrument: `EURUSD`, without a broker's prefix or suffix. */
export type SymbolName = Branded<string, 'SymbolName'>;

/** Marks a finite number as a price. Throws `RangeError` on NaN, infinity, zero and negative numbers. */
export function price(value: number): Price {
  if (!(value > 0) || value === Infinity)
    throw new RangeError(`a price must be a positive finite number, got ${value}`);
  return value as Price;
}

/** Marks an integer as UTC epoch milliseconds. Throws `RangeError` where it is not a safe integer. */
export function epochMs(value: number): EpochMs {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a time must be a whole number of milliseconds, got ${value}`);
  return value as EpochMs;
}

/** Marks an integer as money in minor units. Throws `RangeError` where it is not a safe integer. */
export function minorUnits(value: number): MinorUnits {
  if (!Number.isSafeInteger(value)) throw new RangeError(`money must be a whole number of minor units, got ${value}`);
  return (value === 0 ? 0 : value) as MinorUnits;
}

/** Marks a non-negative finite number as lots. Throws `RangeError` otherwise. */
export function lots(value: number): Lots {
  if (!(value >= 0) || value === Infinity)
    throw new RangeError(`lots must be a finite number of at least 0, got ${value}`);
  return value as Lots;
}

/** Marks a currency code of three capital letters. Throws `RangeError` otherwise. */
export function currency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`a currency must be three capital letters, got '${code}'`);
  return code as Currency;
}
