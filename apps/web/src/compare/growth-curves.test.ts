import { expect, it } from 'vitest';
import { comparisonFixture } from '../../fixtures/comparison-fixture.ts';
import { curvePoints, lastPoints } from './growth-curves.ts';

const [run] = comparisonFixture().runs;

it('measures growth from one unit, and the fall from the highest value so far', () => {
  const points = curvePoints([
    { ...run!, letter: 'A', growth: { time: [1, 2, 3], value: [1.1, 0.55, 1.1] } },
    { ...run!, letter: 'B', growth: { time: [1], value: [0.9] } },
  ]);
  expect(points.map(({ letter, fall }) => [letter, Number(fall.toFixed(9))])).toEqual([
    ['A', 0],
    ['A', -0.5],
    ['A', 0],
    ['B', -0.1],
  ]);
  expect(points[0]?.growth).toBeCloseTo(0.1, 12);
  expect(lastPoints(points).map(({ letter, time }) => [letter, time.getTime()])).toEqual([
    ['A', 3],
    ['B', 1],
  ]);
});
