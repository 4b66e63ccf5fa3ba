import type { CsvField } from '../text/csv-layout.ts';
import { CIVIL_YMD, type TextRecogniser } from './format.ts';

/**
 * Broker server time, by default as most brokers with MetaTrader keep it. The weeks of the file decide between `eu`
 * and `us`; see `time-zones/`.
 */
const SERVER_TIME = { rule: 'us', basis: 'assumed' } as const;

const MT5_COLUMNS: Readonly<Record<string, CsvField>> = {
  '<DATE>': 'date',
  '<TIME>': 'clock',
  '<OPEN>': 'open',
  '<HIGH>': 'high',
  '<LOW>': 'low',
  '<CLOSE>': 'close',
  '<TICKVOL>': 'volume',
  '<SPREAD>': 'spreadPoints',
};

/** The file that MetaTrader 5 writes from its Symbols window: bars, tab-separated, with a spread in points. */
export const recogniseMt5: TextRecogniser = ({ lines }) => {
  const names = (lines[0] ?? '').split('\t');
  if (names[0] !== '<DATE>' || !names.includes('<OPEN>')) return undefined;
  return {
    format: 'mt5',
    content: 'candles',
    zone: SERVER_TIME,
    volumeUnit: 'ticks',
    source: 'mt5',
    layout: {
      delimiter: '\t',
      headerLines: 1,
      columns: names.map((name) => MT5_COLUMNS[name] ?? null),
      time: CIVIL_YMD,
      priceDivisor: 1,
    },
  };
};

const POINTS_LINE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:,\d+(?:\.0+)?){4},\d+$/;

/**
 * An export that scripts of the MetaTrader 5 Python package make: comma-separated, prices as integer points
 * (`81121.0` for 81.121), no spread.
 */
export const recogniseMt5Points: TextRecogniser = ({ lines }) => {
  if ((lines[0] ?? '').toLowerCase() !== 'date,open,high,low,close,tick_volume') return undefined;
  if (lines.length < 2 || !lines.slice(1, 51).every((line) => POINTS_LINE.test(line))) return undefined;
  return {
    format: 'mt5-points',
    content: 'candles',
    zone: SERVER_TIME,
    volumeUnit: 'ticks',
    source: 'mt5',
    integerPoints: true,
    layout: {
      delimiter: ',',
      headerLines: 1,
      columns: ['time', 'open', 'high', 'low', 'close', 'volume'],
      time: CIVIL_YMD,
      priceDivisor: 1,
    },
  };
};
