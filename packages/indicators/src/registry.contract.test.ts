import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { randomColumns, realColumns, rowAt, type NamedColumns } from './contract/columns.fixture.ts';
import { variantsOf } from './contract/variants.fixture.ts';
import { computeIndicator, INDICATORS, type AnyIndicator } from './index.ts';

const SERIES: readonly (readonly [string, NamedColumns])[] = [
  ['random 1', randomColumns('contract 1', 700)],
  ['random 2', randomColumns('contract 2', 700)],
];
const real = realColumns();
const ALL = real === undefined ? SERIES : [...SERIES, ['real', real] as const];
if (real === undefined) console.log('no ../shared/data/indicators: the contract runs on random series only');

/** The 61 candle patterns are one class with different rules: one series each will do. */
const CASES = INDICATORS.flatMap((indicator) =>
  variantsOf(indicator).map((parameters) => ({
    name: indicator.create(parameters).key,
    create: (): AnyIndicator => indicator.create(parameters),
    series: indicator.id.startsWith('cdl-') ? ALL.slice(-1) : ALL,
  })),
);

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
