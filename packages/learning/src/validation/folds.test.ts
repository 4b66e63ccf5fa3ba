import { createRandom } from '@pipwright/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertPurged, purgedKFolds, walkForwardFolds, type Fold } from './folds.ts';
import { rowRange, type SampleTimes } from './purge.ts';

/** Rows at irregular times, some equal, with labels of irregular length. */
const samples = fc
  .tuple(fc.integer({ min: 40, max: 300 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 60 }))
  .map(([rows, seed, lengthMax]): SampleTimes => {
    const random = createRandom(seed);
    let now = 0;
    const time = Float64Array.from({ length: rows }, () => (now += random.integer(4)));
    return { time, labelEnd: time.map((at) => at + random.integer(lengthMax + 1)) };
  });
const options = fc.record({
  folds: fc.integer({ min: 1, max: 5 }),
  embargoMs: fc.integer({ min: 0, max: 10 }),
  rolling: fc.boolean(),
});

/** Folds, or null where the rows do not allow them: nothing to check then. */
function foldsOrNull(make: () => Fold[]): Fold[] | null {
  try {
    return make();
  } catch (error) {
    expect(error).toMatchObject({ code: 'TOO_FEW_ROWS' });
    return null;
  }
}

/** Naive on purpose: every training row against every test row. */
function expectNoOverlap({ time, labelEnd }: SampleTimes, { train, test: tested }: Fold): void {
  for (const row of train) {
    for (const other of tested) {
      const apart =
        (labelEnd[row] as number) < (time[other] as number) || (time[row] as number) > (labelEnd[other] as number);
      if (!apart) expect.fail(`training row ${row} meets test row ${other}`);
    }
  }
}

test('walk-forward: purged, embargoed, and test periods are ordered, disjoint and cover the rest (property)', () => {
  let checked = 0;
  fc.assert(
    fc.property(samples, options, (times, { folds: count, embargoMs, rolling }) => {
      const window = rolling ? ({ kind: 'rolling', lengthMs: 120 } as const) : ({ kind: 'anchored' } as const);
      const folds = foldsOrNull(() =>
        walkForwardFolds(times, { folds: count, embargoMs, window, firstTrainFraction: 0.3, trainRowsMin: 1 }),
      );
      if (folds === null) return;
      checked++;
      const tested = folds.flatMap(({ test: rows }) => [...rows]);
      expect(tested).toEqual([...rowRange(tested[0] as number, times.time.length)]);
      expect(folds).toHaveLength(count);
      for (const fold of folds) {
        expectNoOverlap(times, fold);
        const begins = times.time[fold.test[0] as number] as number;
        for (const row of fold.train) {
          expect((times.labelEnd[row] as number) + embargoMs).toBeLessThan(begins);
          if (rolling) expect(times.time[row] as number).toBeGreaterThanOrEqual(begins - 120);
        }
        // Rows of equal time are on the same side.
        const before = (fold.test[0] as number) - 1;
        if (before >= 0) expect(times.time[before] as number).toBeLessThan(begins);
      }
      assertPurged(times, folds);
    }),
    { seed: 4, numRuns: 300 },
  );
  expect(checked).toBeGreaterThan(150);
});

test('k-fold: each row is tested once, and neither before nor after does a training label meet the test (property)', () => {
  let checked = 0;
  fc.assert(
    fc.property(samples, options, (times, { folds: count, embargoMs }) => {
      const folds = foldsOrNull(() => purgedKFolds(times, { folds: count + 1, embargoMs }));
      if (folds === null) return;
      checked++;
      expect(folds.flatMap(({ test: rows }) => [...rows])).toEqual([...rowRange(0, times.time.length)]);
      for (const fold of folds) {
        expectNoOverlap(times, fold);
        const last = fold.test.reduce((end, row) => Math.max(end, times.labelEnd[row] as number), 0);
        for (const row of fold.train) {
          if (row > (fold.test[0] as number)) expect(times.time[row] as number).toBeGreaterThan(last + embargoMs);
        }
      }
      assertPurged(times, folds);
    }),
    { seed: 5, numRuns: 300 },
  );
  expect(checked).toBeGreaterThan(150);
});

test('as many training rows are kept as purging allows', () => {
  const time = Float64Array.from({ length: 100 }, (_, row) => row * 10);
  const labelEnd = time.map((at) => at + 30);
  const [fold] = walkForwardFolds({ time, labelEnd }, { folds: 1, firstTrainFraction: 0.5, trainRowsMin: 1 });
  // The test begins at 500; the last label known before it belongs to row 46 (490), since row 47 ends at 500.
  expect(fold?.train).toEqual(rowRange(0, 47));
  expect(fold?.test).toEqual(rowRange(50, 100));
});

test('folds that are not purged are refused, with the rows that meet', () => {
  const time = Float64Array.from({ length: 10 }, (_, row) => row);
  const labelEnd = time.map((at) => at + 2);
  const overlapping = [{ train: rowRange(0, 5), test: rowRange(5, 10) }];
  expect(() => assertPurged({ time, labelEnd }, overlapping)).toThrow(
    'In fold 1 the label of training row 3 is formed inside the test period, which begins with row 5',
  );
  const between = [{ train: Uint32Array.of(5), test: Uint32Array.of(0, 1, 8, 9) }];
  expect(() => assertPurged({ time, labelEnd }, between)).not.toThrow();
});

test('what cannot be split is refused with its reason', () => {
  const time = Float64Array.from({ length: 50 }, (_, row) => row);
  expect(() => walkForwardFolds({ time, labelEnd: time }, { folds: 3 })).toThrow('Fold 1 of 3 needs at least 100 rows');
  expect(() => walkForwardFolds({ time, labelEnd: time }, { folds: 0 })).toThrow('folds is 0');
  const same = new Float64Array(50);
  expect(() => walkForwardFolds({ time: same, labelEnd: same }, { folds: 2, trainRowsMin: 1 })).toThrow('at least');
  expect(() => walkForwardFolds({ time, labelEnd: time.map((at) => at - 1) })).toThrow('the label of row 0 ends at -1');
  expect(() => walkForwardFolds({ time: time.toReversed(), labelEnd: time.map(() => 99) })).toThrow('row 1 is earlier');
});
