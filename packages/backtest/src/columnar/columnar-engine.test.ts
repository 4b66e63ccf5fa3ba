import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, sliceCandles, type MinorUnits, type Points } from '@pipwright/model';
import { readLeanHourCandles, sharedData, syntheticCandles } from '@pipwright/testkit';
import { fixedVolume, RISK_UNLIMITED, strategyOf, type ColumnTargets } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { runBacktest } from '../run-backtest.ts';
import { PathRule } from '../venue/venue-options.ts';
import { ColumnarEngine } from './columnar-engine.ts';
import { columnarRefusal, type ColumnarSettings } from './columnar-settings.ts';
import { CROSSING_AVERAGES } from './crossing-averages.fixture.ts';

const EURUSD = findInstrument('EURUSD')!;
const { execution } = COST_DEFAULTS;
const series = syntheticCandles({ seed: 'columnar', length: 3000 });

const SETTINGS: ColumnarSettings = {
  series,
  instrument: EURUSD,
  volume: 0.1,
  limits: RISK_UNLIMITED,
  costs: COST_DEFAULTS,
  account: { currency: currency('USD'), initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
};

const PARAMETERS = { fast: 10, slow: 30, stop: 0.004, target: 0.006 };

function targetsOf(position: (row: number) => number): ColumnTargets {
  return { position: Int8Array.from({ length: series.candles.length }, (_, row) => position(row)) };
}

describe('settings that it refuses', () => {
  const cases: readonly (readonly [code: string, change: Partial<ColumnarSettings>])[] = [
    ['symbol', { instrument: findInstrument('GBPUSD')! }],
    ['latency', { costs: { ...COST_DEFAULTS, execution: { ...execution, latencyMs: 80 } } }],
    ['latency', { costs: { ...COST_DEFAULTS, execution: { ...execution, latencyJitterMs: 1 } } }],
    ['reject-rate', { costs: { ...COST_DEFAULTS, execution: { ...execution, rejectRate: 0.01 } } }],
    ['reject-rate', { costs: { ...COST_DEFAULTS, execution: { ...execution, requoteRate: 0.01 } } }],
    ['depth', { costs: { ...COST_DEFAULTS, execution: { ...execution, depth: { lots: 5, volumeFraction: 0 } } } }],
    ['random-slippage', { costs: { ...COST_DEFAULTS, slippage: { kind: 'random', pointsMax: 3 } } }],
    ['random-slippage', { costs: { ...COST_DEFAULTS, slippage: { kind: 'recorded', classes: [] } } }],
    ['risk-limits', { limits: {} }],
    ['risk-limits', { limits: { ...RISK_UNLIMITED, positionsMax: 0 } }],
    ['volume', { volume: 0.001 }],
    ['volume', { volume: 2, instrument: { ...EURUSD, volume: { ...EURUSD.volume, limit: 1 as never } } }],
    ['orders-max', { account: { ...SETTINGS.account, ordersMax: 0 } }],
    ['freeze-level', { instrument: { ...EURUSD, freezeLevel: 10 as Points } }],
    ['filling', { instrument: { ...EURUSD, fillings: [] } }],
  ];

  test('are none of the usual ones', () => {
    expect(columnarRefusal(SETTINGS)).toBeNull();
  });

  test.each(cases)('%s %#', (code, change) => {
    const settings = { ...SETTINGS, ...change };
    expect(columnarRefusal(settings)).toMatchObject({ kind: 'refused', code });
    expect(() => new ColumnarEngine(settings)).toThrow(`cannot reproduce this run (${code})`);
  });
});

describe('runs that it refuses', () => {
  const measure = (targets: ColumnTargets, change: Partial<ColumnarSettings> = {}) => {
    const engine = new ColumnarEngine({ ...SETTINGS, ...change });
    return engine.measure(targets, new Float64Array(engine.days));
  };

  test('an account that comes close to its margin', () => {
    const account = { ...SETTINGS.account, initialBalance: 50_000 as MinorUnits };
    const always = targetsOf(() => 1);
    expect(measure(always)).toMatchObject({ kind: 'done', trades: 1 });
    expect(measure(always, { account })).toMatchObject({ kind: 'refused', code: 'margin' });
    expect(
      measure(
        targetsOf(() => 0),
        { account },
      ),
    ).toMatchObject({ kind: 'done', trades: 0, winRate: null });
  });

  test('columns of another length, and distances that are none', () => {
    const { length } = series.candles;
    expect(measure({ position: new Int8Array(length - 1) })).toMatchObject({ kind: 'refused', code: 'targets' });
    const stopLossDistance = new Float64Array(length).fill(Number.NaN);
    const refusal = measure({ ...targetsOf(() => 1), stopLossDistance });
    expect(refusal).toMatchObject({ code: 'targets', reason: expect.stringContaining('is NaN') as string });
    // Where no order is wanted nobody asks for its levels.
    expect(measure({ ...targetsOf(() => 0), stopLossDistance })).toMatchObject({ kind: 'done' });
  });

  test('a rate that is missing', () => {
    const account = { ...SETTINGS.account, currency: currency('CHF') };
    const rates = { rate: () => undefined };
    expect(
      measure(
        targetsOf(() => 1),
        { account, rates },
      ),
    ).toMatchObject({ code: 'conversion-rate' });
  });
});

describe('a sweep', () => {
  test('gives each set the same figures in any order', () => {
    const engine = new ColumnarEngine(SETTINGS);
    const sets = [3, 5, 8, 13].flatMap((fast) => [21, 34, 55].map((slow) => ({ ...PARAMETERS, fast, slow })));
    const measured = (parameters: (typeof sets)[number]) => {
      const returns = new Float64Array(engine.days);
      return [engine.measure(engine.targets(CROSSING_AVERAGES, parameters), returns), returns];
    };
    const forwards = sets.map(measured);
    expect(sets.toReversed().map(measured).toReversed()).toEqual(forwards);
    expect(new Set(forwards.map((figures) => JSON.stringify(figures))).size).toBe(sets.length);
  });

  test('computes a shared column once', () => {
    const engine = new ColumnarEngine(SETTINGS);
    let computed = 0;
    const counted: typeof CROSSING_AVERAGES = {
      ...CROSSING_AVERAGES,
      columns(input) {
        const cached: typeof input.cached = (key, compute) =>
          input.cached(key, () => {
            computed++;
            return compute();
          });
        return CROSSING_AVERAGES.columns!({ ...input, cached });
      },
    };
    for (const fast of [5, 10]) for (const slow of [20, 40]) engine.targets(counted, { ...PARAMETERS, fast, slow });
    expect(computed).toBe(4);
  });

  test('needs room for every daily return', () => {
    const engine = new ColumnarEngine(SETTINGS);
    expect(() =>
      engine.measure(
        targetsOf(() => 0),
        new Float64Array(engine.days - 1),
      ),
    ).toThrow(RangeError);
  });
});

const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');

describe.skipIf(file === undefined)('on real hours of EURUSD (needs ../shared/data/lean)', () => {
  const sets = [
    { fast: 12, slow: 48, stop: 0, target: 0 },
    { fast: 24, slow: 120, stop: 0.003, target: 0.005 },
    { fast: 5, slow: 20, stop: 0.0015, target: 0 },
  ];
  const rules = [PathRule.Pessimistic, PathRule.Adaptive];

  test.each(sets.flatMap((set) => rules.map((pathRule) => ({ ...set, pathRule }))))(
    'averages of $fast and $slow, stop $stop, target $target, $pathRule',
    async ({ pathRule, ...parameters }) => {
      const all = readLeanHourCandles(file!);
      const real = { ...all, candles: sliceCandles(all.candles, 0, 40_000) };
      const settings = { ...SETTINGS, series: real, pathRule, first: 200 };
      const engine = new ColumnarEngine(settings);
      const columnar = engine.record(engine.targets(CROSSING_AVERAGES, parameters), { runId: 'real', name: 'real' });
      const events = await runBacktest({
        ...settings,
        runId: 'real',
        predictor: null,
        strategy: strategyOf(CROSSING_AVERAGES, parameters),
        sizing: fixedVolume(SETTINGS.volume),
        random: createRandom('real'),
      });
      expect(events.trades.length).toBeGreaterThan(100);
      expect(columnar).toMatchObject({ kind: 'done', digest: events.digest, costs: events.costs });
      expect(columnar.kind === 'done' && columnar.trades).toEqual(events.trades);
      expect(columnar.kind === 'done' && columnar.equity).toEqual(events.equity);
    },
  );
});
