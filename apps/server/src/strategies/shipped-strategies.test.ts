import {
  ColumnarEngine,
  COST_DEFAULTS,
  commissionOf,
  runBacktest,
  SimulatedVenue,
  type BacktestOptions,
  type BacktestResult,
} from '@pipwright/backtest';
import { Atr, computeIndicator } from '@pipwright/indicators';
import { createRandom } from '@pipwright/kernel';
import { aggregateCandles } from '@pipwright/market-data';
import {
  AskSource,
  currency,
  findInstrument,
  sliceCandles,
  type CandleSeries,
  type EpochMs,
  type MinorUnits,
} from '@pipwright/model';
import { readLeanHourCandles, sharedData, syntheticCandles } from '@pipwright/testkit';
import {
  columnPredictor,
  fixedVolume,
  Risk,
  RISK_UNLIMITED,
  strategyOf,
  TradingSession,
  type Decision,
  type ParameterValue,
  type Predictor,
} from '@pipwright/trading';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadStrategy } from './load-strategy.ts';

const EURUSD = findInstrument('EURUSD')!;
const HOUR_MS = 3_600_000;
const NAMES = [
  'breakout',
  'channel-breakout',
  'ema-cross',
  'ensemble',
  'mean-reversion',
  'model-signal',
  'trend-pullback',
] as const;

/** Minutes put together to hours, so that inside an hour the price moves in small steps, as it does. */
function madeHours(seed: string): CandleSeries {
  const minutes = syntheticCandles({ seed, length: 150_000, timeframe: 'M1' });
  return { ...minutes, timeframe: 'H1', candles: aggregateCandles(minutes.candles, 'M1', 'H1') };
}

/** A model that knows nothing: its probability is drawn. */
function coin({ candles }: CandleSeries): Predictor {
  const random = createRandom('coin');
  const probabilityUp = Float64Array.from(candles.time, (_, row) =>
    row < 20 ? Number.NaN : 0.4 + 0.2 * random.next(),
  );
  const averageTrueRange = computeIndicator(new Atr({ period: 14 }), candles)[0]!;
  return columnPredictor({
    modelId: 'coin',
    horizonMs: 8 * HOUR_MS,
    time: candles.time,
    probabilityUp,
    averageTrueRange,
  });
}

/** Limits that let a strategy show what it does: nobody is there to arm it again. */
const LIMITS = { drawdownMax: 1, dailyLossMax: 1, riskPerTradeMax: 1, openRiskMax: 10, coolDownLosses: 1e9 };

async function optionsOf(
  name: string,
  series: CandleSeries,
  parameters: Readonly<Record<string, ParameterValue>> = {},
): Promise<BacktestOptions> {
  const { definition } = await loadStrategy(name);
  return {
    runId: name,
    series,
    instrument: EURUSD,
    predictor: definition.model === undefined ? null : coin(series),
    strategy: strategyOf(definition, parameters),
    limits: LIMITS,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('shipped'),
  };
}

function expectExplained({ decisions, trades, costs, finalBalance, initialBalance }: BacktestResult): void {
  const wished = decisions.candles - decisions.noSignal;
  expect(wished).toBeGreaterThan(0);
  expect(wished).toBeLessThanOrEqual(decisions.orders + decisions.refused);
  expect([...decisions.noSignalByCode.values()].reduce((sum, count) => sum + count, 0)).toBe(decisions.noSignal);
  // Every candle is explained by the strategy itself.
  expect(decisions.noSignalByCode.has('no-wish')).toBe(false);
  expect(trades.length).toBeGreaterThan(10);
  expect(initialBalance + costs.net).toBe(finalBalance);
  for (const { split } of trades) {
    expect(split.price + split.spread + split.slippage + split.commission + split.swap).toBe(split.net);
  }
}

describe('strategies that ship, on made candles', () => {
  const series = madeHours('shipped');

  test.each(NAMES)('%s trades, explains itself and repeats', async (name) => {
    const once = await runBacktest(await optionsOf(name, series));
    expectExplained(once);
    const again = await runBacktest(await optionsOf(name, series));
    expect(again.digest).toBe(once.digest);
  });

  test.each(NAMES)('%s decides the same candle by candle, as it would live', async (name) => {
    const options = await optionsOf(name, series);
    const known = decisionsOf(options, false);
    const live = decisionsOf(await optionsOf(name, series), true);
    expect(live.length).toBeGreaterThanOrEqual(series.candles.length);
    expect(live).toEqual(known);
  });
});

/** What a session decides about each candle: with the history known, or as it grows candle by candle. */
function decisionsOf(options: BacktestOptions, isLive: boolean): string[] {
  const { series, instrument, account, costs, random } = options;
  const said: string[] = [];
  const broker = new SimulatedVenue({ account, instruments: [instrument], costs, random });
  const session = new TradingSession({
    runId: 'run',
    instrument,
    timeframe: series.timeframe,
    predictor: options.predictor,
    strategy: options.strategy,
    risk: new Risk(LIMITS),
    broker,
    commission: commissionOf(costs.commission, account.currency),
    listener: { onDecision: (decision) => said.push(textOf(decision)) },
    ...(isLive ? {} : { history: series.candles }),
  });
  for (let index = 0; index < series.candles.length; index++) {
    const candles = isLive ? sliceCandles(series.candles, 0, index + 1) : series.candles;
    broker.onCandleClosed(instrument.symbol, candles, index, (candles.time[index]! + HOUR_MS) as EpochMs);
    session.onCandleClosed(candles, index);
  }
  return said;
}

