import { AskSource, candleAt, utcMs, type CandleColumns, type SymbolName } from '@pipwright/model';
import type { CandleStore, ImportChunk, WriteSummary } from '@pipwright/storage/ports';
import { MemoryCandleData, MemoryCandleStore, syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { aggregateCandles } from '../candles/aggregate-candles.ts';
import type { ImportSource } from '../files/source-file.ts';
import { importFiles } from './import-files.ts';
import type { FileReport } from './import-report.ts';
import { renderImportReport } from './render-import-report.ts';

const SYMBOL = 'EURUSD' as SymbolName;
/** Two whole trading weeks of minutes. */
const MINUTES = syntheticCandles({ seed: 4, length: 14_400, timeframe: 'M1', startTime: utcMs(2015, 1, 11) }).candles;

/** Rows `epoch,open,high,low,close[,ask…]` of candles. */
function csvOf(candles: CandleColumns, from = 0, to = candles.length, withAsk = true): string {
  const header = withAsk
    ? 'time,open,high,low,close,askOpen,askHigh,askLow,askClose,volume'
    : 'time,open,high,low,close,volume';
  const rows = Array.from({ length: to - from }, (_, index) => {
    const { time, open, high, low, close, askOpen, askHigh, askLow, askClose, volume } = candleAt(
      candles,
      from + index,
    );
    const ask = withAsk ? [askOpen, askHigh, askLow, askClose] : [];
    return [time, open, high, low, close, ...ask, volume].join(',');
  });
  return `${header}\n${rows.join('\n')}\n`;
}

function file(name: string, text: string): ImportSource {
  return { name, bytes: new TextEncoder().encode(text) };
}

const WHOLE = file('EURUSD_M1.csv', csvOf(MINUTES));

async function read(store: CandleStore, timeframe: 'M1' | 'H1' | 'D1' | 'W1'): Promise<CandleColumns> {
  return (await store.readCandles({ symbol: SYMBOL, timeframe })).candles;
}

describe('an import', () => {
  test('stores the candles and makes the longer timeframes', async () => {
    const store = new MemoryCandleStore();
    const report = await importFiles({ files: [WHOLE], store });
    expect(report.files).toMatchObject([
      { status: 'imported', written: { inserted: 14_400 }, askSources: { quoted: 14_400 } },
    ]);
    expect(report.series.map(({ timeframe, count, incomplete }) => [timeframe, count, incomplete])).toEqual([
      ['M1', 14_400, 0],
      ['M5', 2880, 0],
      ['M15', 960, 0],
      ['M30', 480, 0],
      ['H1', 240, 0],
      ['H4', 60, 0],
      ['D1', 10, 0],
      ['W1', 2, 0],
    ]);
    expect((await read(store, 'H1')).close).toEqual(aggregateCandles(MINUTES, 'M1', 'H1').close);
  });

  test('of the same file again changes nothing and gives the earlier report', async () => {
    const store = new MemoryCandleStore();
    const first = await importFiles({ files: [WHOLE], store });
    const again = await importFiles({ files: [WHOLE], store });
    expect(again.files).toEqual([
      {
        status: 'already-imported',
        file: 'EURUSD_M1.csv',
        digest: (first.files[0] as FileReport).digest,
        report: first.files[0],
      },
    ]);
    expect(again.series).toEqual([]);
  });

  test('of the same file with another meaning is another import', async () => {
    const store = new MemoryCandleStore();
    await importFiles({ files: [WHOLE], store });
    const closes = await importFiles({ files: [WHOLE], store, options: { rowTime: 'close' } });
    expect(closes.files).toMatchObject([{ status: 'imported', firstTime: (MINUTES.time[0] as number) - 60_000 }]);
  });

  test('leaves out what the data do not cover, and makes it when the rest comes', async () => {
    const store = new MemoryCandleStore();
    const parts = [file('EURUSD_b.csv', csvOf(MINUTES, 5000)), file('EURUSD_a.csv', csvOf(MINUTES, 0, 5000))];
    const late = await importFiles({ files: parts.slice(0, 1), store });
    expect(late.series.find(({ timeframe }) => timeframe === 'D1')).toMatchObject({ count: 6, incomplete: 1 });
    expect((await read(store, 'W1')).length).toBe(1);
    await importFiles({ files: parts.slice(1), store });
    for (const timeframe of ['H1', 'D1', 'W1'] as const)
      expect((await read(store, timeframe)).high, timeframe).toEqual(aggregateCandles(MINUTES, 'M1', timeframe).high);
  });

  test('keeps the better of overlapping sources, whichever comes first', async () => {
    const bidOnly = file('EURUSD_bid_only.csv', csvOf(MINUTES, 0, MINUTES.length, false));
    for (const files of [
      [bidOnly, WHOLE],
      [WHOLE, bidOnly],
    ]) {
      const store = new MemoryCandleStore();
      for (const each of files) await importFiles({ files: [each], store });
      const series = await store.readCandles({ symbol: SYMBOL, timeframe: 'M1' });
      expect(series.askSource).toBe(AskSource.Quoted);
      expect(series.candles.askClose).toEqual(MINUTES.askClose);
    }
  });

  test('pairs a bid file with its ask file', async () => {
    const asks = {
      ...MINUTES,
      open: MINUTES.askOpen,
      high: MINUTES.askHigh,
      low: MINUTES.askLow,
      close: MINUTES.askClose,
    };
    const store = new MemoryCandleStore();
    const files = [
      file('x/EURUSD_ASK_1.csv', csvOf(asks, 100, MINUTES.length, false)),
      file('x/EURUSD_BID_1.csv', csvOf(MINUTES, 0, MINUTES.length - 50, false)),
    ];
    const report = await importFiles({ files, store });
    expect(report.files).toMatchObject([
      {
        file: 'x/EURUSD_BID_1.csv + x/EURUSD_ASK_1.csv',
        askSources: { quoted: 14_250, assumed: 100 },
        candles: { refused: 50 },
      },
    ]);
    const [refused] = await store.listQuarantined({ limit: 1 });
    expect(refused).toMatchObject({
      file: 'x/EURUSD_ASK_1.csv',
      line: 14_252,
      field: 'ask',
      reason: 'has no bid candle of its time',
    });
    const stored = await read(store, 'M1');
    expect(stored.askHigh.subarray(100)).toEqual(MINUTES.askHigh.subarray(100, 14_350));
  });

  test('sets bad rows aside with file, line, field, value and reason', async () => {
    const lines = csvOf(MINUTES).split('\n');
    lines[100] = (lines[100] as string).replace(/^(\d+),[^,]+/, '$1,oops');
    lines[200] = (lines[200] as string).replace(/^(\d+),[^,]+/, '$1,-1');
    const store = new MemoryCandleStore();
    const report = await importFiles({ files: [file('EURUSD.csv', lines.join('\n'))], store });
    expect(await store.listQuarantined({ limit: 10 })).toEqual([
      { file: 'EURUSD.csv', line: 101, field: 'open', value: 'oops', reason: 'is not a number' },
      { file: 'EURUSD.csv', line: 201, field: 'open', value: '-1', reason: 'is negative' },
    ]);
    expect(report.files).toMatchObject([{ candles: { accepted: 14_398, refused: 2 } }]);
    expect(renderImportReport(report)).toContain("refused: EURUSD.csv, line 101: open 'oops' is not a number");
  });

  test('refuses what it cannot read and goes on with the rest', async () => {
    const store = new MemoryCandleStore();
    const bad = csvOf(MINUTES).replaceAll(/,1\./g, ',-1.');
    const files = [
      file('a.txt', 'hello'),
      'no/such/file.csv',
      file('EURUSD_bad.csv', bad),
      file('nameless.csv', csvOf(MINUTES)),
      file('EURUSD_ask.csv', csvOf(MINUTES, 0, 100, false)),
      WHOLE,
    ];
    const report = await importFiles({ files, store });
    const outcomes = report.files.map((each) => (each.status === 'refused' ? each.code : each.status));
    expect(outcomes.toSorted()).toEqual([
      'ASK_WITHOUT_BID',
      'FILE_MOSTLY_BAD',
      'FILE_UNREADABLE',
      'FORMAT_UNKNOWN',
      'SYMBOL_UNKNOWN',
      'imported',
    ]);
    expect((await store.listImports()).length).toBe(1);
    expect(renderImportReport(report)).toMatch(/1 imported, 0 already there, 5 refused\n$/);
  });

  test('reads assumed times by the rule that the weeks show, and stated ones as stated', async () => {
    const hours = syntheticCandles({ seed: 4, length: 6000, timeframe: 'H1', startTime: utcMs(2018, 1, 7) }).candles;
    const text = csvOf(hours, 0, hours.length, false).replaceAll(/^(\d+),/gm, (_, time: string) => {
      const shifted = new Intl.DateTimeFormat('sv-SE', {
        timeZone: 'Europe/Helsinki',
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      return `${shifted.format(Number(time))},`;
    });
    const store = new MemoryCandleStore();
    const guessed = await importFiles({ files: [file('EURUSD.csv', text)], store });
    expect(guessed.files).toMatchObject([{ timeZone: { used: 'eu', basis: 'measured' } }]);
    expect((await read(store, 'H1')).time).toEqual(hours.time);
    const stated = await importFiles({
      files: [file('EURUSD.csv', text)],
      store: new MemoryCandleStore(),
      options: { timeZone: 'utc' },
    });
    expect(stated.files).toMatchObject([{ timeZone: { used: 'utc', basis: 'stated', agrees: false } }]);
    expect(renderImportReport(stated)).toContain('looks like eu');
  });

  test('tells how it comes along', async () => {
    const phases: string[] = [];
    let last = 0;
    const onProgress = (event: { phase: string; bytesRead: number; bytesTotal: number }): void => {
      if (phases.at(-1) !== event.phase) phases.push(event.phase);
      expect(event.bytesRead).toBeGreaterThanOrEqual(last);
      expect(event.bytesRead).toBeLessThanOrEqual(event.bytesTotal);
      last = event.bytesRead;
    };
    await importFiles({ files: [WHOLE], store: new MemoryCandleStore(), onProgress });
    expect(phases).toEqual(['recognising', 'reading', 'aggregating']);
    expect(last).toBeGreaterThan(100_000);
  });
});

/** A store whose process dies after so many writes. */
class DyingStore extends MemoryCandleStore {
  #left: number;

  constructor(data: MemoryCandleData, writes: number) {
    super(data);
    this.#left = writes;
  }

  override async commitChunk(chunk: ImportChunk): Promise<WriteSummary> {
    this.#live();
    return super.commitChunk(chunk);
  }

  override async writeCandles(...batch: Parameters<MemoryCandleStore['writeCandles']>): Promise<WriteSummary> {
    this.#live();
    return super.writeCandles(...batch);
  }

  override async finishImport(digest: string, report: string): Promise<void> {
    this.#live();
    return super.finishImport(digest, report);
  }

  #live(): void {
    if (this.#left-- <= 0) throw new Error('the process died');
  }
}

describe('an import that dies', () => {
  const files = [0, 1, 2].map((part) => file(`EURUSD_${part}.csv`, csvOf(MINUTES, part * 4800, (part + 1) * 4800)));

  test('at any write goes on and ends with what an undisturbed one stores', async () => {
    const calm = new MemoryCandleData();
    await importFiles({ files, store: new MemoryCandleStore(calm) });
    const writes = 3 + 7 + 3;
    for (let alive = 0; alive < writes; alive++) {
      const data = new MemoryCandleData();
      await expect(importFiles({ files, store: new DyingStore(data, alive) })).rejects.toThrow('the process died');
      const store = new MemoryCandleStore(data);
      const report = await importFiles({ files, store });
      expect(report.files.every(({ status }) => status !== 'refused')).toBe(true);
      expect(data.series, `after ${alive} writes`).toEqual(calm.series);
      expect([...data.imports.values()].every((each) => each.report !== null && each.committedChunks === 1)).toBe(true);
    }
  });

  test('or is stopped by its signal keeps what was stored', async () => {
    const controller = new AbortController();
    const store = new MemoryCandleStore();
    const onProgress = ({ filesDone }: { filesDone: number }): void => {
      if (filesDone === 1) controller.abort();
    };
    await expect(importFiles({ files, store, signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'IMPORT_ABORTED',
    });
    expect((await read(store, 'M1')).length).toBeGreaterThanOrEqual(4800);
    await importFiles({ files, store });
    expect((await read(store, 'M1')).length).toBe(14_400);
  });
});
