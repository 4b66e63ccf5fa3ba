import { findInstrument, isoTime, type Instrument } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { timeZoneRule } from '../time-zones/time-zone-rule.ts';
import type { Block } from './blocks.ts';
import { detectFormat, type DetectOptions } from './detect-format.ts';

const encoder = new TextEncoder();

async function detect(name: string, text: string, options: DetectOptions = {}) {
  const [file] = await detectFormat({ name, bytes: encoder.encode(text) }, options);
  if (file === undefined) throw new Error('nothing was detected');
  return file;
}

/** First row of a file as the import would read it. */
async function firstRow(name: string, text: string, options: DetectOptions = {}): Promise<Record<string, unknown>> {
  const file = await detect(name, text, options);
  const instrument = findInstrument(file.symbol as string);
  if (instrument === undefined) throw new Error('no instrument');
  const blocks = file.read({ instrument, zone: timeZoneRule(file.zone.rule), shiftMs: 0 });
  const { value: block } = (await blocks[Symbol.asyncIterator]().next()) as { value: Block };
  const columns = Object.entries(block.kind === 'candles' ? block.candles : block.ticks);
  const row = columns.flatMap(([field, column]) =>
    column instanceof Float64Array ? [[field, column[0] as number]] : [],
  );
  const values = Object.fromEntries(row) as Record<string, number>;
  return { ...values, time: isoTime(values['time'] as number) };
}

const HISTDATA =
  '20120201 000000;1.306600;1.306600;1.306560;1.306560;0\n20120201 000100;1.306570;1.306570;1.306470;1.306560;0\n';
const HISTDATA_TICKS = '20120201 000003660,1.306600,1.306770,0\n20120201 000005993,1.306560,1.306760,0\n';
const MT5 =
  '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\r\n' +
  '2020.01.02\t00:00:00\t1.12120\t1.12144\t1.12110\t1.12130\t845\t0\t7\r\n' +
  '2020.01.02\t00:15:00\t1.12130\t1.12150\t1.12120\t1.12140\t700\t0\t6\r\n';
const DUKASCOPY =
  'Gmt time,Open,High,Low,Close,Volume\n01.02.2019 00:00:00.000,1.14482,1.14482,1.14477,1.14479,88.7\n01.02.2019 00:01:00.000,1.14479,1.1448,1.14475,1.14476,60\n';
const DUKASCOPY_LOCAL =
  'Local time,Open,High,Low,Close,Volume\n01.02.2019 01:00:00.000 GMT+0100,1.14482,1.14482,1.14477,1.14479,88.7\n01.02.2019 01:01:00.000 GMT+0100,1.14479,1.1448,1.14475,1.14476,60\n';
const DUKASCOPY_TICKS =
  'Gmt time,Ask,Bid,AskVolume,BidVolume\n01.02.2019 00:00:00.123,1.14484,1.14482,0.75,1.5\n01.02.2019 00:00:00.500,1.14485,1.14482,0.75,1.5\n';
const TRUEFX = 'EUR/USD,20130101 22:00:00.295,1.3203,1.32047\nEUR/USD,20130101 22:00:01.100,1.3203,1.32049\n';

