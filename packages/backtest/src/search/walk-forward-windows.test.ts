import { isoTime, utcMs, type EpochMs } from '@pipwright/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addLength, walkForwardWindows, type CalendarLength, type WindowOptions } from './walk-forward-windows.ts';

const range = (from: [number, number, number], to: [number, number, number]) => ({
  from: utcMs(...from),
  to: utcMs(...to),
});
const day = (time: number): string => isoTime(time).slice(0, 10);
const shown = (options: WindowOptions): string[] =>
  walkForwardWindows(options).map(
    ({ train, test: part }) => `${day(train.from)} ${day(train.to)} | ${day(part.from)} ${day(part.to)}`,
  );
const months = (count: number): CalendarLength => ({ count, unit: 'month' });

describe('windows of a walk-forward', () => {
  const year = range([2020, 1, 1], [2021, 1, 1]);

  test('anchored: training grows from the start', () => {
    expect(shown({ range: year, mode: 'anchored', train: months(6), test: months(2) })).toEqual([
      '2020-01-01 2020-07-01 | 2020-07-01 2020-09-01',
      '2020-01-01 2020-09-01 | 2020-09-01 2020-11-01',
      '2020-01-01 2020-11-01 | 2020-11-01 2021-01-01',
    ]);
  });

  test('rolling: training moves along', () => {
    expect(shown({ range: year, mode: 'rolling', train: months(6), test: months(2) })).toEqual([
      '2020-01-01 2020-07-01 | 2020-07-01 2020-09-01',
      '2020-03-01 2020-09-01 | 2020-09-01 2020-11-01',
      '2020-05-01 2020-11-01 | 2020-11-01 2021-01-01',
    ]);
  });

  test('a gap between training and test, and a last test of which most is there', () => {
    const gap = { purgeMs: 2 * 86_400_000, embargoMs: 3 * 86_400_000 };
    expect(shown({ range: year, mode: 'rolling', train: months(6), test: months(2), ...gap })).toEqual([
      '2020-01-01 2020-07-01 | 2020-07-06 2020-09-06',
      '2020-03-01 2020-09-01 | 2020-09-06 2020-11-06',
      '2020-05-01 2020-11-01 | 2020-11-06 2021-01-01',
    ]);
  });

  test('a last test of which little is there is left out', () => {
    expect(shown({ range: year, mode: 'anchored', train: months(9), test: { count: 10, unit: 'week' } })).toEqual([
      '2020-01-01 2020-10-01 | 2020-10-01 2020-12-10',
    ]);
  });

  test('steps that are longer than a test leave time out', () => {
    expect(shown({ range: year, mode: 'rolling', train: months(3), test: months(1), step: months(4) })).toEqual([
      '2020-01-01 2020-04-01 | 2020-04-01 2020-05-01',
      '2020-05-01 2020-08-01 | 2020-08-01 2020-09-01',
      '2020-09-01 2020-12-01 | 2020-12-01 2021-01-01',
    ]);
  });

  test.each([
    [{ train: months(12), test: months(2) }, 'WALK_FORWARD_TOO_SHORT'],
    [{ train: months(0), test: months(2) }, 'SEARCH_SETTING'],
    [{ train: months(3), test: months(2), step: months(1) }, 'SEARCH_SETTING'],
    [{ train: months(3), test: months(2), purgeMs: -1 }, 'SEARCH_SETTING'],
  ])('%j is refused: %s', (lengths, code) => {
    expect(() => walkForwardWindows({ range: year, mode: 'rolling', ...lengths })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test('says in days what is missing', () => {
    const short = { range: year, mode: 'rolling', train: { count: 2, unit: 'year' }, test: months(1) } as const;
    expect(() => walkForwardWindows(short)).toThrow(
      'The range holds 366 days, too few for one fold of training (2 years), gap and test (1 month).',
    );
  });

  test('whatever the lengths: no test is seen by a training before it, and tests neither overlap nor leave a gap (seed 31)', () => {
    const length = fc.record({ count: fc.integer({ min: 1, max: 5 }), unit: fc.constantFrom('week', 'month') });
    fc.assert(
      fc.property(
        length,
        length,
        fc.constantFrom('anchored', 'rolling'),
        fc.nat(9e8),
        fc.nat(1e11),
        (train, part, mode, gap, offset) => {
          const from = (utcMs(2018, 1, 1) + offset) as EpochMs;
          const options = { range: { from, to: utcMs(2023, 5, 17) }, mode, train, test: part, purgeMs: gap } as const;
          const windows = walkForwardWindows(options);
          for (const [fold, window] of windows.entries()) {
            expect(window.train.to + gap).toBe(window.test.from);
            expect(window.test.from).toBeLessThan(window.test.to);
            expect(window.test.to).toBeLessThanOrEqual(options.range.to);
            expect(window.test.from).toBe(windows[fold - 1]?.test.to ?? window.test.from);
            expect(window.train.from).toBeGreaterThanOrEqual(from);
          }
        },
      ),
      { seed: 31, numRuns: 300 },
    );
  });
});

describe('lengths by the calendar', () => {
  test.each([
    [[2021, 1, 31, 22, 30], months(1), '2021-02-28T22:30'],
    [[2020, 1, 31], months(1), '2020-02-29T00:00'],
    [[2020, 11, 30], months(3), '2021-02-28T00:00'],
    [[2020, 2, 29], { count: 1, unit: 'year' }, '2021-02-28T00:00'],
    [[2020, 12, 31], { count: 2, unit: 'week' }, '2021-01-14T00:00'],
    [[2020, 12, 31, 1], { count: 1, unit: 'day' }, '2021-01-01T01:00'],
  ] as const)('%j and %j', (from, length, expected) => {
    expect(isoTime(addLength(utcMs(...(from as [number, number, number])), length))).toContain(expected);
  });
});
