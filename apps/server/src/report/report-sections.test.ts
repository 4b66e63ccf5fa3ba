import { monteCarlo, ROBUSTNESS_NONE, searchStudy, startDates } from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import {
  ExitReason,
  findInstrument,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Trade,
} from '@pipwright/model';
import { packedReportSchema, packReport, reportSchema, unpackReport, type ReportDocument } from '@pipwright/protocol';
import { beforeAll, expect, test } from 'vitest';
import { madeInput, type MadeInput } from '../testing/made-report.ts';
import { madeSeries } from '../testing/test-home.ts';
import { accountEventsOf } from './account-sections.ts';
import { buildReport } from './build-report.ts';
import { renderReport } from './render-report.ts';

let input: MadeInput;
let document: ReportDocument;
beforeAll(async () => {
  input = await madeInput({ candles: 9000 });
  ({ document } = buildReport(input));
});

const net = (): number => input.result.costs.net;

test('years sum to what the equity gained, and count every trade', () => {
  const { yearly, trades, equity, initialBalance } = document;
  expect(yearly.length).toBeGreaterThan(1);
  expect(yearly.reduce((sum, year) => sum + year.net, 0)).toBe(equity.equity.at(-1)! - initialBalance);
  expect(yearly.reduce((sum, year) => sum + year.trades, 0)).toBe(trades.length);
  for (const { winRate, trades: closed } of yearly) expect(winRate === null).toBe(closed === 0);
});

test('the deepest drawdown of the list is the one of the figures', () => {
  const deepest = document.headline.find(({ name }) => name === 'Max drawdown')?.value;
  expect(document.drawdowns[0]?.fraction).toBe(deepest);
  expect(document.drawdowns.map(({ fraction }) => fraction)).toEqual(
    document.drawdowns.map(({ fraction }) => fraction).toSorted((a, b) => b - a),
  );
});

test('distributions count every trade and every trading day', () => {
  const [trades, days] = document.distributions;
  const count = (bins: readonly { count: number }[]): number => bins.reduce((sum, bin) => sum + bin.count, 0);
  expect(count(trades!.bins)).toBe(document.trades.length);
  const tracked = document.figures.flatMap(({ figures }) => figures).find(({ name }) => name === 'Track record');
  expect(count(days!.bins)).toBe(tracked?.value);
});

test('the benchmark has a value at every point of the equity', () => {
  expect(document.sections.benchmark?.equity).toHaveLength(document.equity.time.length);
  expect(document.sections.benchmark?.name).toBe('Buy and hold EURUSD');
});

test('fills by source are all fills', () => {
  const { ticks, open, rule, smallerCandles } = document.sections.fillSources!;
  expect(ticks + open + rule + smallerCandles).toBe(input.result.fills);
});

test('a strategy without a model says nothing of chances or of a model', () => {
  expect(document.model).toBeNull();
  expect(document.title).toBe('ema-cross on EURUSD H1');
  expect(document.trades.every(({ probability }) => probability === null)).toBe(true);
  expect(document.dataQuality.map(({ name }) => name)).not.toContain('Predictions');
});

test('what was studied is shown, and the verdict knows of it', async () => {
  const { result } = input;
  const random = createRandom(7);
  const robustness = {
    ...ROBUSTNESS_NONE,
    monteCarlo: monteCarlo({
      nets: result.trades.map(({ split }) => split.net),
      initialBalance: result.initialBalance,
      paths: 60,
      random,
    }),
    startDates: startDates(result),
  };
  const noise = Array.from({ length: 12 }, () => Float64Array.from({ length: 200 }, () => random.next() - 0.5));
  const studied = buildReport({
    ...input,
    studies: { robustness, searchStudy: await searchStudy({ trials: noise, samples: 50, random }) },
  }).document;
  const { sections } = reportSchema.parse(studied);
  expect(sections.robustness?.monteCarlo?.fan.actual.at(-1)).toBe(result.initialBalance + net());
  expect(sections.robustness?.startDates.length).toBeGreaterThan(5);
  expect(sections.overfitting?.backtestOverfitting?.logits.length).toBe(12_870);
  expect(sections.overfitting?.realityCheck?.samples).toBe(50);
  expect(sections.overfitting?.independent?.traded).toBe(12);
  expect(sections.overfitting!.findings.length).toBeGreaterThan(document.sections.overfitting!.findings.length);
});

