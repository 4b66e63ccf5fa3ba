import { expect, test } from 'vitest';
import { INDICATOR_INFOS } from '../../../fixtures/indicator-fixture.ts';
import { findIndicators } from './find-indicators.ts';

const ids = (typed: string): string[] => findIndicators(INDICATOR_INFOS, typed).map(({ id }) => id);

test('everything is shown until something is typed', () => {
  expect(ids(' ')).toEqual(['sma', 'bollinger', 'momentum']);
});

test.each([
  ['mom', ['momentum']],
  ['moving average', ['sma', 'bollinger']],
  ['BANDS volatility', ['bollinger']],
  ['close', ['sma', 'momentum']],
  ['nothing of the kind', []],
])('%j finds %j', (typed, expected) => {
  expect(ids(typed)).toEqual(expected);
});
