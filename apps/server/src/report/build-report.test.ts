import type { BacktestResult } from '@pipwright/backtest';
import { runBacktest } from '@pipwright/backtest';
import { sliceCandles, utcMs, type CandleSeries, type EpochMs } from '@pipwright/model';
import { packedReportSchema, packReport, reportSchema, unpackReport, type ReportDocument } from '@pipwright/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredModel } from '../pipeline/model-store.ts';
import { backtestParameters, tradingRooms } from '../pipeline/trading-parameters.ts';
import { unseenPredictor } from '../pipeline/unseen-predictor.ts';
import {
  createTestHome,
  EAGER,
  EURUSD,
  madeSeries,
  storeSeries,
  trainSmallModel,
  type TestHome,
} from '../testing/test-home.ts';
import { buildReport } from './build-report.ts';
import { reportMarket } from './chart-candles.ts';
import { renderReport } from './render-report.ts';

const whole = madeSeries(4000);
let home: TestHome;
let model: StoredModel;
let result: BacktestResult;
let series: CandleSeries;
let document: ReportDocument;

const parameters = backtestParameters(EURUSD, EAGER);
const trials = { count: 3, sharpeVariance: 0.002 };

function documentOf(changed: Partial<BacktestResult> = {}): ReportDocument {
  return buildReport({
    result: { ...result, ...changed },
    trials,
    instrument: EURUSD,
    series,
    sources: ['made'],
    simulated: false,
    parameters,
    model,
    unseen: unseenPredictor(model, EURUSD, whole),
    generatedAt: utcMs(2024, 1, 1),
  }).document;
}

beforeAll(async () => {
  home = createTestHome();
  await storeSeries(home.stores, whole);
  ({ model } = await trainSmallModel(home.stores));
  const { first, predictor } = unseenPredictor(model, EURUSD, whole);
  series = { ...whole, candles: sliceCandles(whole.candles, first, whole.candles.length) };
  result = await runBacktest({
    runId: 'backtest-test',
    series,
    predictor,
    limits: parameters.limits,
    costs: parameters.costs,
    ...tradingRooms(parameters, EURUSD),
  });
  document = documentOf();
});
afterAll(() => home.close());

test('is what the schema says, through JSON and back', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  expect(document.trades.length).toBeGreaterThan(20);
  expect(document.trades).toHaveLength(result.trades.length);
});

test('comes out of its packed form as it went in', async () => {
  const packed = JSON.stringify(await packReport(document));
  expect(await unpackReport(packedReportSchema.parse(JSON.parse(packed)))).toEqual(document);
  expect(packed.length).toBeLessThan(0.35 * JSON.stringify(document).length);
});

test('the steps of the waterfall sum to the net profit, and so do the trades', () => {
  const { waterfall, trades } = document;
  const net = waterfall.at(-1);
  expect(net).toMatchObject({ total: true, amount: result.finalBalance - result.initialBalance });
  expect(waterfall.filter(({ total }) => !total).reduce((sum, { amount }) => sum + amount, 0)).toBe(net?.amount);
  expect(trades.reduce((sum, { split }) => sum + split.net, 0)).toBe(net?.amount);
  for (const { split } of trades)
    expect(split.price + split.spread + split.slippage + split.commission + split.swap).toBe(split.net);
});

test('the months sum to what the equity gained, and count every trade', () => {
  const { monthly, equity, initialBalance, trades } = document;
  const gained = (equity.equity.at(-1) as number) - initialBalance;
  expect(monthly.reduce((sum, { net }) => sum + net, 0)).toBe(gained);
  expect(monthly.reduce((sum, month) => sum + month.trades, 0)).toBe(trades.length);
  const grown = monthly.reduce((product, { returnFraction }) => product * (1 + returnFraction), initialBalance);
  expect(grown).toBeCloseTo(equity.equity.at(-1) as number, 4);
});

test('a trade of the evening before the first of a month counts with the day that it belongs to', () => {
  const [trade] = result.trades;
  if (trade === undefined) throw new Error('there is no trade to move');
  const from = utcMs(2020, 3, 31, 21);
  const time = Float64Array.from({ length: 48 }, (_, index) => from + (index + 1) * 3_600_000);
  const flat = time.map(() => result.initialBalance);
  // 18:30 in New York: Wednesday, the first of April, has begun.
  const trades = [{ ...trade, openTime: from, closeTime: utcMs(2020, 3, 31, 22, 30) }];
  const { monthly } = documentOf({ trades, equity: { time, balance: flat, equity: flat } });
  expect(monthly.map(({ month, trades: count }) => [month, count])).toEqual([[4, 1]]);
});

