import {
  findReferenceMarket,
  REFERENCE_MARKETS,
  timeframeMs,
  utcMs,
  utcWeekday,
  zoneOffsetMs,
  type EpochMs,
  type ReferenceMarket,
  type Timeframe,
} from '@pipwright/model';
import { MemoryCandleStore } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { TradingHours } from '../validation/trading-hours.ts';
import type { FileReport, ImportReport } from './import-report.ts';
import { importFiles } from './import-files.ts';

const HEADER = 'time,open,high,low,close,volume';
const FROM = utcMs(2019, 2, 3, 20);
const TWO_WEEKS_MS = 14 * 86_400_000;

/** A wandering price around `start` in the moments of two weeks that `isOpen` lets pass. */
function madeCsv(timeframe: Timeframe, start: number, isOpen: (time: number) => boolean): string {
  const rows: string[] = [HEADER];
  let price = start;
  for (let time: number = FROM; time < FROM + TWO_WEEKS_MS; time += timeframeMs(timeframe)) {
    if (!isOpen(time)) continue;
    const open = price;
    price = start * (1 + 0.003 * Math.sin(time / 7e6) + 0.001 * Math.cos(time / 9e5));
    const [high, low] = [Math.max(open, price) + 0.3, Math.min(open, price) - 0.3];
    rows.push([time, ...[open, high, low, price].map((each) => each.toFixed(2)), 100].join(','));
  }
  return `${rows.join('\n')}\n`;
}

async function imported(name: string, text: string): Promise<{ report: ImportReport; file: FileReport }> {
  const files = [{ name, bytes: new TextEncoder().encode(text) }];
  const report = await importFiles({ files, store: new MemoryCandleStore() });
  const [file] = report.files;
  if (file?.status !== 'imported') throw new Error(JSON.stringify(file));
  return { report, file };
}

/** Hours as a provider of European markets keeps them: from one hour of Frankfurt to another, Monday to Friday. */
function frankfurt(fromHour: number, toHour: number): (time: number) => boolean {
  return (time) => {
    const wall = time + zoneOffsetMs('Europe/Berlin', time as EpochMs);
    const weekday = utcWeekday(wall);
    const hour = Math.floor(wall / 3_600_000) % 24;
    return weekday >= 1 && weekday <= 5 && hour >= fromHour && hour < toHour;
  };
}

const us500 = findReferenceMarket('US500') as ReferenceMarket;

test.each(['H1', 'M1'] as const)('%s candles of an index have no gap over nights and weekends', async (timeframe) => {
  const hours = new TradingHours(us500);
  const csv = madeCsv(timeframe, 2700, (time) => hours.isSession(time));
  const { report, file } = await imported(`USA500IDXUSD_${timeframe}.csv`, csv);
  expect(file).toMatchObject({ symbol: 'US500', timeframe, gaps: { count: 0 } });
  expect(file.warnings).toEqual([expect.stringContaining('have no ask side')]);
  expect(report.series.map((series) => series.timeframe)).toContain('D1');
});

test('an hour that lacks in the middle of a day is a gap', async () => {
  const lost = utcMs(2019, 2, 6, 15);
  const hours = new TradingHours(us500);
  const csv = madeCsv('H1', 2700, (time) => hours.isSession(time) && time !== lost);
  const { file } = await imported('US500_H1.csv', csv);
  expect(file.gaps).toMatchObject({ count: 1, missing: 1 });
});

test.each([
  [8, 22],
  [1, 23],
])('European markets have no gap with a provider who quotes from %d to %d', async (fromHour, toHour) => {
  for (const name of ['DEUIDXEUR_H1.csv', 'BUND_H1.csv']) {
    const { file } = await imported(name, madeCsv('H1', 120, frankfurt(fromHour, toHour)));
    expect(file.gaps, name).toMatchObject({ count: 0 });
    expect(file.timeZone).toMatchObject({ used: 'utc', agrees: true });
    expect(file.warnings).toEqual([expect.stringContaining('have no ask side')]);
  }
});

test('every reference market is imported under each of its names, and keeps its symbol', async () => {
  const lines = madeCsv('H1', 100, () => true).split('\n');
  const files = [{ name: 'prices.csv', bytes: new TextEncoder().encode(lines.slice(0, 9).join('\n')) }];
  for (const { symbol, aliases } of REFERENCE_MARKETS) {
    for (const name of [symbol, ...aliases]) {
      const options = { symbol: name };
      const { files: found } = await importFiles({ files, options, store: new MemoryCandleStore() });
      expect(found, name).toMatchObject([{ status: 'imported', symbol }]);
    }
  }
});

test('a symbol that is neither is refused', async () => {
  const files = [{ name: 'prices.csv', bytes: new TextEncoder().encode(madeCsv('H1', 100, () => true)) }];
  const store = new MemoryCandleStore();
  const report = await importFiles({ files, options: { symbol: 'BTCUSD' }, store });
  expect(report.files).toMatchObject([{ status: 'refused', code: 'INSTRUMENT_UNKNOWN' }]);
});