test('several markets each have their candles and the trades their own pips', () => {
  const pounds = findInstrument('GBPJPY') as Instrument;
  const series = madeSeries(500, pounds);
  const [first] = input.result.trades;
  const yen = { ...first!, symbol: pounds.symbol, openPrice: 150, closePrice: 151, side: 'buy' } as Trade;
  const several = buildReport({
    ...input,
    others: [{ instrument: pounds, series }],
    result: { ...input.result, trades: [...input.result.trades, yen] },
  }).document;
  expect(several.markets.map(({ instrument }) => instrument.symbol)).toEqual(['EURUSD', 'GBPJPY']);
  expect(several.trades.at(-1)?.pips).toBe(100);
  expect(several.breakdowns[0]).toMatchObject({ title: 'By symbol' });
  expect(several.title).toBe('ema-cross on EURUSD, GBPJPY H1');
});

test('margin calls and stop-outs have their line, with the figures of the moment', () => {
  const time = input.result.to;
  const [first] = input.result.trades;
  const stopped = { ...first!, exitReason: ExitReason.StopOut };
  const money = { equity: 50_012 as MinorUnits, margin: 100_000 as MinorUnits };
  const events = accountEventsOf({
    ...input.result,
    trades: [stopped],
    accountEvents: {
      swaps: { count: 3, nights: 5, amount: -120 as MinorUnits },
      marginCalls: [{ time, equity: 99_000 as MinorUnits, margin: 100_000 as MinorUnits }],
      stopOuts: [{ time: (time + 1) as EpochMs, symbol: stopped.symbol, positionId: stopped.positionId, ...money }],
    },
  });
  expect(events?.counts).toEqual([
    { kind: 'swap', count: 3, amount: -120 },
    { kind: 'margin-call', count: 1, amount: null },
    { kind: 'stop-out', count: 1, amount: stopped.split.net },
  ]);
  expect(events?.rows.map(({ detail }) => detail)).toEqual([
    'Margin call: equity 990.00 USD, margin 1,000.00 USD (99.0 %).',
    `Position ${stopped.positionId} was closed: equity 500.12 USD, margin 1,000.00 USD (50.0 %).`,
  ]);
  const none = { swaps: { count: 0, nights: 0, amount: 0 as MinorUnits }, marginCalls: [], stopOuts: [] };
  expect(accountEventsOf({ ...input.result, accountEvents: none })).toBeNull();
});

test('of candles that are too many the traded ones are there around trades', async () => {
  const long = await madeInput({ candles: 130_000 });
  const [market] = buildReport(long).document.markets;
  expect(market?.candles.timeframe).toBe('H4');
  expect(market?.details?.timeframe).toBe('H1');
  expect(market!.details!.timeMinutes.length).toBeLessThan(100_400);
});

test('ten thousand trades with their candles take less than 3 MB, and come back as they were', async () => {
  const { result, series } = await madeInput({ candles: 100_000 });
  const random = createRandom(11);
  const span = series.candles.length - 200;
  const trades = Array.from({ length: 10_000 }, (_, index): Trade => {
    const like = result.trades[index % result.trades.length]!;
    const open = Math.floor((index * span) / 10_000);
    const close = open + 1 + random.integer(150);
    const price = Math.round((random.next() - 0.5) * 20_000);
    const costs = { spread: -100 - random.integer(90), slippage: -random.integer(60), commission: -70, swap: 0 };
    const sum = price + costs.spread + costs.slippage + costs.commission;
    return {
      ...like,
      id: `${result.runId}-O${index}`,
      openTime: series.candles.time[open]! as EpochMs,
      closeTime: series.candles.time[close]! as EpochMs,
      openPrice: (Math.round(series.candles.open[open]! * 1e5) / 1e5) as Trade['openPrice'],
      closePrice: (Math.round(series.candles.close[close]! * 1e5) / 1e5) as Trade['closePrice'],
      split: { ...costs, price, net: sum } as Trade['split'],
      maximumAdverse: -random.integer(9000) as MinorUnits,
      maximumFavourable: random.integer(9000) as MinorUnits,
    };
  });
  const built = buildReport({ ...input, series, result: { ...result, trades } }).document;
  const packed = await packReport(built);
  // Through JSON, in which -0 is 0.
  const plain: unknown = JSON.parse(JSON.stringify(built));
  expect(await unpackReport(packedReportSchema.parse(JSON.parse(JSON.stringify(packed))))).toEqual(plain);
  const bytes = Buffer.byteLength(renderReport(packed));
  expect(built.trades).toHaveLength(10_000);
  expect(built.markets[0]?.candles.timeMinutes.length).toBe(100_000);
  console.log(`10,000 trades on 100,000 candles: ${(bytes / 1e6).toFixed(2)} MB`);
  expect(bytes).toBeLessThan(3_000_000);
});
