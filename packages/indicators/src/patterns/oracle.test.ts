import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('patterns', [
  { id: 'doji', file: 'doji', fields: { doji: 'match' } },
  { id: 'marubozu', file: 'marubozu', fields: { marubozu: 'match' } },
]);
