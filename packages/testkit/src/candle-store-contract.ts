// Long because the rules of one port stand together and share their fixtures.
import {
  AskSource,
  candlesFrom,
  epochMs,
  sliceCandles,
  utcMs,
  type Candle,
  type CandleColumns,
  type SymbolName,
  type TickColumns,
} from '@pipwright/model';
import { CandleOrigin, type CandleBatch, type CandleStore, type ImportChunk } from '@pipwright/storage/ports';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A place where one test keeps its data. `open` may be called again after the store was closed. */
export interface CandleStorePlace {
  open(): Promise<CandleStore>;
  remove(): Promise<void>;
}

const EURUSD = 'EURUSD' as SymbolName;
const MINUTE_MS = 60_000;
const START = utcMs(2024, 1, 8);
const SERIES = { symbol: EURUSD, timeframe: 'M1' } as const;

/** Candle number `minute` after the start, recognisable by its price. */
function candle(minute: number, points: number): Candle {
  const bid = points / 100_000;
  const ask = (points + 8) / 100_000;
  return {
    time: START + minute * MINUTE_MS,
    open: bid,
    high: bid,
    low: bid,
    close: bid,
    askOpen: ask,
    askHigh: ask,
    askLow: ask,
    askClose: ask,
    volume: minute + 0.5,
  };
}

function batch(rows: readonly Candle[], fields: Partial<CandleBatch> = {}): CandleBatch {
  return {
    ...SERIES,
    askSource: AskSource.Spread,
    origin: CandleOrigin.Candles,
    source: 'first',
    candles: candlesFrom(rows),
    ...fields,
  };
}

function chunk(fields: Partial<ImportChunk> & Pick<ImportChunk, 'digest' | 'index'>): ImportChunk {
  return { batches: [], ticks: null, quarantined: [], ...fields };
}

function rowsOf(candles: CandleColumns): Candle[] {
  return Array.from({ length: candles.length }, (_, index) => ({
    time: candles.time[index] as number,
    open: candles.open[index] as number,
    high: candles.high[index] as number,
    low: candles.low[index] as number,
    close: candles.close[index] as number,
    askOpen: candles.askOpen[index] as number,
    askHigh: candles.askHigh[index] as number,
    askLow: candles.askLow[index] as number,
    askClose: candles.askClose[index] as number,
    volume: candles.volume[index] as number,
  }));
}

function ticks(rows: readonly (readonly [time: number, bid: number, ask: number])[]): TickColumns {
  return {
    length: rows.length,
    time: Float64Array.from(rows, ([time]) => START + time),
    bid: Float64Array.from(rows, ([, bid]) => bid),
    ask: Float64Array.from(rows, ([, , ask]) => ask),
    bidVolume: Float64Array.from(rows, (_, index) => index + 0.75),
    askVolume: Float64Array.from(rows, (_, index) => index + 1.25),
  };
}

function always(): { from: ReturnType<typeof epochMs>; to: ReturnType<typeof epochMs> } {
  return { from: epochMs(0), to: epochMs(START * 2) };
}

type OpenStore = { readonly store: CandleStore; reopen(): Promise<CandleStore> };

/** What every candle store does, whatever its engine. Call it inside a test file of the engine. */
export function describeCandleStore(name: string, makePlace: () => Promise<CandleStorePlace>): void {
  describe(`${name} as candle store`, () => {
    let place: CandleStorePlace;
    const current = {} as { store: CandleStore };
    const open: OpenStore = {
      get store() {
        return current.store;
      },
      reopen: async () => {
        await current.store.close();
        current.store = await place.open();
        return current.store;
      },
    };
    beforeEach(async () => {
      place = await makePlace();
      current.store = await place.open();
    });
    afterEach(async () => {
      await current.store.close();
      await place.remove();
    });
    describeCandles(open);
    describeBetterOneStays(open);
    describeImports(open);
    describeTicks(open);
  });
}