describe('a file is recognised by its content', () => {
  test.each([
    [
      'DAT_ASCII_EURUSD_M1_2012.csv',
      HISTDATA,
      { format: 'histdata', content: 'candles', timeframe: 'M1', zone: { rule: 'est', basis: 'assumed' } },
    ],
    ['DAT_ASCII_EURUSD_T_201202.csv', HISTDATA_TICKS, { format: 'histdata', content: 'ticks', timeframe: undefined }],
    ['EURUSD_M15_202001020000_202012310000.csv', MT5, { format: 'mt5', timeframe: 'M15', volumeUnit: 'ticks' }],
    ['EURUSD_Candlestick_1_M_ASK_01.02.2019.csv', DUKASCOPY, { format: 'dukascopy-csv', timeframe: 'M1', side: 'ask' }],
    ['eurusd.csv', DUKASCOPY_LOCAL, { format: 'dukascopy-csv', timeframe: 'M1', side: 'bid' }],
    ['EURUSD_Ticks.csv', DUKASCOPY_TICKS, { format: 'dukascopy-csv', content: 'ticks' }],
    ['whatever.csv', TRUEFX, { format: 'truefx', content: 'ticks', symbol: 'EURUSD' }],
    [
      'gbpusd.csv',
      'Timestamp;Bid;Ask\n1357077600295;1.6;1.7\n1357077600395;1.6;1.7\n',
      { format: 'csv', content: 'ticks', zone: { rule: 'utc', basis: 'format' } },
    ],
    [
      'gbpusd.csv',
      'Date,Time,Open,High,Low,Close\n2020-01-02,10:00,1,2,1,2\n2020-01-02,11:00,1,2,1,2\n2020-01-02,12:00,1,2,1,2\n2020-01-02,13:00,1,2,1,2\n',
      { format: 'csv', timeframe: 'H1', zone: { rule: 'utc', basis: 'assumed' } },
    ],
  ] as const)('%s', async (name, text, expected) => {
    expect(await detect(name, text)).toMatchObject(expected);
  });

  test.each([
    [
      'DAT_ASCII_EURUSD_M1_2012.csv',
      HISTDATA,
      { time: '2012-02-01T05:00:00.000Z', open: 1.3066, low: 1.30656, close: 1.30656 },
    ],
    ['DAT_ASCII_EURUSD_T_201202.csv', HISTDATA_TICKS, { time: '2012-02-01T05:00:03.660Z', bid: 1.3066, ask: 1.30677 }],
    ['EURUSD_M15.csv', MT5, { time: '2020-01-01T22:00:00.000Z', open: 1.1212, askOpen: 1.1212 + 7e-5, volume: 845 }],
    ['EURUSD.csv', DUKASCOPY, { time: '2019-02-01T00:00:00.000Z', high: 1.14482, volume: 88.7 }],
    ['EURUSD.csv', DUKASCOPY_LOCAL, { time: '2019-02-01T00:00:00.000Z' }],
    [
      'EURUSD.csv',
      DUKASCOPY_TICKS,
      { time: '2019-02-01T00:00:00.123Z', bid: 1.14482, ask: 1.14484, bidVolume: 1.5, askVolume: 0.75 },
    ],
  ])('%s begins with the row that it states', async (name, text, expected) => {
    expect(await firstRow(name, text)).toMatchObject(expected);
  });

  test.each(['', 'hello\nworld\n', '\u0000\u0001binary', '{"a":1}', 'a,b,c\n1,2,3\n'])(
    '%j is refused',
    async (text) => {
      await expect(detect('EURUSD.csv', text)).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
    },
  );

  test('a MetaTrader file in UTF-16 is read as the same in ASCII', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${MT5}`, 'utf16le'));
    const [file] = await detectFormat({ name: 'EURUSD_M15.csv', bytes });
    const [plain] = await detectFormat({ name: 'EURUSD_M15.csv', bytes: encoder.encode(MT5) });
    const text = async (pieces: AsyncIterable<Block> | undefined): Promise<string> => {
      const blocks: Block[] = [];
      for await (const block of pieces ?? []) blocks.push(block);
      return JSON.stringify(blocks);
    };
    const context = { instrument: findInstrument('EURUSD') as Instrument, zone: timeZoneRule('us'), shiftMs: 0 };
    expect(file?.identity).toBe(plain?.identity);
    expect(await text(file?.read(context))).toBe(await text(plain?.read(context)));
  });

  test('a bi5 file away from its folders does not say which hour it is', async () => {
    await expect(detect('08h_ticks.bi5', '')).rejects.toMatchObject({ code: 'PERIOD_UNKNOWN' });
  });
});

describe('columns that the user names', () => {
  const rows =
    '3/12/2020 5:00|x|1.1|1.2|1.0|1.15|9\n4/12/2020 5:00|x|1.1|1.2|1.0|1.15|9\n13/12/2020 5:00|x|1.1|1.2|1.0|1.15|9\n';

  test('are read, with the order of day and month seen from the rows', async () => {
    const csv = { columns: ['time', '-', 'open', 'high', 'low', 'close', 'volume'] };
    const row = await firstRow('a.csv', rows, { symbol: 'EURUSD', timeframe: 'D1', csv });
    expect(row).toMatchObject({ time: '2020-12-03T05:00:00.000Z', open: 1.1, close: 1.15, volume: 9 });
  });

  test('must suffice, exist, and tell the time', async () => {
    const csv = (columns: string[]): DetectOptions => ({ symbol: 'EURUSD', csv: { columns } });
    await expect(detect('a.csv', rows, csv(['time', 'open']))).rejects.toMatchObject({ code: 'COLUMN_MISSING' });
    await expect(detect('a.csv', rows, csv(['time', 'bid', 'offer']))).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
    await expect(detect('a.csv', rows, csv(['-', 'time', 'bid', 'ask']))).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });

  test('may carry a spread in points and a divisor', async () => {
    const csv = {
      columns: ['time', 'open', 'high', 'low', 'close', 'spreadPoints'],
      priceDivisor: 1000,
      timeFormat: 'epoch-seconds',
    } as const;
    const row = await firstRow('a.csv', '1577934000,81121,81203,81107,81201,12\n', {
      symbol: 'USDJPY',
      timeframe: 'H1',
      csv,
    });
    expect(row).toMatchObject({ time: '2020-01-02T03:00:00.000Z', open: 81.121, askOpen: 81.121 + 12 * 0.001 });
  });
});
