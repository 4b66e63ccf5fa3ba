import { createRandom } from '@pipwright/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaUnderCurve, RankedPredictions } from './area-under-curve.ts';
import { bootstrapIntervals } from './block-bootstrap.ts';
import { classificationMetrics, logLossOf } from './classification.ts';
import { calibrationError, reliabilityBins } from './reliability.ts';

test('the area under the curve is 0.75 on the example of scikit-learn’s roc_auc_score', () => {
  expect(areaUnderCurve(Float64Array.of(0, 0, 1, 1), Float64Array.of(0.1, 0.4, 0.35, 0.8))).toBe(0.75);
  expect(areaUnderCurve(Float64Array.of(1, 1), Float64Array.of(0.1, 0.2))).toBeNaN();
});

const rowsWithTies = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 5 })), {
  minLength: 2,
  maxLength: 40,
});

test('the area is the share of pairs in the right order, weights included (property)', () => {
  fc.assert(
    fc.property(rowsWithTies, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
      const random = createRandom(seed);
      const labels = Float64Array.from(rows, ([label]) => label);
      const scores = Float64Array.from(rows, ([, score]) => score / 5);
      const weights = Float64Array.from(rows, () => random.integer(4));
      let pairs = 0;
      let good = 0;
      for (const [i, label] of labels.entries()) {
        for (const [j, other] of labels.entries()) {
          if (label !== 1 || other !== 0) continue;
          const weight = (weights[i] as number) * (weights[j] as number);
          const [a, b] = [scores[i] as number, scores[j] as number];
          pairs += weight;
          good += weight * (a > b ? 1 : a === b ? 0.5 : 0);
        }
      }
      expect(areaUnderCurve(labels, scores)).toEqual(new RankedPredictions(labels, scores).area());
      const area = new RankedPredictions(labels, scores).area(weights);
      if (pairs === 0) expect(area).toBeNaN();
      else expect(area).toBeCloseTo(good / pairs, 12);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('figures of a small example, worked by hand', () => {
  const labels = Float64Array.of(1, 0, 1, 0);
  const metrics = classificationMetrics(labels, Float64Array.of(0.9, 0.2, 0.4, 0.6));
  // Likelier labels: 1, 0, 0, 1: one true and one false of each.
  expect(metrics).toMatchObject({ rows: 4, baseRate: 0.5, accuracy: 0.5, matthews: 0, auc: 0.75 });
  expect(metrics?.brier).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.36) / 4, 12);
  expect(metrics?.logLoss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.4) + Math.log(0.4)) / 4, 12);
  expect(classificationMetrics(new Float64Array(0), new Float64Array(0))).toBeNull();
});

test('what cannot be computed is null and certainty in error is finite', () => {
  const metrics = classificationMetrics(Float64Array.of(1, 1), Float64Array.of(0.7, 0.6));
  expect(metrics).toMatchObject({ auc: null, matthews: null, accuracy: 1 });
  expect(logLossOf(1, 0)).toBeCloseTo(34.54, 2);
  expect(logLossOf(0, 1)).toBeCloseTo(34.54, 1);
});

test('reliability bins hold equal numbers, keep equal probabilities together and cover every row', () => {
  const random = createRandom(1);
  const probabilities = Float64Array.from({ length: 1003 }, () => random.next());
  const labels = probabilities.map((probability) => Number(random.next() < probability));
  const bins = reliabilityBins(labels, probabilities);
  expect(bins).toHaveLength(10);
  expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(1003);
  for (const bin of bins) expect(Math.abs(bin.count - 100.3)).toBeLessThan(1);
  expect(calibrationError(bins)).toBeLessThan(0.06);
  const constant = reliabilityBins(labels, new Float64Array(1003).fill(0.5));
  expect(constant).toHaveLength(1);
  expect(calibrationError([{ predicted: 0.7, observed: 0.5, count: 3 }])).toBeCloseTo(0.2, 12);
});

test('a bootstrap interval holds one half for predictions of chance in about 95 of 100 samples', () => {
  let held = 0;
  for (let seed = 0; seed < 100; seed++) {
    const random = createRandom(`coverage ${seed}`);
    const labels = Float64Array.from({ length: 300 }, () => Number(random.next() < 0.5));
    const probabilities = Float64Array.from({ length: 300 }, () => random.next());
    const baselines = { even: new Float64Array(300).fill(0.5) };
    const request = { labels, probabilities, baselines, blockRows: 5, resamples: 200, level: 0.95, random };
    const { auc, over } = bootstrapIntervals(request);
    if (auc !== null && auc.low <= 0.5 && auc.high >= 0.5) held++;
    expect(over.even.brier.low).toBeLessThanOrEqual(over.even.brier.estimate);
    expect(over.even.brier.high).toBeGreaterThanOrEqual(over.even.brier.estimate);
  }
  expect(held).toBeGreaterThanOrEqual(88);
});

test('overlapping labels widen the interval when blocks are as long as they overlap', () => {
  const random = createRandom(9);
  // Each label and prediction is repeated 20 times: 50 independent observations, not 1000.
  const draw = Float64Array.from({ length: 50 }, () => Number(random.next() < 0.5));
  const score = Float64Array.from({ length: 50 }, () => random.next());
  const repeat = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: 1000 }, (_, row) => values[Math.floor(row / 20)] as number);
  const widthOf = (blockRows: number): number => {
    const { auc } = bootstrapIntervals({
      labels: repeat(draw),
      probabilities: repeat(score),
      baselines: {},
      blockRows,
      resamples: 300,
      level: 0.95,
      random: createRandom(10),
    });
    return (auc?.high ?? 0) - (auc?.low ?? 0);
  };
  expect(widthOf(40)).toBeGreaterThan(2.5 * widthOf(1));
});
