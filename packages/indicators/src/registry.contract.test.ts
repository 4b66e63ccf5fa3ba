import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { randomColumns, realColumns, rowAt, type NamedColumns } from './contract/columns.fixture.ts';
import { computeIndicator, INDICATORS, type AnyIndicator } from './index.ts';

const SERIES: readonly (readonly [string, NamedColumns])[] = [
  ['random 1', randomColumns('contract 1', 700)],
  ['random 2', randomColumns('contract 2', 700)],
];
const real = realColumns();
const ALL = real === undefined ? SERIES : [...SERIES, ['real', real] as const];
if (real === undefined) console.log('no ../shared/data/indicators: the contract runs on random series only');

/** Shorter periods than the defaults, so that splits fall before and after every warm-up. */
const VARIANTS: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>> = {
  t3: [{ period: 2, factor: 1 }, { period: 7 }],
  vidya: [{ period: 3, momentum: 2 }],
  mama: [{ fast: 1, slow: 1 }],
  frama: [{ period: 2 }, { period: 6 }],
  zlema: [{ period: 1 }, { period: 2 }, { period: 7 }],
  ppo: [{ fast: 3, slow: 7, signal: 4, kind: 0 }],
  apo: [{ fast: 3, slow: 7, kind: 1 }],
  kst: [{ rate1: 2, rate2: 3, rate3: 4, rate4: 5, average1: 2, average2: 3, average3: 1, average4: 4, signal: 3 }],
  stc: [{ cycle: 4, fast: 3, slow: 7 }],
  'mass-index': [{ period: 4, average: 3 }],
  trix: [{ period: 4, signal: 3 }],
  dpo: [{ period: 1 }, { period: 7 }],
  envelope: [{ period: 3, percent: 1, kind: 1 }],
  'parabolic-sar': [{ step: 0.1, limit: 0.1 }],
  supertrend: [{ period: 3, multiplier: 1 }],
  'atr-stop': [{ period: 3, multiplier: 1, from: 1 }],
  ichimoku: [{ tenkan: 2, kijun: 4, senkou: 7, displacement: 3 }],
  chikou: [{ displacement: 3 }],
  alligator: [{ jaw: 3, jawOffset: 2, teeth: 2, teethOffset: 5, lips: 4, lipsOffset: 1 }],
  gator: [{ jaw: 3, jawOffset: 2, teeth: 2, teethOffset: 5, lips: 4, lipsOffset: 1 }],
  hurst: [{ period: 16 }, { period: 37 }],
  'hurst-diffusion': [{ period: 9, lags: 5 }],
  renko: [{ size: 0.001 }, { period: 3 }],
  adxr: [{ period: 2 }, { period: 7 }],
  macd: [{ fast: 3, slow: 7, signal: 4 }],
  kama: [{ period: 5, fast: 2, slow: 9 }],
  stochastic: [{ period: 5, smooth: 1, signal: 1 }],
  tsi: [{ slow: 5, fast: 3, signal: 2 }],
  keltner: [
    { period: 4, atrPeriod: 9 },
    { period: 9, atrPeriod: 2 },
  ],
  'chaikin-oscillator': [{ fast: 2, slow: 5 }],
  'ease-of-movement': [
    { period: 1, scale: 1 },
    { period: 7, scale: 1e8 },
  ],
  'klinger-oscillator': [{ fast: 3, slow: 7, signal: 4 }],
  pvo: [{ fast: 3, slow: 7, signal: 4 }],
  'volume-oscillator': [{ fast: 1, slow: 2 }],
  'vwap-session': [{ inner: 0.5, outer: 3 }],
  'vwap-anchored': [
    { start: 5, every: 0, inner: 0.5 },
    { start: 3, every: 7, outer: 3 },
  ],
  'volume-profile': [
    { period: 1, bins: 8 },
    { period: 7, bins: 9, tick: 0.00001 },
    { period: 40, bins: 64, valueAreaPercent: 50 },
  ],
  correlation: [
    { period: 2, returns: 1 },
    { period: 7, returns: 0 },
  ],
  beta: [
    { period: 2, returns: 0 },
    { period: 7, returns: 1 },
  ],
  'lead-lag': [
    { period: 2, lag: 1, returns: 0 },
    { period: 7, lag: 3 },
  ],
  'tick-intensity': [{ fastMs: 100, slowMs: 1000 }],
  'order-book-imbalance': [{ decay: 1 }],
  'stoch-rsi': [{ period: 4, range: 3, smooth: 1, signal: 2 }],
  'connors-rsi': [
    { period: 2, streak: 5, rank: 3 },
    { period: 9, streak: 2, rank: 4 },
  ],
  'stochastic-fast': [{ period: 1, signal: 1 }],
  smi: [{ period: 3, first: 4, second: 1, signal: 2 }],
  kdj: [{ period: 3, smooth: 1, signal: 2 }],
  ultimate: [{ short: 5, middle: 2, long: 3 }],
  awesome: [{ fast: 2, slow: 7 }],
  accelerator: [{ fast: 2, slow: 7, signal: 3 }],
  pmo: [{ first: 4, second: 2, signal: 3 }],
  coppock: [{ short: 5, long: 3, smooth: 2 }],
  'percent-rank': [{ period: 2 }, { period: 130 }],
  'swing-points': [
    { left: 2, right: 1 },
    { left: 1, right: 4 },
  ],
  'structure-score': [{ left: 1, right: 2, count: 3 }],
  fractals: [{ span: 1 }],
  pivots: [{ left: 1, right: 3, maximumBars: 9 }],
  zigzag: [
    { percent: 0.05, minimumBars: 1, closes: 0 },
    { percent: 0.1, minimumBars: 4, closes: 1 },
  ],
  'support-resistance': [{ left: 2, right: 1, tolerance: 0.2, halfLife: 20, atrPeriod: 3 }],
  'cdl-dark-cloud-cover': [{ penetration: 0 }],
  'cdl-mat-hold': [{ penetration: 2 }],
  doji: [{ changePercentMax: 0 }],
  marubozu: [{ bodyPercentMin: 50 }],
  'structure-breaks': [{ left: 2, right: 1 }],
  'liquidity-sweeps': [{ left: 2, right: 1 }],
  'fair-value-gaps': [{ minimumSize: 0.1, atrPeriod: 5 }],
  'order-blocks': [{ left: 2, right: 1, displacement: 0.5, atrPeriod: 5 }],
  'fibonacci-levels': [{ left: 1, right: 2 }],
  'fibonacci-confluence': [{ left: 1, right: 2, legs: 2, tolerance: 0.5, atrPeriod: 2 }],
  'round-numbers': [{ step: 0.0005 }],
  'rsi-divergence': [{ period: 3, left: 1, right: 2, minimumBars: 1, maximumBars: 20 }],
  'macd-divergence': [{ fast: 2, slow: 4, signal: 3, left: 2, right: 1, minimumBars: 1, maximumBars: 20 }],
  'volume-divergence': [{ left: 1, right: 1, minimumBars: 1, maximumBars: 20 }],
  'fractal-dimension': [{ half: 3 }],
  'chaikin-volatility': [
    { period: 3, change: 1 },
    { period: 1, change: 5 },
  ],
  'historical-volatility': [{ period: 2, barsPerYear: 252 }],
  'ewma-volatility': [{ lambda: 0.5, seed: 1, barsPerYear: 252 }],
  'starc-bands': [
    { period: 5, atrPeriod: 2 },
    { period: 1, atrPeriod: 4 },
  ],
  'standard-error-bands': [{ period: 3, smooth: 1 }],
  squeeze: [{ period: 2 }, { period: 7, deviations: 1, multiple: 1 }],
  'relative-volatility': [{ period: 1, deviation: 2 }],
  'atr-rank': [{ period: 2, rank: 1 }],
  'volatility-rank': [{ period: 2, rank: 3 }],
  'laguerre-rsi': [{ gamma: 0.8 }],
  'wave-trend': [{ channel: 2, average: 3, signal: 1 }],
  'cyber-cycle': [{ alpha: 0.5 }],
  'roofing-filter': [
    { highPass: 4, lowPass: 2 },
    { highPass: 20, lowPass: 30 },
  ],
  'relative-momentum': [{ period: 2, change: 1 }],
};

