import { createRandom } from '@pipwright/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationError, reliabilityBins } from '../metrics/reliability.ts';
import { CALIBRATION_KINDS } from './calibrator.ts';
import { calibratorFromJSON, fitCalibrator } from './fit-calibrator.ts';

/** Probabilities that are three times too sure in log-odds, and labels that follow the right ones. */
function overconfident(rows: number, seed: number): { raw: Float64Array; labels: Float64Array } {
  const random = createRandom(seed);
  const scores = Float64Array.from({ length: rows }, () => random.normal() * 0.7 + 0.2);
  const labels = scores.map((score) => Number(random.next() < 1 / (1 + Math.exp(-score))));
  return { raw: scores.map((score) => 1 / (1 + Math.exp(-3 * score))), labels };
}

test.each(['platt', 'isotonic'] as const)('%s makes probabilities come true on rows it has not seen', (kind) => {
  const { raw, labels } = overconfident(6000, 1);
  const calibrator = fitCalibrator(kind, raw, labels);
  const later = overconfident(6000, 2);
  const errorOf = (probabilities: Float64Array): number =>
    calibrationError(reliabilityBins(later.labels, probabilities));
  expect(errorOf(later.raw)).toBeGreaterThan(0.1);
  expect(errorOf(later.raw.map((probability) => calibrator.apply(probability)))).toBeLessThan(0.03);
});

test('Platt’s slope and offset are those that were planted', () => {
  const { raw, labels } = overconfident(50_000, 3);
  const { slope, offset } = fitCalibrator('platt', raw, labels).toJSON();
  expect(slope).toBeCloseTo(1 / 3, 1);
  expect(offset).toBeCloseTo(0, 1);
});

test('a model that is wrong more often than right is not turned around', () => {
  const { raw, labels } = overconfident(3000, 4);
  const inverted = raw.map((probability) => 1 - probability);
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  for (const kind of ['platt', 'isotonic'] as const) {
    const calibrator = fitCalibrator(kind, inverted, labels);
    for (const probability of [0.05, 0.5, 0.95]) {
      expect(Math.abs(calibrator.apply(probability) - base)).toBeLessThan(0.12);
    }
  }
});

test('isotonic pools to the known answer', () => {
  const raw = Float64Array.from({ length: 12 }, (_, row) => row / 12);
  const labels = Float64Array.of(0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1);
  const calibrator = fitCalibrator('isotonic', raw, labels);
  const fitted = [...raw].map((probability) => calibrator.apply(probability));
  const margin = 1 / 14;
  const [third, half, threeQuarters] = [1 / 3, 1 / 2, 3 / 4];
  const expected = [margin, margin, third, third, third, half, half, threeQuarters, threeQuarters];
  [...expected, threeQuarters, threeQuarters, 1 - margin].forEach((value, row) => {
    expect(fitted[row]).toBeCloseTo(value, 12);
  });
});

test('calibration never changes an order, stays a probability and survives a save to the bit (property)', () => {
  const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 10, maxLength: 80 }),
      fc.constantFrom(...CALIBRATION_KINDS),
      (rows, kind) => {
        const raw = Float64Array.from(rows, ([probability]) => probability);
        const calibrator = fitCalibrator(
          kind,
          raw,
          Float64Array.from(rows, ([, label]) => label),
        );
        const loaded = calibratorFromJSON(JSON.parse(JSON.stringify(calibrator)));
        let previous = 0;
        for (const probability of raw.toSorted()) {
          const value = calibrator.apply(probability);
          expect(value).toBeGreaterThanOrEqual(previous - 1e-12);
          expect(value).toBeLessThanOrEqual(1);
          expect(loaded.apply(probability)).toBe(value);
          previous = value;
        }
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});

test('documents that would not be calibrators are refused', () => {
  const good = fitCalibrator('isotonic', overconfident(50, 5).raw, overconfident(50, 5).labels).toJSON();
  expect(() => calibratorFromJSON({ ...good, from: good['to'], to: good['from'] })).toThrow('calibrator.');
  expect(() => calibratorFromJSON({ kind: 'platt', slope: -1, offset: 0 })).toThrow('calibrator.slope is -1');
  expect(() => calibratorFromJSON({ kind: 'beta' })).toThrow('calibrator.kind is not one of');
  expect(() => calibratorFromJSON(null)).toThrow('calibrator is not an object');
  expect(() => fitCalibrator('platt', new Float64Array(3), new Float64Array(3))).toThrow('at least 10 rows');
});