function describeCandles(open: OpenStore): void {
  test('gives back what was written, to the bit, after it was opened again', async () => {
    const rows = [candle(0, 109_432), candle(1, 109_433), candle(5, 110_001)];
    expect(await open.store.writeCandles(batch(rows))).toEqual({ inserted: 3, replaced: 0, kept: 0 });
    const store = await open.reopen();
    const series = await store.readCandles(SERIES);
    expect(rowsOf(series.candles)).toEqual(rows);
    expect(series).toMatchObject({ symbol: 'EURUSD', timeframe: 'M1', askSource: 'spread' });
  });

  test('rounds prices to the tick of the instrument', async () => {
    await open.store.writeCandles(batch([{ ...candle(0, 110_000), close: 1.100_004_9, open: 1.099_995_1 }]));
    const [row] = rowsOf((await open.store.readCandles(SERIES)).candles);
    expect(row).toMatchObject({ close: 1.1, open: 1.1 });
  });

  test('reads a half-open range in order of time, whatever the order of writing', async () => {
    const rows = Array.from({ length: 20 }, (_, minute) => candle(minute, 110_000 + minute));
    await open.store.writeCandles(batch(rows.slice(12)));
    await open.store.writeCandles(batch(rows.slice(0, 12)));
    const range = { from: epochMs(START + 5 * MINUTE_MS), to: epochMs(START + 15 * MINUTE_MS) };
    expect(rowsOf((await open.store.readCandles(SERIES, range)).candles)).toEqual(rows.slice(5, 15));
    expect(rowsOf((await open.store.readCandles(SERIES)).candles)).toEqual(rows);
  });

  test('has empty columns for what it does not hold', async () => {
    expect((await open.store.readCandles(SERIES)).candles.length).toBe(0);
    await open.store.writeCandles(batch([candle(0, 110_000)]));
    expect((await open.store.readCandles({ ...SERIES, timeframe: 'H1' })).candles.length).toBe(0);
    const before = { from: epochMs(0), to: epochMs(START) };
    const { candles } = await open.store.readCandles(SERIES, before);
    expect([candles.length, candles.time.length, candles.askClose.length]).toEqual([0, 0, 0]);
  });

  test('leaves the columns of the caller alone, views included', async () => {
    const all = candlesFrom([candle(0, 110_000), candle(1, 110_001), candle(2, 110_002)]);
    await open.store.writeCandles(batch([], { candles: sliceCandles(all, 1, 3) }));
    expect(all.time[1]).toBe(START + MINUTE_MS);
    expect((await open.store.readCandles(SERIES)).candles.length).toBe(2);
  });

  test('refuses times that do not ascend, and stores nothing of them', async () => {
    const unordered = batch([candle(0, 110_000), candle(2, 110_000), candle(1, 110_000)]);
    await expect(open.store.writeCandles(unordered)).rejects.toMatchObject({ category: 'SYSTEM', retryable: false });
    expect(await open.store.listSeries()).toEqual([]);
  });

  test('lists its series with extent, sources and candles with an assumed ask side', async () => {
    await open.store.writeCandles(batch([candle(0, 1), candle(1, 1)], { askSource: AskSource.Assumed, source: 'b' }));
    await open.store.writeCandles(batch([candle(2, 1)], { source: 'a' }));
    await open.store.writeCandles(batch([candle(0, 1)], { timeframe: 'D1' }));
    await open.store.writeCandles(batch([candle(0, 1)], { symbol: 'AUDUSD' as SymbolName }));
    const series = await open.store.listSeries();
    expect(series.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`)).toEqual([
      'AUDUSD M1',
      'EURUSD M1',
      'EURUSD D1',
    ]);
    expect(series[1]).toEqual({
      ...SERIES,
      count: 3,
      firstTime: START,
      lastTime: START + 2 * MINUTE_MS,
      sources: ['a', 'b'],
      assumedAsk: 2,
    });
  });

  test('keeps the decimals of an instrument without a contract, also when later data has more of them', async () => {
    const index = { symbol: 'US500' as SymbolName };
    const row = (minute: number, price: number): Candle => ({
      ...candle(minute, 0),
      ...Object.fromEntries(
        ['open', 'high', 'low', 'close', 'askOpen', 'askHigh', 'askLow', 'askClose'].map((key) => [key, price]),
      ),
    });
    await open.store.writeCandles(batch([row(0, 5012.5)], index));
    await open.store.writeCandles(batch([row(1, 5012.125)], index));
    const { candles } = await open.store.readCandles({ ...SERIES, ...index });
    expect([...candles.close]).toEqual([5012.5, 5012.125]);
  });
}

function describeBetterOneStays(open: OpenStore): void {
  const asks = [AskSource.Assumed, AskSource.Spread, AskSource.Quoted];
  const origins = [CandleOrigin.Aggregated, CandleOrigin.Candles, CandleOrigin.Ticks];

  test('a better ask side wins over a better origin, and the first of equals stays', async () => {
    const write = (points: number, askSource: AskSource, origin: CandleOrigin) =>
      open.store.writeCandles(batch([candle(0, points)], { askSource, origin }));
    expect(await write(1, AskSource.Spread, CandleOrigin.Ticks)).toEqual({ inserted: 1, replaced: 0, kept: 0 });
    expect(await write(2, AskSource.Spread, CandleOrigin.Ticks)).toEqual({ inserted: 0, replaced: 0, kept: 1 });
    expect(await write(3, AskSource.Assumed, CandleOrigin.Ticks)).toEqual({ inserted: 0, replaced: 0, kept: 1 });
    expect(await write(4, AskSource.Quoted, CandleOrigin.Aggregated)).toEqual({ inserted: 0, replaced: 1, kept: 0 });
    expect((await open.store.readCandles(SERIES)).candles.close[0]).toBe(0.00004);
  });

  test('an aggregated candle is remade when its parts have changed, and kept when they have not', async () => {
    const write = (points: number) =>
      open.store.writeCandles(batch([candle(0, points), candle(1, 7)], { origin: CandleOrigin.Aggregated }));
    expect(await write(1)).toEqual({ inserted: 2, replaced: 0, kept: 0 });
    expect(await write(1)).toEqual({ inserted: 0, replaced: 0, kept: 2 });
    expect(await write(2)).toEqual({ inserted: 0, replaced: 1, kept: 1 });
    expect((await open.store.readCandles(SERIES)).candles.close[0]).toBe(0.00002);
  });

  test('the ask side of a range is its worst', async () => {
    await open.store.writeCandles(batch([candle(0, 1)], { askSource: AskSource.Assumed }));
    await open.store.writeCandles(batch([candle(1, 1)], { askSource: AskSource.Quoted }));
    expect((await open.store.readCandles(SERIES)).askSource).toBe('assumed');
    const range = { from: epochMs(START + MINUTE_MS), to: epochMs(START + 2 * MINUTE_MS) };
    expect((await open.store.readCandles(SERIES, range)).askSource).toBe('quoted');
  });

  test('any sequence of batches leaves what a candle-by-candle reading of the rule leaves', async () => {
    const batches = fc.array(
      fc.record({
        minutes: fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 25 }),
        points: fc.integer({ min: 1, max: 200_000 }),
        ask: fc.nat(2),
        origin: fc.nat(2),
      }),
      { minLength: 1, maxLength: 6 },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (writes) => {
        // Every run has a series of its own, named by a letter pair that no instrument has.
        const symbol = `TEST${String.fromCharCode(65 + (run % 26), 65 + Math.floor(run++ / 26))}` as SymbolName;
        const expected = new Map<number, { rank: number; points: number }>();
        for (const { minutes, points, ask, origin } of writes) {
          const rank = ask * 3 + origin;
          const sorted = minutes.toSorted((a, b) => a - b);
          const counts = { inserted: 0, replaced: 0, kept: 0 };
          for (const minute of sorted) {
            const before = expected.get(minute);
            const isRemade = origin === 0 && before?.rank === rank && before.points !== points;
            const isBetter = before !== undefined && (before.rank < rank || isRemade);
            counts[before === undefined ? 'inserted' : isBetter ? 'replaced' : 'kept']++;
            if (before === undefined || isBetter) expected.set(minute, { rank, points });
          }
          const fields = { symbol, askSource: asks[ask] as AskSource, origin: origins[origin] as CandleOrigin };
          const rows = sorted.map((minute) => candle(minute, points));
          expect(await open.store.writeCandles(batch(rows, fields))).toEqual(counts);
        }
        const { candles } = await open.store.readCandles({ symbol, timeframe: 'M1' });
        const found = rowsOf(candles).map(({ time, close }) => [
          (time - START) / MINUTE_MS,
          Math.round(close * 100_000),
        ]);
        expect(found).toEqual(
          [...expected].toSorted(([a], [b]) => a - b).map(([minute, { points }]) => [minute, points]),
        );
      }),
      { seed: 20_261_120, numRuns: 25 },
    );
  });
}

function describeImports(open: OpenStore): void {
  const bad = (line: number) => ({ file: 'a.csv', line, field: 'high', value: '-1', reason: 'below zero' });

  test('an import remembers its chunks and its report', async () => {
    expect(await open.store.beginImport({ digest: 'd1', file: 'a.csv' })).toEqual({
      digest: 'd1',
      file: 'a.csv',
      committedChunks: 0,
      report: null,
    });
    await open.store.commitChunk(chunk({ digest: 'd1', index: 0, batches: [batch([candle(0, 1)])] }));
    await open.reopen();
    expect(await open.store.beginImport({ digest: 'd1', file: 'a.csv' })).toMatchObject({ committedChunks: 1 });
    await open.store.finishImport('d1', '{"rows":1}');
    await open.store.beginImport({ digest: 'd0', file: 'b.csv' });
    await open.reopen();
    expect(await open.store.listImports()).toEqual([
      { digest: 'd1', file: 'a.csv', committedChunks: 1, report: '{"rows":1}' },
      { digest: 'd0', file: 'b.csv', committedChunks: 0, report: null },
    ]);
  });

  test('a chunk that was committed changes nothing when it comes again', async () => {
    await open.store.beginImport({ digest: 'd1', file: 'a.csv' });
    const first = chunk({
      digest: 'd1',
      index: 0,
      batches: [batch([candle(0, 1)])],
      ticks: { symbol: EURUSD, source: 'first', ticks: ticks([[0, 1.1, 1.2]]) },
      quarantined: [bad(3)],
    });
    expect(await open.store.commitChunk(first)).toEqual({ inserted: 1, replaced: 0, kept: 0 });
    expect(await open.store.commitChunk(first)).toEqual({ inserted: 0, replaced: 0, kept: 0 });
    expect((await open.store.readTicks(EURUSD, always())).length).toBe(1);
    expect(await open.store.listQuarantined({ limit: 10 })).toEqual([bad(3)]);
  });

  test('a chunk is stored as a whole or not at all', async () => {
    await open.store.beginImport({ digest: 'd1', file: 'a.csv' });
    const broken = chunk({
      digest: 'd1',
      index: 0,
      batches: [batch([candle(0, 1)]), batch([{ ...candle(1, 1), close: Number.NaN }])],
      quarantined: [bad(1)],
    });
    await expect(open.store.commitChunk(broken)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(await open.store.listSeries()).toEqual([]);
    expect(await open.store.listQuarantined({ limit: 10 })).toEqual([]);
    expect(await open.store.beginImport({ digest: 'd1', file: 'a.csv' })).toMatchObject({ committedChunks: 0 });
    const good = chunk({ digest: 'd1', index: 0, batches: [batch([candle(0, 1)])] });
    expect(await open.store.commitChunk(good)).toEqual({ inserted: 1, replaced: 0, kept: 0 });
  });

  test('refuses a chunk that skips one, and one of an import that was not begun', async () => {
    await expect(open.store.commitChunk(chunk({ digest: 'none', index: 0 }))).rejects.toThrow('none');
    await open.store.beginImport({ digest: 'd1', file: 'a.csv' });
    await expect(open.store.commitChunk(chunk({ digest: 'd1', index: 1 }))).rejects.toThrow('d1');
    await expect(open.store.finishImport('none', '{}')).rejects.toThrow('none');
  });

  test('refused rows come back oldest first, of one import or of all', async () => {
    for (const [digest, line] of [
      ['d1', 7],
      ['d2', 3],
      ['d1', 5],
    ] as const) {
      const { committedChunks } = await open.store.beginImport({ digest, file: 'a.csv' });
      await open.store.commitChunk(chunk({ digest, index: committedChunks, quarantined: [bad(line)] }));
    }
    const lines = async (options: { digest?: string; limit: number }) =>
      (await open.store.listQuarantined(options)).map(({ line }) => line);
    expect(await lines({ limit: 10 })).toEqual([7, 3, 5]);
    expect(await lines({ digest: 'd1', limit: 10 })).toEqual([7, 5]);
    expect(await lines({ limit: 2 })).toEqual([7, 3]);
  });
}

function describeTicks(open: OpenStore): void {
  const importTicks = async (digest: string, columns: TickColumns) => {
    const { committedChunks } = await open.store.beginImport({ digest, file: digest });
    const content = { symbol: EURUSD, source: 'first', ticks: columns };
    await open.store.commitChunk(chunk({ digest, index: committedChunks, ticks: content }));
  };

  test('come back as they came, equal ones included', async () => {
    await importTicks(
      'd1',
      ticks([
        [0, 1.1, 1.10002],
        [5, 1.10001, 1.10003],
        [5, 1.10001, 1.10003],
        [5, 1.1, 1.10001],
      ]),
    );
    const found = await (await open.reopen()).readTicks(EURUSD, always());
    expect([...found.time]).toEqual([START, START + 5, START + 5, START + 5]);
    expect([...found.bid]).toEqual([1.1, 1.10001, 1.10001, 1.1]);
    expect([...found.ask]).toEqual([1.10002, 1.10003, 1.10003, 1.10001]);
    expect([...found.bidVolume]).toEqual([0.75, 1.75, 2.75, 3.75]);
    expect([...found.askVolume]).toEqual([1.25, 2.25, 3.25, 4.25]);
  });

  test('are read in order of time from a half-open range', async () => {
    await importTicks(
      'd2',
      ticks([
        [100, 1.2, 1.3],
        [200, 1.2, 1.3],
      ]),
    );
    await importTicks(
      'd1',
      ticks([
        [0, 1.1, 1.2],
        [50, 1.1, 1.2],
      ]),
    );
    const range = { from: epochMs(START + 50), to: epochMs(START + 200) };
    expect([...(await open.store.readTicks(EURUSD, range)).time]).toEqual([START + 50, START + 100]);
    expect((await open.store.readTicks('GBPUSD' as SymbolName, range)).length).toBe(0);
  });

  test('are known by their days', async () => {
    const day = 86_400_000;
    await importTicks(
      'd1',
      ticks([
        [0, 1.1, 1.2],
        [5, 1.1, 1.2],
        [2 * day, 1.1, 1.2],
      ]),
    );
    const midnight = Math.floor(START / day) * day;
    expect(await open.store.listTickDays(EURUSD)).toEqual([midnight, midnight + 2 * day]);
    expect(await open.store.listTickDays('GBPUSD' as SymbolName)).toEqual([]);
  });

  test('that another import has stored already are not stored twice', async () => {
    await importTicks(
      'd1',
      ticks([
        [0, 1.1, 1.2],
        [5, 1.1, 1.2],
        [5, 1.1, 1.2],
      ]),
    );
    await importTicks(
      'd2',
      ticks([
        [0, 1.1, 1.2],
        [5, 1.1, 1.2],
        [5, 1.1, 1.2],
        [5, 1.1, 1.3],
        [9, 1.1, 1.2],
      ]),
    );
    expect([...(await open.store.readTicks(EURUSD, always())).time]).toEqual(
      [0, 5, 5, 5, 9].map((time) => START + time),
    );
  });
}