/** The 61 candle patterns are one class with different rules: one series each will do. */
const CASES = INDICATORS.flatMap((indicator) => {
  const short = 'period' in indicator.parameters ? [{ period: 2 }, { period: 7 }] : [];
  return [{}, ...(VARIANTS[indicator.id] ?? short)].map((parameters) => ({
    name: indicator.create(parameters).key,
    create: (): AnyIndicator => indicator.create(parameters),
    series: indicator.id.startsWith('cdl-') ? ALL.slice(-1) : ALL,
  }));
});

function lengthOf(columns: NamedColumns): number {
  return (columns['close'] as Float64Array).length;
}

function changed(columns: NamedColumns, change: (value: number, row: number, name: string) => number): NamedColumns {
  const entries = Object.entries(columns).map(([name, values]) => [
    name,
    values.map((value, row) => change(value, row, name)),
  ]);
  return Object.fromEntries(entries) as NamedColumns;
}

/** The first row at which two results differ by more than the last bit; -1 where none does. */
function firstDifference(a: readonly Float64Array[], b: readonly Float64Array[], rowOf = (row: number) => row): number {
  return (a[0] as Float64Array).findIndex((_, row) =>
    a.some((column, output) => !Object.is(column[row], b[output]?.[rowOf(row)])),
  );
}

