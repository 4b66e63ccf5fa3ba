import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backtestModel } from '../pipeline/backtest-model.ts';
import { readEquity, readReport } from '../report/stored-report.ts';
import { createTestHome, EAGER, EURUSD, storeCandles, trainSmallModel, type TestHome } from '../testing/test-home.ts';
import { readCsv } from './csv-reader.fixture.ts';
import { exportRun } from './export-run.ts';

let home: TestHome;
let runId: string;
let folder: string;
beforeAll(async () => {
  home = createTestHome();
  folder = home.configuration.home;
  await storeCandles(home.stores, 4000);
  await trainSmallModel(home.stores);
  const { stores } = home;
  ({ runId } = await backtestModel({ stores, instrument: EURUSD, timeframe: 'H1', choices: EAGER }));
});
afterAll(() => home.close());

type Row = Readonly<Record<string, unknown>>;

const readBack = async (file: string): Promise<Row[]> => parquetReadObjects({ file: bytesOf(file) });
const bytesOf = (file: string): ArrayBuffer => new Uint8Array(readFileSync(file)).buffer;

test('trades as CSV are the trades of the report, to the cent', async () => {
  const report = await readReport(home.stores, runId);
  const file = join(folder, 'trades.csv');
  const [written] = await exportRun({ stores: home.stores, runId, trades: file });
  expect(written).toEqual({ what: 'trades', file, format: 'csv', rows: report.trades.length });
  const [head, ...rows] = readCsv(readFileSync(file, 'utf8'));
  const cell = (row: readonly string[], name: string): string => row[head!.indexOf(name)]!;
  expect(rows).toHaveLength(report.trades.length);
  rows.forEach((row, index) => {
    const trade = report.trades[index]!;
    expect(cell(row, 'trade_id')).toBe(trade.id);
    expect(Date.parse(cell(row, 'open_time'))).toBe(trade.openTime);
    expect(Number(cell(row, 'open_price'))).toBe(trade.openPrice);
    expect(Number(cell(row, 'net').replace('.', ''))).toBe(trade.split.net);
    const parts = ['price_move', 'spread', 'slippage', 'commission', 'swap'].map((name) =>
      Number(cell(row, name).replace('.', '')),
    );
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(trade.split.net);
  });
});

test('trades as Parquet are the same rows', async () => {
  const report = await readReport(home.stores, runId);
  const file = join(folder, 'trades.parquet');
  await exportRun({ stores: home.stores, runId, trades: file });
  const rows = await readBack(file);
  const cents = ({ net }: Row): number => Math.round((net as number) * 100);
  expect(rows.map((row) => [row['trade_id'], row['close_time'], cents(row), row['pips']])).toEqual(
    report.trades.map(({ id, closeTime, split, pips }) => [id, new Date(closeTime), split.net, pips]),
  );
  const notes = parquetMetadata(bytesOf(file)).key_value_metadata ?? [];
  expect(notes.find(({ key }) => key === 'digest')?.value).toBe(report.digest);
});

test('equity is there at every candle, in both formats', async () => {
  const report = await readReport(home.stores, runId);
  const equity = await readEquity(home.stores, report);
  const names = { csv: join(folder, 'equity.csv'), parquet: join(folder, 'equity.parquet') };
  for (const file of Object.values(names)) await exportRun({ stores: home.stores, runId, equity: file });
  const read = await readBack(names.parquet);
  expect(read).toHaveLength(equity.time.length);
  const [, ...rows] = readCsv(readFileSync(names.csv, 'utf8'));
  const cents = (value: unknown): number => Math.round(Number(value) * 100);
  expect(rows.map(([time, balance, value]) => [Date.parse(time!), cents(balance), cents(value)])).toEqual(
    read.map((row) => [(row['time'] as Date).getTime(), cents(row['balance']), cents(row['equity'])]),
  );
  expect(read.map((row) => cents(row['equity']))).toEqual([...equity.equity]);
});

test('what cannot be written leaves nothing behind', async () => {
  const { stores } = home;
  await expect(exportRun({ stores, runId, trades: join(folder, 'trades.xlsx') })).rejects.toThrow(/names a format/);
  const equity = join(folder, 'fine.csv');
  await expect(exportRun({ stores, runId, equity, trades: 'trades' })).rejects.toThrow(/names a format/);
  expect(existsSync(equity)).toBe(false);
  await expect(exportRun({ stores, runId: 'backtest-none', equity })).rejects.toThrow(
    /no backtest named backtest-none/,
  );
  await expect(exportRun({ stores, runId, trades: join(folder, 'no', 'such.csv') })).rejects.toThrow(/ENOENT/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
