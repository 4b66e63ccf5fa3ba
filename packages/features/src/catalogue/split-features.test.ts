import { TIMEFRAMES } from '@pipwright/model';
import { expect, test } from 'vitest';
import { featureSet } from './catalogue.ts';
import { splitFeatures } from './split-features.ts';

test.each(TIMEFRAMES)('every feature over %s stands in one part, in the order of the catalogue', (timeframe) => {
  const names = featureSet(timeframe).entries.map(({ name }) => name);
  for (const parts of [1, 2, 3, 7]) {
    const split = splitFeatures(timeframe, parts);
    expect(split).toHaveLength(parts);
    expect(split.flat().toSorted()).toEqual(names.toSorted());
    for (const part of split) expect(part).toEqual(names.filter((name) => part.includes(name)));
  }
});

test('features of one indicator stand together', () => {
  const [first = [], second = []] = splitFeatures('M1', 2);
  const stochastic = (part: readonly string[]): boolean => part.includes('stochastic_k_14');
  const part = stochastic(first) ? first : second;
  expect(part).toContain('stochastic_k_d_14');
});
