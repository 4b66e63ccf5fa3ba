import { readdirSync } from 'node:fs';
import {
  findInstrument,
  lowerBound,
  utcMs,
  wallToUtc,
  type CandleColumns,
  type Instrument,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { MemoryCandleStore, recordedFeed, sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { fillFlatCandles } from './candles/fill-flat-candles.ts';
import { detectFormat } from './formats/detect-format.ts';
import { importFiles } from './import/import-files.ts';
import type { FileReport } from './import/import-report.ts';
import { decodeBi5Candles } from './providers/dukascopy/bi5.ts';
import { timeZoneRule } from './time-zones/time-zone-rule.ts';

const root = sharedData();
if (root === undefined) console.log('real-data.test.ts: the folder ../shared/data is not there, its tests are skipped');

const EURUSD = 'EURUSD' as SymbolName;
const USDJPY = 'USDJPY' as SymbolName;
const DAY_MS = 86_400_000;

function data(...path: string[]): string {
  const file = sharedData(...path);
  if (file === undefined) throw new Error(`there is no ${path.join('/')}`);
  return file;
}

async function read(store: MemoryCandleStore, symbol: SymbolName, timeframe: Timeframe): Promise<CandleColumns> {
  return (await store.readCandles({ symbol, timeframe })).candles;
}

/** Candles of a file as they stand in it. */
async function candlesOf(path: string, zone = 'utc'): Promise<CandleColumns> {
  const [file] = await detectFormat(path);
  const instrument = findInstrument(file?.symbol ?? '') as Instrument;
  for await (const block of file?.read({ instrument, zone: timeZoneRule(zone), shiftMs: 0 }) ?? []) {
    if (block.kind === 'candles') return block.candles;
  }
  throw new Error('no candles');
}

/** Closes of `b` at the times of `a`, as pairs. */
function sharedCloses(a: CandleColumns, b: CandleColumns, shiftMs = 0): [number, number][] {
  const pairs: [number, number][] = [];
  for (let row = 0; row < a.length; row++) {
    const time = (a.time[row] as number) + shiftMs;
    const other = lowerBound(b.time, time);
    if (b.time[other] === time) pairs.push([a.close[row] as number, b.close[other] as number]);
  }
  return pairs;
}

describe.skipIf(root === undefined)('real files', () => {
  test('LEAN hours: 74,439 candles, their gaps in a line, and days', async () => {
    const store = new MemoryCandleStore();
    const report = await importFiles({ files: [data('lean', 'forex', 'oanda', 'hour', 'eurusd.zip')], store });
    expect(report.files).toMatchObject([
      {
        status: 'imported',
        format: 'lean',
        timeframe: 'H1',
        written: { inserted: 74_439, replaced: 0, kept: 0 },
        timeZone: { used: 'utc', agrees: true },
        gaps: {
          summary:
            '11 gaps, 226 candles missing in sessions; largest 2016-12-09 22:00 to 2016-12-16 05:00 UTC, 6.3 days',
        },
      },
    ]);
    const days = await read(store, EURUSD, 'D1');
    expect(days.length).toBeGreaterThan(3090);
    // LEAN's own days end at midnight UTC and include a short Sunday. The platform's end at 17:00 New York, two or three
    // hours earlier, so that their closes differ by what the market does in that time: most by less than 20 pips.
    const own = await candlesOf(data('lean', 'forex', 'oanda', 'daily', 'eurusd.zip'));
    const atMidnight = { ...days, time: days.time.map((time) => Math.floor((time + DAY_MS) / DAY_MS) * DAY_MS) };
    const pairs = sharedCloses(atMidnight, own);
    expect(pairs.length).toBeGreaterThan(3000);
    const differences = pairs.map(([ours, theirs]) => Math.abs(ours - theirs)).toSorted((a, b) => a - b);
    expect(differences[Math.floor(differences.length / 2)]).toBeLessThan(0.0008);
    expect(differences[Math.floor(differences.length * 0.95)]).toBeLessThan(0.003);
    expect(differences.filter((difference) => difference === 0).length).toBeLessThan(pairs.length / 4);
  });

  test('LEAN days are refused by default, because they would be mixed with days of another cut', async () => {
    const files = [data('lean', 'forex', 'oanda', 'daily', 'eurusd.zip')];
    const store = new MemoryCandleStore();
    expect((await importFiles({ files, store })).files).toMatchObject([
      { status: 'refused', code: 'CANDLES_MISALIGNED' },
    ]);
    const accepted = await importFiles({ files, store, options: { acceptMisaligned: true } });
    expect(accepted.files).toMatchObject([{ status: 'imported', timeframe: 'D1', written: { inserted: 3738 } }]);
  });

  test('LEAN minutes and ticks of the same day give the same minutes', async () => {
    const minutes = new MemoryCandleStore();
    await importFiles({
      files: [data('lean', 'forex', 'oanda', 'minute', 'eurusd', '20140501_quote.zip')],
      store: minutes,
    });
    const ticks = new MemoryCandleStore();
    const report = await importFiles({
      files: [data('lean', 'forex', 'oanda', 'tick', 'eurusd', '20140501_quote.zip')],
      store: ticks,
    });
    expect(report.files).toMatchObject([{ status: 'imported', timeframe: null, timeZone: { used: 'utc' } }]);
    const [own, made] = [await read(minutes, EURUSD, 'M1'), await read(ticks, EURUSD, 'M1')];
    const pairs = sharedCloses(made, own);
    expect(pairs.length).toBeGreaterThan(0.98 * made.length);
    expect(pairs.filter(([a, b]) => a === b).length).toBeGreaterThan(0.95 * pairs.length);
  });

  test('fifteen files of minutes are one series', async () => {
    const folder = data('lean', 'forex', 'oanda', 'minute', 'eurusd');
    const files = readdirSync(folder).map((name) => `${folder}/${name}`);
    const store = new MemoryCandleStore();
    const report = await importFiles({ files, store });
    expect((await read(store, EURUSD, 'M1')).length).toBe(18_184);
    const weeks = report.series.find(({ timeframe }) => timeframe === 'W1');
    // Two of the weeks of May 2014 are whole; the one begun on 27 April, the last, and April 2018 are not.
    expect(weeks).toMatchObject({ count: 1 });
  });

  test('an MT5 export in server time is seen to be on European dates, and its clock to have been changed', async () => {
    const files = [data('mt5-export', 'USDJPY', 'USDJPYh1.csv')];
    const report = await importFiles({ files, store: new MemoryCandleStore() });
    expect(report.files).toMatchObject([
      {
        status: 'imported',
        timeframe: 'H1',
        written: { inserted: 57_600 },
        timeZone: { used: 'eu', basis: 'measured' },
      },
    ]);
    const { warnings } = report.files[0] as FileReport;
    expect(warnings.filter((text) => text.includes('the clock was changed'))).toEqual([
      expect.stringMatching(/^from 2012-11-16 to 2014-11-\d\d the times seem 1 h early/),
    ]);
  });

  test("its first two years, read an hour behind, fit another provider's minutes; read as the rest they do not", async () => {
    const minutes = new MemoryCandleStore();
    const sides = ['bid', 'ask'].map((side) => data('fxcm', `usdjpy-m1-${side}-2013.csv`));
    const pair = await importFiles({ files: sides, store: minutes });
    expect(pair.files).toMatchObject([{ written: { inserted: 28_761 }, candles: { crossed: 1344, askRaised: 800 } }]);
    const fxcm = await read(minutes, USDJPY, 'H1');
    const distance = async (timeZone: string): Promise<number> => {
      const store = new MemoryCandleStore();
      const range = { to: utcMs(2014, 11, 8) };
      const files = [data('mt5-export', 'USDJPY', 'USDJPYh1.csv')];
      await importFiles({ files, store, options: { timeZone, range } });
      const pairs = sharedCloses(fxcm, await read(store, USDJPY, 'H1'));
      expect(pairs.length).toBeGreaterThan(400);
      return pairs.reduce((sum, [a, b]) => sum + Math.abs(a - b), 0) / pairs.length;
    };
    // In yen: half a pip of mean distance against eleven pips.
    expect(await distance('Europe/Berlin')).toBeLessThan(0.01);
    expect(await distance('eu')).toBeGreaterThan(0.1);
  });

  test('named columns read what the header says as well', async () => {
    const csv = { columns: ['time', 'open', 'high', 'low', 'close'], headerLines: 1 };
    const report = await importFiles({
      files: [data('fxcm', 'usdjpy-m1-bid-2013.csv')],
      store: new MemoryCandleStore(),
      options: { csv, symbol: 'USDJPY', source: 'fxcm' },
    });
    expect(report.files).toMatchObject([{ timeframe: 'M1', askSources: { assumed: 28_761 } }]);
  });

  test('TrueFX ticks, a Dukascopy hour and day of the newer feed, and an empty one', async () => {
    const store = new MemoryCandleStore();
    const json = (name: string): string => data('dukascopy', 'json', name);
    const report = await importFiles({
      files: [
        data('truefx', 'usdjpy-ticks.csv'),
        json('ticks-EUR-USD-2026-7-13-12.json'),
        json('candles-minute-EUR-USD-BID-2026-7-10.json'),
        json('candles-minute-EUR-USD-BID-2026-7-11-empty.json'),
      ],
      store,
    });
    expect(report.files).toMatchObject([
      { format: 'csv', symbol: 'USDJPY', ticks: { accepted: 1000, refused: 0 } },
      { format: 'dukascopy-json', symbol: 'EURUSD', ticks: { accepted: 3551, refused: 0 } },
      { format: 'dukascopy-json', timeframe: 'M1', candles: { accepted: 1260 } },
      { format: 'dukascopy-json', timeframe: 'M1', candles: { accepted: 0, read: 0 } },
    ]);
    const ticks = await store.readTicks(EURUSD, { from: utcMs(2026, 7, 13), to: utcMs(2026, 7, 14) });
    expect([ticks.bid[0], ticks.ask[1], ticks.time[0]]).toEqual([1.14273, 1.14275, utcMs(2026, 7, 13, 12) + 93]);
    expect(ticks.bidVolume[0]).toBe(2.7);
  });

  test("gold's hours keep to the calendar of gold", async () => {
    const report = await importFiles({
      files: [data('lean', 'cfd', 'oanda', 'hour', 'xauusd.zip')],
      store: new MemoryCandleStore(),
    });
    expect(report.files).toMatchObject([
      { status: 'imported', candles: { read: 76_499, refused: 0 }, timeZone: { agrees: true } },
    ]);
  });
});

describe.skipIf(root === undefined)('the 24 bi5 hours of 2019-02-04', () => {
  test("are 136,741 ticks whose minutes equal the feed's own, 1,440 of 1,440", async () => {
    // In the feed's paths months count from zero: 01 is February.
    const folder = data('dukascopy', 'EURUSD', '2019', '01', '04');
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('_ticks.bi5'))
      .map((name) => `${folder}/${name}`);
    const store = new MemoryCandleStore();
    const report = await importFiles({ files, store });
    expect(files).toHaveLength(24);
    expect(report.files.every(({ status }) => status === 'imported')).toBe(true);
    const day = { from: utcMs(2019, 2, 4), to: utcMs(2019, 2, 5) };
    expect((await store.readTicks(EURUSD, day)).length).toBe(136_741);

    const made = fillFlatCandles(await read(store, EURUSD, 'M1'), 'M1', day);
    const bytes = recordedFeed.bi5('EURUSD/2019/01/04/BID_candles_min_1.bi5') as Uint8Array;
    const own = decodeBi5Candles(bytes, day.from, 100_000);
    expect(made.length).toBe(1440);
    for (const name of ['time', 'open', 'high', 'low', 'close'] as const) expect(made[name], name).toEqual(own[name]);
    made.volume.forEach((volume, row) => expect(volume).toBeCloseTo(own.volume[row] as number, 2));
  });

  test('agree with the hours of the feed, and the month of hours is imported as it is', async () => {
    const store = new MemoryCandleStore();
    const files = [data('dukascopy', 'EURUSD', '2019', '01', 'BID_candles_hour_1.bi5')];
    const report = await importFiles({ files, store });
    expect(report.files).toMatchObject([{ status: 'imported', timeframe: 'H1', candles: { refused: 0 } }]);
    const hours = await read(store, EURUSD, 'H1');
    // Flat hours of the weekends are left out: 20 days of 24 hours.
    expect(hours.length).toBe(480);
  });

  test('an empty file is an hour without ticks', async () => {
    const bytes = new Uint8Array(0);
    const store = new MemoryCandleStore();
    const report = await importFiles({ files: [{ name: 'EURUSD/2019/01/05/03h_ticks.bi5', bytes }], store });
    expect(report.files).toMatchObject([{ status: 'imported', ticks: { read: 0 }, firstTime: null }]);
  });
});

test('the clock of a European server is that of Helsinki', () => {
  const wall = utcMs(2021, 3, 28, 12);
  expect(timeZoneRule('eu').toUtc(wall)).toBe(wallToUtc('Europe/Helsinki', wall));
});