test('each breakdown divides all trades and all of the net', () => {
  const net = document.waterfall.at(-1)?.amount;
  for (const { title, rows } of document.breakdowns) {
    expect(
      rows.reduce((sum, { trades }) => sum + trades, 0),
      title,
    ).toBe(document.trades.length);
    expect(
      rows.reduce((sum, row) => sum + row.net, 0),
      title,
    ).toBe(net);
  }
});

test('packed candles unpack to the prices that were traded', () => {
  const { timeMinutes, open, high, low, close, tickSize } = document.markets[0]!.candles;
  let minutes = 0;
  let points = 0;
  for (let index = 0; index < timeMinutes.length; index++) {
    minutes += timeMinutes[index] as number;
    points += close[index] as number;
    expect(minutes * 60_000).toBe(series.candles.time[index]);
    const price = (difference: number): number => (points + difference) * tickSize;
    expect(price(0)).toBeCloseTo(series.candles.close[index] as number, 9);
    expect(price(open[index] as number)).toBeCloseTo(series.candles.open[index] as number, 9);
    expect(price(high[index] as number)).toBeCloseTo(series.candles.high[index] as number, 9);
    expect(price(low[index] as number)).toBeCloseTo(series.candles.low[index] as number, 9);
  }
  expect(timeMinutes).toHaveLength(series.candles.length);
});

test('a long curve is thinned and keeps its last point and its extremes', () => {
  const length = 60_000;
  const column = (of: (index: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, index) => of(index));
  const time = column((index) => utcMs(2020, 1, 1) + index * 3_600_000);
  const values = column((index) => 1_000_000 + (index === 31_234 ? -500_000 : index));
  const equity = { time, balance: column((index) => index), equity: values };
  const thinned = documentOf({ equity, to: time[length - 1] as EpochMs }).equity;
  expect(thinned.time.length).toBeLessThanOrEqual(4000);
  expect([thinned.time[0], thinned.time.at(-1)]).toEqual([time[0], time[length - 1]]);
  expect(Math.min(...thinned.equity)).toBe(500_000);
  expect(thinned.equity.at(-1)).toBe(1_000_000 + length - 1);
});

test('more candles than a page can hold are drawn as longer ones', () => {
  const minutes = madeSeries(110_000);
  const { candles } = reportMarket(EURUSD, minutes, [], 1);
  expect(candles.timeframe).toBe('H4');
  expect(candles.timeMinutes.length).toBeLessThan(30_000);
  expect(reportMarket(EURUSD, whole, [], 1).candles.timeMinutes).toHaveLength(whole.candles.length);
});

test('says what it rests on: data, predictions, costs, trials', () => {
  expect(document.dataQuality.find(({ name }) => name === 'Predictions')?.good).toBe(true);
  const assumed = buildReportNames(document.assumptions);
  for (const name of ['Commission', 'Slippage', 'Swap', 'Spread', 'Limits', 'Seed']) expect(assumed).toContain(name);
  const evidence = document.figures.find(({ group }) => group === 'Evidence')?.figures ?? [];
  expect(evidence.find(({ name }) => name === 'Trials')?.value).toBe(3);
  expect(document.verdict.headline.length).toBeGreaterThan(10);
  expect(document.model?.importance.length).toBeGreaterThan(5);
});

function buildReportNames(rows: readonly { readonly name: string }[]): string[] {
  return rows.map(({ name }) => name);
}

test('a run without any trade still has a report, and its figures say N/A instead of a number', () => {
  const counts = { ...result.costs, price: 0, spread: 0, slippage: 0, commission: 0, swap: 0, net: 0 };
  const flat = result.equity.time.map(() => result.initialBalance);
  const empty = documentOf({
    trades: [],
    costs: counts as BacktestResult['costs'],
    finalBalance: result.initialBalance,
    equity: { time: result.equity.time, balance: flat, equity: flat },
    fills: 0,
  });
  expect(reportSchema.parse(JSON.parse(JSON.stringify(empty)))).toEqual(empty);
  expect(empty.verdict.evidence).toBe(false);
  const figures = empty.figures.flatMap((group) => group.figures);
  expect(figures.find(({ name }) => name === 'Win rate')?.value).toBeNull();
  expect(figures.every(({ value }) => value === null || Number.isFinite(value))).toBe(true);
});

test('fills the built page', async () => {
  const html = renderReport(await packReport(document));
  expect(html).toContain('<title>EURUSD H1 backtest</title>');
  expect(html).toContain(document.digest);
});
