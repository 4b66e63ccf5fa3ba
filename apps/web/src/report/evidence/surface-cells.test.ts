import { expect, it } from 'vitest';
import { objectiveWords, scoreText } from './objective.ts';
import { placeOnAxis, surfaceCells } from './surface-cells.ts';

it('finds a value in the bin whose middle is nearest, on the scale of the axis', () => {
  expect(placeOnAxis([101, 154, 207, 260], 170)).toBe(1);
  expect(placeOnAxis([10, 20, 30], 20)).toBe(1);
  // Of bins that double, the border is at the root of the product: 14.1 between 10 and 20.
  expect(placeOnAxis([10, 20, 40, 80], 14.5)).toBe(1);
  expect(placeOnAxis([10, 20, 40, 80], 13.5)).toBe(0);
});

it('finds words only where they are', () => {
  expect(placeOnAxis(['opposite', 'time'], 'time')).toBe(1);
  expect(placeOnAxis(['opposite', 'time'], 'never')).toBe(-1);
  expect(placeOnAxis(['opposite', 3], 4)).toBe(-1);
  expect(placeOnAxis([1, 2], undefined)).toBe(-1);
});

it('marks the cell in which the chosen parameters lie', () => {
  const surface = {
    x: { name: 'fast', values: [5, 10] },
    y: { name: 'slow', values: [20, 40] },
    score: [
      [0.1, null],
      [0.3, 0.2],
    ],
  };
  const cells = surfaceCells(
    surface,
    new Map([
      ['fast', 6],
      ['slow', 39],
    ]),
  );
  expect(cells.filter(({ chosen }) => chosen)).toEqual([{ x: '5', y: '40', score: 0.3, chosen: true }]);
  expect(surfaceCells(surface, new Map([['fast', 6]])).some(({ chosen }) => chosen)).toBe(false);
});

it('writes scores in the unit of what was looked for', () => {
  const money = { currency: 'USD', minorDigits: 2 };
  expect(scoreText('net-profit', 123_456, money, 'always')).toBe('+1,234.56');
  expect(scoreText('sharpe', -0.314, money)).toBe('−0.31');
  expect(scoreText('sharpe', null, money)).toBe('N/A');
  expect([objectiveWords('sharpe'), objectiveWords('some-new-one')]).toEqual(['Sharpe ratio', 'Some new one']);
});
