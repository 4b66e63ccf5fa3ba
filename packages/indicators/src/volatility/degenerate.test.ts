import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { describeDegenerate } from '../contract/degenerate.fixture.ts';
import { outputOf } from '../contract/direct-formula.fixture.ts';

describeDegenerate('volatility', {
  'true-range': 0,
  atr: 0,
  natr: 0,
  'atr-rank': 50,
  squeeze: 0,
  'chaikin-volatility': 0,
  'historical-volatility': 0,
  'volatility-rank': 50,
  'realised-volatility': 0,
  'bipower-variation': 0,
  'ewma-volatility': 0,
  parkinson: 0,
  'garman-klass': 0,
  'rogers-satchell': 0,
  'yang-zhang': 0,
  'relative-volatility': 50,
  'ulcer-index': 0,
  'keltner-simple': 'price',
  'starc-bands': 'price',
  'standard-error-bands': 'price',
  'price-channel': 'price',
  'acceleration-bands': 'price',
});

test.each([
  ['historical-volatility', 'volatility', 20],
  ['realised-volatility', 'volatility', 24],
  ['bipower-variation', 'bipower', 24],
  ['rogers-satchell', 'volatility', 23],
  ['yang-zhang', 'volatility', 24],
])('a price that is not positive is NaN in %s while its window holds it, and no longer', (id, output, later) => {
  const columns = randomColumns('one bad price', 300);
  (columns['close'] as Float64Array)[150] = -1;
  const ours = outputOf(columns, id, output);
  const gone = ours.findIndex((value, row) => row > 150 && !Number.isNaN(value));
  expect(ours.slice(100, 150).every((value) => value > 0)).toBe(true);
  expect(ours.slice(150, 150 + later + 1).every((value) => Number.isNaN(value))).toBe(true);
  expect(gone).toBe(150 + later + 1);
});
