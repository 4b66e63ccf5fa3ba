import {
  CATALOGUE,
  findInstrument,
  findReferenceMarket,
  isoTime,
  isTimeframe,
  REFERENCE_MARKETS,
  TIMEFRAMES,
  utcMs,
  type EpochMs,
  type Instrument,
  type QuotedMarket,
  type Timeframe,
} from '@pipwright/model';
import { InvalidArgumentError, Option } from 'commander';

/** Parsers of what people type. Each throws commander's error, which ends in exit code 2. */

const NOT_IN_CATALOGUE = 'It is not in the catalogue of 28 pairs, XAUUSD and XAGUSD.';

/** What can be traded. */
export function parseSymbol(text: string): Instrument {
  const instrument = findInstrument(text);
  if (instrument !== undefined) return instrument;
  const reference = findReferenceMarket(text);
  if (reference === undefined) throw new InvalidArgumentError(NOT_IN_CATALOGUE);
  throw new InvalidArgumentError(
    `${reference.symbol} is a reference market: features compare with it, and it is not traded.`,
  );
}

/** A symbol that can be traded, or the name or path of a strategy: whatever is no symbol. */
export function parseStrategyOrSymbol(text: string): Instrument | string {
  if (/[./\\]/.test(text)) return text;
  return findReferenceMarket(text) === undefined ? (findInstrument(text) ?? text) : parseSymbol(text);
}

/** What candles can be imported of: instruments and reference markets. */
export function parseMarket(text: string): QuotedMarket {
  const market = findInstrument(text) ?? findReferenceMarket(text);
  if (market !== undefined) return market;
  const references = REFERENCE_MARKETS.map(({ symbol }) => symbol).join(', ');
  throw new InvalidArgumentError(`${NOT_IN_CATALOGUE} Nor is it one of the reference markets ${references}.`);
}

export function parseTimeframe(text: string): Timeframe {
  const upper = text.toUpperCase();
  if (!isTimeframe(upper)) throw new InvalidArgumentError(`Use one of ${TIMEFRAMES.join(', ')}.`);
  return upper;
}

const isMetal = (code: string): boolean => code.startsWith('X');

/** A currency that something in the catalogue converts to, in any case. */
export function parseCurrency(text: string): string {
  const code = text.toUpperCase();
  const known = [...new Set(CATALOGUE.flatMap(({ base, quote }) => [base, quote]))].filter((one) => !isMetal(one));
  if (!known.some((one) => one === code)) throw new InvalidArgumentError(`Use one of ${known.join(', ')}.`);
  return code;
}

/** `2019-02-04`, or with a time `2019-02-04T13:00`; UTC. */
export function parseTime(text: string): EpochMs {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Use YYYY-MM-DD or YYYY-MM-DDTHH:mm, in UTC.');
  const [year, month, day, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const time = utcMs(year as number, month as number, day as number, hour, minute);
  // A day or hour that does not exist would come out as another one.
  if (!isoTime(time).startsWith(text.replace(' ', 'T'))) throw new InvalidArgumentError('There is no such time.');
  return time;
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.');
  return value;
}

/** A parser of numbers in `[low, high]`. */
export function numberBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (value < low || value > high) throw new InvalidArgumentError(`It must be from ${low} to ${high}.`);
    return value;
  };
}

/** A parser of whole numbers in `[low, high]`. */
export function wholeBetween(low: number, high: number): (text: string) => number {
  const parse = numberBetween(low, high);
  return (text) => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}

export function timeframeOption(): Option {
  return new Option('-t, --timeframe <timeframe>', 'length of the candles').argParser(parseTimeframe).default('H1');
}