test('ids are unique and match the indicators they make', () => {
  expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length);
  for (const indicator of INDICATORS) {
    expect(indicator.create().id).toBe(indicator.id);
    expect(indicator.create().parameters).toEqual(indicator.parameters);
  }
});

test.each(INDICATORS)('$id says what it is', (indicator) => {
  const { name, description, source } = indicator;
  expect(name.length).toBeGreaterThan(2);
  expect(description).toMatch(/^[A-Z0-9].*\.$/s);
  expect(source.length).toBeGreaterThan(5);
  const { outputs, warmUp, sparse } = indicator.create();
  expect(new Set(outputs).size).toBe(outputs.length);
  expect(warmUp.length).toBe(outputs.length);
  for (const output of sparse) expect(outputs).toContain(output);
});

describe.each(CASES)('$name', ({ create, series }) => {
  test.each(series)('streaming equals batch bit for bit on %s', (_, columns) => {
    const batch = computeIndicator(create(), columns);
    const stream = create();
    const wrong = (batch[0] as Float64Array).findIndex((__, row) => {
      const values = stream.update(rowAt(columns, stream, row));
      return !batch.every((column, output) => Object.is(values[output], column[row]));
    });
    expect(wrong).toBe(-1);
  });

  test.each(series)('blocks, save, restore and preview change nothing on %s', (name, columns) => {
    const length = lengthOf(columns);
    const batch = computeIndicator(create(), columns);
    const random = createRandom(`splits ${name}`);
    let indicator = create();
    const outputs = indicator.outputs.map(() => new Float64Array(length));
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + 1 + random.integer(random.next() < 0.5 ? 4 : 60));
      const previewed = indicator.preview(rowAt(columns, indicator, from));
      const row = from;
      expect(batch.every((column, output) => Object.is(previewed[output], column[row]))).toBe(true);
      indicator.process(columns, from, to, outputs);
      const state = indicator.save();
      indicator = create();
      indicator.restore(state);
      from = to;
    }
    expect(firstDifference(outputs, batch)).toBe(-1);
  });

  test.each(series)('the stated warm-up is the measured one, and numbers are finite on %s', (_, columns) => {
    const indicator = create();
    computeIndicator(indicator, columns).forEach((column, output) => {
      const warmUp = indicator.warmUp[output] as number;
      const name = indicator.outputs[output] as string;
      const sparse = indicator.sparse.includes(name);
      const wrong = column.findIndex((value, row) => {
        if (row < warmUp - 1) return !Number.isNaN(value);
        return !(Number.isFinite(value) || (sparse && Number.isNaN(value)));
      });
      expect({ output: name, warmUp, wrongRow: wrong }).toMatchObject({ wrongRow: -1 });
    });
  });

  test('a reset indicator starts again', () => {
    const columns = randomColumns('reset', 300);
    const indicator = create();
    const first = computeIndicator(indicator, columns);
    expect(firstDifference(computeIndicator(indicator, columns), first)).toBe(-1);
  });

  test('a state of another indicator is refused', () => {
    const state = create().save();
    expect(() => create().restore({ ...state, indicator: 'other()' })).toThrow(/cannot be restored/);
    expect(() => create().restore({ ...state, numbers: new Float64Array(9999) })).toThrow(/cannot be restored/);
  });

  test('bad rows are left out: NaN in that row, everything else as if it had not come', () => {
    const clean = randomColumns('bad rows', 400);
    const { reads } = create();
    const expected = computeIndicator(create(), clean);
    const random = createRandom('bad');
    const isBad = Array.from({ length: 480 }, (_, row) => row % 6 === 5 && row < 480);
    const good = isBad.flatMap((bad, row) => (bad ? [] : [row]));
    const bads = [Number.NaN, Infinity, -Infinity, 1e80];
    const broken = reads[random.integer(reads.length)] as string;
    const dirty = Object.fromEntries(
      Object.entries(clean).map(([name, values]) => {
        let next = 0;
        const fill = (bad: boolean, row: number): number => {
          if (!bad) return values[next++] as number;
          return name === broken ? (bads[row % bads.length] as number) : (values[next] as number);
        };
        return [name, Float64Array.from(isBad, fill)];
      }),
    );
    const outputs = computeIndicator(create(), dirty);
    for (const output of outputs) isBad.forEach((bad, row) => bad && expect(output[row]).toBeNaN());
    expect(firstDifference(expected, outputs, (row) => good[row] as number)).toBe(-1);
  });

  test.each([
    ['one row', (columns: NamedColumns) => changed(columns, (value) => value), 1],
    [
      'constant prices',
      (columns: NamedColumns) => changed(columns, (_, __, name) => (name === 'volume' ? 100 : 1.1)),
      700,
    ],
    [
      'zero volume',
      (columns: NamedColumns) => changed(columns, (value, _, name) => (/olume|ize/.test(name) ? 0 : value)),
      700,
    ],
    ['all zero', (columns: NamedColumns) => changed(columns, () => 0), 700],
    [
      'negative prices',
      (columns: NamedColumns) => changed(columns, (value, _, name) => (name === 'session' ? value : -value)),
      700,
    ],
    [
      'huge numbers',
      (columns: NamedColumns) => changed(columns, (value, _, name) => (name === 'session' ? value : value * 1e55)),
      700,
    ],
    [
      'tiny numbers',
      (columns: NamedColumns) => changed(columns, (value, _, name) => (name === 'session' ? value : value * 1e-300)),
      700,
    ],
    [
      'gaps of a thousand times',
      (columns: NamedColumns) =>
        changed(columns, (value, row) => (Math.floor(row / 50) % 2 === 0 ? value : value * 1000)),
      700,
    ],
  ] as const)('is never infinite on %s', (_, make, length) => {
    const columns = make(randomColumns('degenerate', length));
    const indicator = create();
    const outputs = computeIndicator(indicator, columns);
    outputs.forEach((column, output) => {
      const wrong = column.findIndex((value) => value === Infinity || value === -Infinity);
      expect({ output: indicator.outputs[output], wrong }).toMatchObject({ wrong: -1 });
    });
  });
});

test('an unknown parameter is named, with those that there are', () => {
  const rsi = INDICATORS.find(({ id }) => id === 'rsi');
  expect(() => rsi?.create({ length: 5 })).toThrow(/has no parameter length; it has period/);
});
