import { readFileSync } from 'node:fs';
import { createRandom } from '@pipwright/kernel';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeIndicator, INDICATORS, type Bar, type Bars } from './index.ts';

function barAt(bars: Bars, row: number): Bar {
  return {
    open: bars.open[row] as number,
    high: bars.high[row] as number,
    low: bars.low[row] as number,
    close: bars.close[row] as number,
    volume: bars.volume[row] as number,
  };
}

function allocate(length: number): Bars {
  const column = (): Float64Array => new Float64Array(length);
  return { open: column(), high: column(), low: column(), close: column(), volume: column() };
}

/** A walk in points around 1.1, with stretches in which nothing moves and bars without volume. */
function randomBars(seed: string, length: number): Bars {
  const random = createRandom(seed);
  const bars = allocate(length);
  let price = 110_000;
  for (let row = 0; row < length; row++) {
    const still = row % 97 > 80;
    const step = (): number => (still ? 0 : Math.round(random.normal() * 40));
    const open = price + Math.round(step() / 4);
    price = open + step();
    bars.open[row] = open / 1e5;
    bars.close[row] = price / 1e5;
    bars.high[row] = (Math.max(open, price) + Math.abs(step())) / 1e5;
    bars.low[row] = (Math.min(open, price) - Math.abs(step())) / 1e5;
    bars.volume[row] = random.next() < 0.1 ? 0 : random.integer(5000);
  }
  return bars;
}

function realBars(): Bars | undefined {
  const file = sharedData('indicators', 'quotes', 'default.csv');
  if (file === undefined) return undefined;
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const bars = allocate(rows.length);
  rows.forEach((text, row) => {
    const fields = text.split(',').map(Number);
    bars.open[row] = fields[1] as number;
    bars.high[row] = fields[2] as number;
    bars.low[row] = fields[3] as number;
    bars.close[row] = fields[4] as number;
    bars.volume[row] = fields[5] as number;
  });
  return bars;
}

const SERIES: readonly (readonly [string, Bars])[] = [
  ['random 1', randomBars('contract 1', 700)],
  ['random 2', randomBars('contract 2', 700)],
];
const real = realBars();
const ALL = real === undefined ? SERIES : [...SERIES, ['real', real] as const];
if (real === undefined) console.log('no ../shared/data/indicators: the contract runs on random series only');

/** Shorter periods than the defaults, so that splits fall before and after every warm-up. */
const VARIANTS: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>> = {
  macd: [{ fast: 3, slow: 7, signal: 4 }],
  kama: [{ period: 5, fast: 2, slow: 9 }],
  stochastic: [{ period: 5, smooth: 1, signal: 1 }],
  tsi: [{ slow: 5, fast: 3, signal: 2 }],
  keltner: [
    { period: 4, atrPeriod: 9 },
    { period: 9, atrPeriod: 2 },
  ],
};

const CASES = INDICATORS.flatMap((indicator) => {
  const short = 'period' in indicator.parameters ? [{ period: 2 }, { period: 7 }] : [];
  return [{}, ...(VARIANTS[indicator.id] ?? short)].map((parameters) => ({
    name: indicator.create(parameters).key,
    create: () => indicator.create(parameters),
  }));
});

test('ids are unique and match the indicators they make', () => {
  expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length);
  for (const indicator of INDICATORS) {
    expect(indicator.create().id).toBe(indicator.id);
    expect(indicator.create().parameters).toEqual(indicator.parameters);
  }
});

describe.each(CASES)('$name', ({ create }) => {
  test.each(ALL)('streaming equals batch bit for bit on %s', (_, bars) => {
    const batch = computeIndicator(create(), bars);
    const stream = create();
    const rows = Array.from(bars.close.keys());
    const wrong = rows.find((row) => {
      const values = stream.update(barAt(bars, row));
      return !batch.every((column, output) => Object.is(values[output], column[row]));
    });
    expect(wrong).toBeUndefined();
  });

  test.each(ALL)('blocks, save, restore and preview change nothing on %s', (name, bars) => {
    const { length } = bars.close;
    const batch = computeIndicator(create(), bars);
    const random = createRandom(`splits ${name}`);
    let indicator = create();
    const outputs = indicator.outputs.map(() => new Float64Array(length));
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + 1 + random.integer(random.next() < 0.5 ? 4 : 60));
      const previewed = indicator.preview(barAt(bars, from));
      const row = from;
      expect(batch.every((column, output) => Object.is(previewed[output], column[row]))).toBe(true);
      indicator.process(bars, from, to, outputs);
      const state = indicator.save();
      indicator = create();
      indicator.restore(state);
      from = to;
    }
    expect(outputs).toEqual(batch);
  });

  test.each(ALL)('the stated warm-up is the measured one, and numbers are finite on %s', (_, bars) => {
    const indicator = create();
    computeIndicator(indicator, bars).forEach((column, output) => {
      const warmUp = indicator.warmUp[output] as number;
      const wrong = column.findIndex((value, row) => Number.isFinite(value) !== row >= warmUp - 1);
      expect({ output: indicator.outputs[output], warmUp, wrongRow: wrong }).toMatchObject({ wrongRow: -1 });
    });
  });

  test('a reset indicator starts again', () => {
    const bars = randomBars('reset', 300);
    const indicator = create();
    const first = computeIndicator(indicator, bars);
    expect(computeIndicator(indicator, bars)).toEqual(first);
  });

  test('a state of another indicator is refused', () => {
    const state = create().save();
    expect(() => create().restore({ ...state, indicator: 'other()' })).toThrow(/cannot be restored/);
    expect(() => create().restore({ ...state, numbers: new Float64Array(1000) })).toThrow(/cannot be restored/);
  });
});

test('every indicator stands in the README with its parameters, outputs and warm-up', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const entry of INDICATORS) {
    const { id, name, group, parameters } = entry;
    const { outputs, warmUp } = entry.create();
    const given = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
    const made = outputs.map((output, index) => `${output} (${warmUp[index]})`);
    expect(readme).toContain(`| \`${id}\` | ${name} | ${group} | ${given.join(', ') || '–'} | ${made.join(', ')} |`);
  }
});
