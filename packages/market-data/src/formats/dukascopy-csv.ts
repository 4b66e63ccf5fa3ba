import type { CsvField } from '../text/csv-layout.ts';
import type { ZoneStatement } from '../time-zones/time-zone-verdict.ts';
import type { TextRecogniser } from './format.ts';

const COLUMNS: Readonly<Record<string, CsvField>> = {
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  volume: 'volume',
  ask: 'ask',
  bid: 'bid',
  askvolume: 'askVolume',
  bidvolume: 'volume',
};

/** `Local time` rows carry their own offset (`GMT+0100`), so that they are read as UTC too. */
const ZONES: Readonly<Record<string, ZoneStatement>> = {
  'gmt time': { rule: 'utc', basis: 'format' },
  'local time': { rule: 'utc', basis: 'format' },
  'time (utc)': { rule: 'utc', basis: 'format' },
  'time (eet)': { rule: 'eu', basis: 'format' },
};

/** The files of Dukascopy's "Historical Data Export" page: candles of one side, or ticks. Volumes are in millions. */
export const recogniseDukascopyCsv: TextRecogniser = ({ lines }) => {
  const header = lines[0] ?? '';
  const delimiter = header.includes(';') ? ';' : ',';
  const names = header.split(delimiter).map((name) => name.trim().toLowerCase());
  const zone = ZONES[names[0] ?? ''];
  const row = lines[1];
  if (zone === undefined || row === undefined) return undefined;
  // A clock without its offset is somebody's own zone, which the file does not say.
  const isLocal = names[0] === 'local time' && !/GMT|UTC|[+-]\d{4}|Z/.test(row);
  return {
    format: 'dukascopy-csv',
    content: names.includes('bid') ? 'ticks' : 'candles',
    zone: isLocal ? { rule: 'eu', basis: 'assumed' } : zone,
    volumeUnit: 'millions',
    source: 'dukascopy',
    layout: {
      delimiter,
      headerLines: 1,
      columns: names.map((name, index) => (index === 0 ? 'time' : (COLUMNS[name.replaceAll(' ', '')] ?? null))),
      time: { kind: 'civil', order: /^"?\d{4}/.test(row) ? 'ymd' : 'dmy' },
      priceDivisor: 1,
    },
  };
};
