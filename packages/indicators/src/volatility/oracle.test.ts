import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('volatility', [
  { id: 'true-range', file: 'tr', fields: { trueRange: 'tr' } },
  { id: 'atr', file: 'atr', fields: { atr: 'atr', percent: 'atrp' } },
  {
    id: 'standard-deviation',
    file: 'stdev',
    fields: { deviation: 'stdDev', mean: 'mean', zScore: 'zScore' },
  },
  {
    id: 'bollinger',
    file: 'bb',
    fields: { middle: 'sma', upper: 'upperBand', lower: 'lowerBand', percentB: 'percentB', width: 'width' },
  },
  {
    id: 'keltner',
    file: 'keltner',
    fields: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand', width: 'width' },
  },
  { id: 'price-channel', file: 'donchian', fields: { upper: 'upperBand', lower: 'lowerBand', middle: 'centerline' } },
  { id: 'natr', file: 'atr', fields: { natr: 'atrp' } },
]);
