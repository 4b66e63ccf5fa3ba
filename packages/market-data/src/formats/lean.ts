import { utcMs } from '@pipwright/model';
import { portablePath } from '../files/name-hints.ts';
import type { CsvField } from '../text/csv-layout.ts';
import { CIVIL_YMD, everyLine, type TextRecogniser } from './format.ts';

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:[eE]-?\d+)?`;
const HOUR_LINE = new RegExp(String.raw`^\d{8} \d{2}:\d{2}(?:,${NUMBER}){10}$`);
const MINUTE_LINE = new RegExp(String.raw`^\d{1,8}(?:,${NUMBER}){10}$`);
const TICK_LINE = new RegExp(String.raw`^\d{1,8},${NUMBER},${NUMBER}$`);

/** Bid candle and size, ask candle and size. The bid's size stands for the candle's volume. */
const CANDLE_COLUMNS: readonly CsvField[] = [
  'time',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
];
const UTC = { rule: 'utc', basis: 'format' } as const;

/** LEAN's folders name the market that the data came from: `forex/oanda/hour/eurusd.zip`. */
function sourceOf(name: string): string {
  const market = /\/(?:forex|cfd)\/([a-z0-9]+)\/(?:tick|second|minute|hour|daily)\//.exec(portablePath(name))?.[1];
  return market === undefined ? 'lean' : `lean/${market}`;
}

/**
 * QuantConnect LEAN's quote files: hours and days carry their time, minutes and ticks the milliseconds since midnight
 * UTC of the date in the file's name. (LEAN keeps forex in UTC; other markets of LEAN do not matter here.)
 */
export const recogniseLean: TextRecogniser = ({ name, lines, date }) => {
  const base = { format: 'lean', zone: UTC, volumeUnit: 'none', source: sourceOf(name) } as const;
  const layout = { delimiter: ',', headerLines: 0, columns: CANDLE_COLUMNS, priceDivisor: 1 };
  if (everyLine(lines, HOUR_LINE)) return { ...base, content: 'candles', layout: { ...layout, time: CIVIL_YMD } };
  if (date === undefined) return undefined;
  const time = { kind: 'day-milliseconds', dayStartMs: utcMs(date.year, date.month, date.day) } as const;
  if (everyLine(lines, MINUTE_LINE)) return { ...base, content: 'candles', layout: { ...layout, time } };
  if (!everyLine(lines, TICK_LINE)) return undefined;
  return { ...base, content: 'ticks', layout: { ...layout, columns: ['time', 'bid', 'ask'], time } };
};
