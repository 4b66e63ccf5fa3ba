import { errors } from '../errors.ts';
import { CSV_FIELDS, type CsvField } from '../text/csv-layout.ts';
import type { TimeFormat } from '../text/time-field.ts';
import type { TextFormat, TextRecogniser, TextSample } from './format.ts';
import { carriesOffset, guessTimeFormat } from './guess-time-format.ts';

/** How to read any text file of candles or ticks, said by the user. */
export interface CsvOptions {
  /** Fields from the left: names of `CSV_FIELDS`, or `-` for a column to skip. */
  readonly columns: readonly string[];
  /** Default: the one of `,` `;` tab that splits the first row best. */
  readonly delimiter?: string;
  /** Default: 1 where the first line holds no digits in its time column, else 0. */
  readonly headerLines?: number;
  /** Default: guessed from the first rows. */
  readonly timeFormat?: 'ymd' | 'dmy' | 'mdy' | 'epoch-seconds' | 'epoch-milliseconds';
  /** Prices are divided by this. Default 1. */
  readonly priceDivisor?: number;
}

/** Names under which columns are commonly found, in lower case without spaces, dashes and underscores. */
const KNOWN_NAMES: Readonly<Record<string, CsvField>> = {
  time: 'time',
  timestamp: 'time',
  datetime: 'time',
  opentime: 'time',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  bidopen: 'open',
  bidhigh: 'high',
  bidlow: 'low',
  bidclose: 'close',
  openbid: 'open',
  highbid: 'high',
  lowbid: 'low',
  closebid: 'close',
  askopen: 'askOpen',
  askhigh: 'askHigh',
  asklow: 'askLow',
  askclose: 'askClose',
  openask: 'askOpen',
  highask: 'askHigh',
  lowask: 'askLow',
  closeask: 'askClose',
  volume: 'volume',
  vol: 'volume',
  tickvolume: 'volume',
  tickvol: 'volume',
  bidvolume: 'volume',
  askvolume: 'askVolume',
  bid: 'bid',
  ask: 'ask',
  bidprice: 'bid',
  askprice: 'ask',
};

function splitLine(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((field) => field.replaceAll('"', '').trim());
}

function guessDelimiter(lines: readonly string[]): string {
  const line = lines[1] ?? lines[0] ?? '';
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return (counts.toSorted((a, b) => b.count - a.count)[0] as { delimiter: string }).delimiter;
}

/** `date` alone is the time; beside a `time` column it is the date and that is the clock. */
function columnsOfHeader(names: readonly string[]): (CsvField | null)[] {
  const plain = names.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const date = plain.indexOf('date');
  const clock = date < 0 ? -1 : plain.findIndex((name) => name === 'time' || name === 'clock');
  const columns = plain.map((name) => KNOWN_NAMES[name] ?? null);
  if (date >= 0) columns[date] = clock < 0 ? 'time' : 'date';
  if (clock >= 0) columns[clock] = 'clock';
  // A second column with the same meaning would overwrite the first.
  return columns.map((field, index) => (columns.indexOf(field) === index ? field : null));
}

function contentOf(columns: readonly (CsvField | null)[]): 'candles' | 'ticks' | undefined {
  const has = (...fields: CsvField[]): boolean => fields.every((field) => columns.includes(field));
  if (!has('time') && !has('date')) return undefined;
  if (has('open', 'high', 'low', 'close')) return 'candles';
  return has('bid', 'ask') ? 'ticks' : undefined;
}

interface NamedLayout {
  readonly sample: TextSample;
  readonly columns: readonly (CsvField | null)[];
  readonly delimiter: string;
  readonly headerLines: number;
  readonly time: TimeFormat | undefined;
  readonly priceDivisor: number;
}

function formatOf(named: NamedLayout): TextFormat | undefined {
  const { sample, columns, delimiter, headerLines, priceDivisor } = named;
  const content = contentOf(columns);
  const timeColumn = columns.findIndex((field) => field === 'time' || field === 'date');
  const texts = sample.lines.slice(headerLines).map((line) => splitLine(line, delimiter)[timeColumn] ?? '');
  const time = named.time ?? guessTimeFormat(texts);
  if (content === undefined || time === undefined) return undefined;
  const isUtc = time.kind === 'epoch' || carriesOffset(texts[0] ?? '');
  return {
    format: 'csv',
    content,
    zone: { rule: 'utc', basis: isUtc ? 'format' : 'assumed' },
    volumeUnit: columns.includes('volume') ? 'unknown' : 'none',
    source: 'csv',
    layout: { delimiter, headerLines, columns, time, priceDivisor },
  };
}

/** Any file with a header whose names are common ones. */
export const recogniseHeader: TextRecogniser = (sample) => {
  const delimiter = guessDelimiter(sample.lines);
  const columns = columnsOfHeader(splitLine(sample.lines[0] ?? '', delimiter));
  return formatOf({ sample, columns, delimiter, headerLines: 1, time: undefined, priceDivisor: 1 });
};

function asField(name: string): CsvField | null {
  if (name === '-' || name === '') return null;
  if ((CSV_FIELDS as readonly string[]).includes(name)) return name as CsvField;
  throw errors.OPTION_INVALID({ option: 'columns', value: name, expected: `- or one of ${CSV_FIELDS.join(' ')}` });
}

function statedTime(format: CsvOptions['timeFormat']): TimeFormat | undefined {
  if (format === undefined) return undefined;
  if (format === 'epoch-seconds') return { kind: 'epoch', unitMs: 1000 };
  if (format === 'epoch-milliseconds') return { kind: 'epoch', unitMs: 1 };
  return { kind: 'civil', order: format };
}

/** A file whose columns the user named. Throws `OPTION_INVALID` or `COLUMN_MISSING` where that is not enough to read it. */
export function readNamedColumns(sample: TextSample, options: CsvOptions): TextFormat {
  const columns = options.columns.map(asField);
  const file = sample.name;
  if (contentOf(columns) === undefined)
    throw errors.COLUMN_MISSING({ file, field: 'time with open, high, low and close, or time with bid and ask' });
  const delimiter = options.delimiter ?? guessDelimiter(sample.lines);
  if (delimiter.length !== 1)
    throw errors.OPTION_INVALID({ option: 'delimiter', value: delimiter, expected: 'a single character' });
  const timeColumn = columns.findIndex((field) => field === 'time' || field === 'date');
  const firstTime = splitLine(sample.lines[0] ?? '', delimiter)[timeColumn] ?? '';
  const headerLines = options.headerLines ?? (/\d/.test(firstTime) ? 0 : 1);
  const time = statedTime(options.timeFormat);
  const format = formatOf({ sample, columns, delimiter, headerLines, time, priceDivisor: options.priceDivisor ?? 1 });
  if (format !== undefined) return format;
  throw errors.OPTION_INVALID({
    option: 'timeFormat',
    value: firstTime,
    expected: 'a time format (ymd, dmy, mdy, epoch-seconds, epoch-milliseconds): it cannot be told from the rows',
  });
}
