import { isoTime } from '@pipwright/model';
import type { FeatureSheet, SheetFeature } from '@pipwright/protocol';
import { renderTable } from './table.ts';

/** Ranks that few of the rows before had. */
const UNUSUAL = 0.02;

const ABSENT: Readonly<Record<NonNullable<SheetFeature['absent']>, string>> = {
  'not-loaded': 'not loaded',
  'not-begun': 'too few candles before',
  'nothing-to-report': 'nothing to report',
};

function moment(time: number): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

/** Four significant digits, without an exponent where that is short. */
function figure(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return value.toFixed(Math.max(0, Math.min(7, 3 - Math.floor(Math.log10(size)))));
}

function mark(rank: number | null): string {
  if (rank === null) return '';
  if (rank <= UNUSUAL) return 'unusually low';
  return rank >= 1 - UNUSUAL ? 'unusually high' : '';
}

function rowOf({ name, group, value, absent, unit, rank }: SheetFeature): readonly string[] {
  const shown = value === null ? '–' : figure(value);
  const place = rank === null ? '' : `${(100 * rank).toFixed(1)} %`;
  return [name, group, shown, unit, place, absent === null ? mark(rank) : ABSENT[absent]];
}

/** The row of one candle as a table: value, and its rank among the rows before. */
export function renderSheet(sheet: FeatureSheet): string {
  const { instrument, timeframe, time, availableAt, features, rankedRows, rankedFrom, catalogue } = sheet;
  const loaded = features.filter(({ absent }) => absent !== 'not-loaded');
  const ranked =
    rankedRows === 0
      ? 'no row before to rank among'
      : `ranked among ${rankedRows.toLocaleString('en-US')} rows before, from ${moment(rankedFrom)} on`;
  const away = features.length - loaded.length;
  return [
    renderTable(['feature', 'group', 'value', 'unit', 'rank', ''], loaded.map(rowOf)),
    '',
    `${instrument.symbol} ${timeframe}, the candle of ${moment(time)} UTC; its row may be used from ${moment(availableAt)} on`,
    `${ranked}; catalogue ${catalogue}`,
    ...(away === 0
      ? []
      : [`${away} features are left out: their source is not loaded (pipwright features build says how)`]),
  ].join('\n');
}
