import { comparisonSchema, type Comparison, type ReportDocument } from '@pipwright/protocol';
import { beforeAll, expect, test } from 'vitest';
import { madeReport } from '../testing/made-report.ts';
import { buildComparison } from './build-comparison.ts';
import { monthlyCorrelation } from './monthly-correlation.ts';

let a: ReportDocument;
let b: ReportDocument;
let both: Comparison;
beforeAll(async () => {
  a = await madeReport({ candles: 6000, runId: 'backtest-a' });
  b = await madeReport({ candles: 6000, fast: 25, runId: 'backtest-b' });
  both = buildComparison([a, b], 5);
});

test('is what the schema says, through JSON and back', () => {
  expect(comparisonSchema.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
  expect(both.runs.map(({ letter, id }) => [letter, id])).toEqual([
    ['A', 'backtest-a'],
    ['B', 'backtest-b'],
  ]);
});

test('says nothing against runs that differ in their parameters alone, and says in which', () => {
  expect(both.warnings).toEqual([]);
  expect(both.differences).toEqual([{ name: 'Parameter fast', values: ['10', '25'] }]);
});

test('marks the best of each figure, by what is better for it', () => {
  const of = (name: string) => both.figures.find((figure) => figure.name === name)!;
  const best = (name: string, pick: (...values: number[]) => number): number[] => {
    const values = of(name).values as number[];
    return values.flatMap((value, index) => (value === pick(...values) ? [index] : []));
  };
  expect(of('Net profit').best).toEqual(best('Net profit', Math.max));
  expect(of('Max drawdown').best).toEqual(best('Max drawdown', Math.min));
  expect(of('Trades').best).toEqual([]);
  expect(new Set(both.figures.map(({ group, name }) => `${group} ${name}`)).size).toBe(both.figures.length);
});

test('a run beside itself has no best figure and moves with itself', () => {
  const twice = buildComparison([a, a], 5);
  expect(twice.figures.flatMap(({ best }) => best)).toEqual([]);
  expect(twice.correlation[0]?.[1]?.value).toBeCloseTo(1, 12);
  expect(twice.differences).toEqual([]);
});

test('warns of what makes figures incomparable', async () => {
  const yen = await madeReport({ symbol: 'USDJPY', candles: 3000, runId: 'backtest-c' });
  const cheap = await madeReport({
    candles: 6000,
    runId: 'backtest-d',
    choices: { commission: { kind: 'per-lot', perSide: 0 }, balance: 50_000 },
  });
  const { warnings } = buildComparison([a, yen, cheap], 5);
  const starting = (sentence: string): string => warnings.find((warning) => warning.startsWith(sentence)) ?? '';
  expect(starting('Not the same symbols')).toBe('Not the same symbols: A: EURUSD; B: USDJPY; C: EURUSD.');
  expect(starting('Not the same range')).toMatch(/A: 2015-01-04 to .*; B: 2015-01-04 to .*Totals and ratios/);
  expect(starting('Not the same initial balance')).toContain('A: 10,000; B: 10,000; C: 50,000');
  expect(starting('Not the same commission')).toContain('C: 0.00 USD per lot and side');
  const far = { ...b, from: a.to + 1e9, to: a.to + 2e9 };
  expect(buildComparison([a, far], 5).warnings[0]).toMatch(/^The ranges do not overlap: A: .*; B: /);
  expect(buildComparison([a, { ...b, simulated: true }], 5).warnings[0]).toContain('A: real; B: simulated');
});

test('money of different currencies is not ranked', () => {
  const { figures, warnings } = buildComparison([a, { ...b, currency: 'EUR' }], 5);
  expect(figures.filter(({ unit, best }) => unit === 'money' && best.length > 0)).toEqual([]);
  expect(figures.some(({ unit, best }) => unit === 'ratio' && best.length > 0)).toBe(true);
  expect(warnings).toContain('Not the same currency, so that money is not compared: A: USD; B: EUR.');
});

test('correlates the months that both have, by hand', () => {
  const months = (...returns: number[]) =>
    returns.map((returnFraction, index) => ({ year: 2020, month: index + 1, net: 0, returnFraction, trades: 0 }));
  const up = months(1, 2, 3, 4, 5, 6);
  // Deviations -2.5 … 2.5: products with the reverse sum to -17.5, and so do the squares without the sign.
  const down = months(6, 5, 4, 3, 2, 1);
  const level = months(1, 1, 1, 1, 1, 1);
  const short = months(1, 2, 3);
  const table = monthlyCorrelation([up, down, level, short]);
  expect(table[0]?.map(({ value, months: count }) => [value, count])).toEqual([
    [1, 6],
    [-1, 6],
    [null, 6],
    [null, 3],
  ]);
});

test('the curve of a long run is thinned and keeps its ends', () => {
  const [run] = both.runs;
  expect(run!.growth.time.length).toBeLessThanOrEqual(1200);
  expect(run!.growth.value.at(-1)).toBeCloseTo(a.equity.equity.at(-1)! / a.initialBalance, 5);
});