function textOf({ id, outcome, codes, reason, signal }: Decision): string {
  return [id, outcome, ...codes, reason, signal?.side, signal?.price, signal?.stopLossDistance].join(' ');
}

/** Parameters of strategies with columns: the defaults, and sets that trade often. */
const COLUMN_CASES: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['ema-cross', {}],
  ['ema-cross', { fast: 2, slow: 5 }],
  ['ema-cross', { fast: 9, slow: 30 }],
  ['channel-breakout', {}],
  ['channel-breakout', { channel: 5, stopAtr: 0.5 }],
  ['channel-breakout', { channel: 20, stopAtr: 1.5 }],
];

/** The digests of the fills that the two engines make of a strategy. */
async function digestsOf(name: string, series: CandleSeries, parameters: Readonly<Record<string, number>>) {
  const options = { ...(await optionsOf(name, series, parameters)), sizing: fixedVolume(0.1), limits: RISK_UNLIMITED };
  const { account, costs, instrument, strategy } = options;
  const engine = new ColumnarEngine({ series, instrument, account, costs, volume: 0.1, limits: RISK_UNLIMITED });
  const columnar = engine.record(engine.targets(strategy.definition, strategy.parameters), { runId: name, name });
  const events = await runBacktest(options);
  if (columnar.kind === 'refused') throw new Error(columnar.reason);
  return {
    events: { digest: events.digest, trades: events.trades, balance: events.finalBalance },
    columnar: { digest: columnar.digest, trades: columnar.trades, balance: columnar.finalBalance },
  };
}

const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');

describe.skipIf(file === undefined)('strategies that ship, on EURUSD hours (needs ../shared/data/lean)', () => {
  let series: CandleSeries;

  beforeAll(() => {
    series = readLeanHourCandles(file!);
  });

  test.each(NAMES)('%s trades and is accounted for to the cent', async (name) => {
    expect(series.askSource).toBe(AskSource.Quoted);
    expectExplained(await runBacktest(await optionsOf(name, series)));
  });

  test.each(COLUMN_CASES)('%s %o: its columns make the trades that its candles make', async (name, parameters) => {
    const { events, columnar } = await digestsOf(name, series, parameters);
    expect(events.trades.length).toBeGreaterThan(20);
    expect(columnar).toEqual(events);
  });
});

test.each(COLUMN_CASES)('%s %o: its columns make the trades that its candles make', async (name, parameters) => {
  const { events, columnar } = await digestsOf(name, madeHours('columns'), parameters);
  expect(events.trades.length).toBeGreaterThan(5);
  expect(columnar).toEqual(events);
});

describe('what the examples are about', () => {
  const series = madeHours('about');

  test('breakout: of its two orders a day one is filled at most, and nothing is held into the next day', async () => {
    const { trades, decisions } = await runBacktest(await optionsOf('breakout', series));
    expect(decisions.orders % 2).toBe(0);
    expect(trades.length).toBeLessThanOrEqual(decisions.orders / 2);
    expect(decisions.rejectedByReason.get('another order of its group was filled')).toBeGreaterThan(10);
    for (const { openTime, closeTime } of trades) expect(closeTime - openTime).toBeLessThan(80 * HOUR_MS);
  });

  test('mean-reversion: entries are at the limit or better, without slippage', async () => {
    const { trades } = await runBacktest(await optionsOf('mean-reversion', series));
    const reasons = new Set(trades.map(({ exitReason }) => exitReason));
    expect(reasons.has('signal')).toBe(true);
    expect(reasons.has('stop-loss')).toBe(true);
  });

  test('trend-pullback: the stop follows, and daily candles are read beside the hours', async () => {
    const { trades } = await runBacktest(await optionsOf('trend-pullback', series));
    expect(trades.some(({ exitReason }) => exitReason === 'trailing-stop')).toBe(true);
    const byHours = await runBacktest(await optionsOf('trend-pullback', series, { trendTimeframe: 'H4' }));
    expect(byHours.digest).not.toBe((await runBacktest(await optionsOf('trend-pullback', series))).digest);
  });

  test('ensemble: a model changes its mind, and none is fine too', async () => {
    const options = await optionsOf('ensemble', series);
    const withModel = await runBacktest(options);
    const without = await runBacktest({ ...options, predictor: null });
    expectExplained(without);
    expect(without.digest).not.toBe(withModel.digest);
    const deaf = await runBacktest(await optionsOf('ensemble', series, { modelWeight: 0 }));
    expect(deaf.digest).toBe(without.digest);
  });
});
