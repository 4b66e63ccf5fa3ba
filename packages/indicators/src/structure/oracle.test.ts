import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { realColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { describeOracle } from '../contract/oracle.fixture.ts';
import { outputsOf } from './structure.fixture.ts';

type Field = number | string | null;
type Row = Readonly<Record<string, Field>>;

const RIGHT = 2;

describeOracle('structure', [
  {
    id: 'fractals',
    file: 'fractal',
    fields: { high: 'fractalBear', low: 'fractalBull' },
    // Ours comes two rows later than the file's, which has it at the fractal itself.
    lag: -RIGHT,
    except: (row) => row >= 500,
    numbersMin: 63,
  },
]);

const indicators = sharedData('indicators');
const lean = sharedData('lean');
if (indicators === undefined) console.log('no ../shared/data/indicators: pivots and ZigZag are not compared');
if (lean === undefined) console.log('no ../shared/data/lean: ZigZag is not compared with LEAN');

function expected(file: string): Row[] {
  return JSON.parse(readFileSync(`${indicators}/results/${file}.standard.json`, 'utf8')) as Row[];
}

function at(columns: NamedColumns, name: string, row: number): number {
  return columns[name]?.[row] as number;
}

/** The turning points that were confirmed, each as row, price and kind. */
function turningPoints(zigzag: NamedColumns): string[] {
  const points = new Set<string>();
  (zigzag['turn'] as Float64Array).forEach((price, row) => {
    if (!Number.isNaN(price)) points.add(`${row - at(zigzag, 'turnBars', row)} ${price} ${at(zigzag, 'type', row)}`);
  });
  return [...points];
}

describe.skipIf(indicators === undefined)('structure: values from outside that look ahead', () => {
  const real = realColumns() as NamedColumns;

  test.each([
    ['high', 1, 0],
    ['low', 2, 3],
  ] as const)('pivots: points, trends and lines of the %ss follow from what was confirmed', (side, rising, falling) => {
    const rows = expected('pivots');
    const ours = outputsOf('pivots', {}, real);
    // The file's trend of highs is 0 for higher and 1 for lower ones, of lows 2 for higher and 3 for lower ones.
    const [higher, lower] = side === 'high' ? [0, 1] : [rising, falling];
    const line: Field[] = rows.map(() => null);
    const trend: Field[] = rows.map(() => null);
    let last = -1;
    for (let row = RIGHT; row < rows.length; row++) {
      const point = at(ours, `${side}Point`, row);
      const pivot = row - RIGHT;
      if (Number.isNaN(point)) {
        expect(rows[pivot]?.[`${side}Point`]).toBeNull();
        continue;
      }
      expect(point).toBe(rows[pivot]?.[`${side}Point`]);
      const direction = at(ours, `${side}Trend`, row);
      if (Math.abs(direction) === 1) {
        const slope = (at(ours, `${side}Line`, row) - point) / RIGHT;
        line[last] = point - slope * (pivot - last);
        for (let each = last + 1; each <= pivot; each++) {
          line[each] = point - slope * (pivot - each);
          trend[each] = direction === 1 ? higher : lower;
        }
      }
      last = pivot;
    }
    expect(trend.filter((each) => each !== null).length).toBeGreaterThan(350);
    rows.forEach((row, index) => {
      expect({ index, trend: trend[index] }).toEqual({ index, trend: row[`${side}Trend`] });
      const theirs = row[`${side}Line`] ?? null;
      if (theirs === null) expect({ index, line: line[index] }).toEqual({ index, line: null });
      else expect(Math.abs(Number(line[index]) / Number(theirs) - 1)).toBeLessThan(1e-9);
    });
  });

  test('ZigZag of closes: the same turning points', () => {
    const theirs = expected('zigzag').flatMap(({ zigZag, pointType }, row) =>
      pointType === null ? [] : [`${row} ${zigZag} ${pointType === 'H' ? 1 : -1}`],
    );
    const ours = turningPoints(outputsOf('zigzag', { percent: 5, closes: 1 }, real));
    expect(theirs).toHaveLength(10);
    // The library does not name the point at which its first leg begins.
    expect(ours[0]).toBe('0 212.8 -1');
    expect(ours.slice(1)).toEqual(theirs);
  });

  test('floor pivots over calendar months', () => {
    const lines = readFileSync(`${indicators}/quotes/default.csv`, 'utf8').trim().split(/\r?\n/).slice(1);
    const session = Float64Array.from(lines, (line) => Number(line.slice(0, 7).replace('-', '')));
    const ours = outputsOf('floor-pivots', {}, { ...real, session });
    const fields = { pivot: 'pp', s1: 's1', s2: 's2', s3: 's3', r1: 'r1', r2: 'r2', r3: 'r3' };
    let numbers = 0;
    expected('pivot-points').forEach((row, index) => {
      for (const [output, field] of Object.entries(fields)) {
        const theirs = row[field] ?? null;
        const value = at(ours, output, index);
        if (theirs === null) expect(value).toBeNaN();
        else
          expect({ output, index, value: value / Number(theirs) }).toMatchObject({
            value: expect.closeTo(1, 9) as number,
          });
        if (theirs !== null) numbers++;
      }
    });
    expect(numbers).toBe(482 * 7);
  });
});

describe.skipIf(lean === undefined)('structure: ZigZag of LEAN', () => {
  test('highs and lows, 5 %, at least 10 bars', () => {
    const file = readFileSync(`${lean}/indicator-references/spy_zigzag.csv`, 'utf8');
    const rows = file
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    const column = (field: number): Float64Array => Float64Array.from(rows, (row) => Number(row[field]));
    const columns = { open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
    const theirs = rows.flatMap((row, index) =>
      row[6] === '' ? [] : [`${index} ${row[6]} ${row[7] === 'High' ? 1 : -1}`],
    );
    const ours = turningPoints(outputsOf('zigzag', { percent: 5, minimumBars: 10 }, columns));
    expect(theirs).toHaveLength(15);
    // LEAN starts with a low at the first bar and lets it fall; ours finds the high before that fall.
    expect(ours[0]).toBe('1 984400 1');
    expect(ours.slice(1)).toEqual(theirs);
  });
});
