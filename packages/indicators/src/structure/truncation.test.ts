import { describe, expect, test } from 'vitest';
import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import type { AnyIndicator } from '../registry-entry.ts';
import { STRUCTURE } from './entries.ts';
import { createStructure } from './structure.fixture.ts';

const LENGTH = 900;
const CUTS = [40, 41, 137, 300, 301, 302, 555, 898];
const PAST = randomColumns('truncation', LENGTH);
const FUTURE = randomColumns('another future', LENGTH);

/** The rows up to and with `last` of one, and after that those of the other. */
function spliced(last: number): NamedColumns {
  const entries = Object.entries(PAST).map(([name, values]) => {
    const column = Float64Array.from(FUTURE[name] as Float64Array);
    column.set(values.subarray(0, last + 1));
    return [name, column];
  });
  return Object.fromEntries(entries) as NamedColumns;
}

function cut(last: number): NamedColumns {
  const entries = Object.entries(PAST).map(([name, values]) => [name, values.slice(0, last + 1)]);
  return Object.fromEntries(entries) as NamedColumns;
}

const WORLDS = CUTS.map((last) => ({ last, short: cut(last), other: spliced(last) }));

/** The first row in which two results differ; -1 where none does. */
function firstDifference(a: readonly Float64Array[], b: readonly Float64Array[], rows: number): number {
  for (let row = 0; row < rows; row++) {
    if (a.some((column, output) => !Object.is(column[row], b[output]?.[row]))) return row;
  }
  return -1;
}

describe.each(Object.keys(STRUCTURE))('%s', (id) => {
  // The default of the ZigZag is a far greater move than these bars make.
  const create = (): AnyIndicator => createStructure(id, id === 'zigzag' ? { percent: 0.2 } : {});
  const whole = computeIndicator(create(), PAST);

  test.each(WORLDS)('what it says up to row $last does not depend on later rows', ({ last, short, other }) => {
    expect(firstDifference(whole, computeIndicator(create(), short), last + 1)).toBe(-1);
    expect(firstDifference(whole, computeIndicator(create(), other), last + 1)).toBe(-1);
  });

  test('another future shows after the cut: the columns that were put in do matter', () => {
    const other = computeIndicator(create(), spliced(300));
    expect(firstDifference(whole, other, LENGTH)).toBeGreaterThan(300);
  });
});
