import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('momentum', [
  { id: 'rsi', file: 'rsi', fields: { rsi: 'rsi' } },
  { id: 'roc', parameters: { period: 14 }, file: 'roc', fields: { roc: 'roc', momentum: 'momentum' } },
  { id: 'stochastic', file: 'stoch', fields: { k: 'oscillator', d: 'signal' } },
  { id: 'williams-r', file: 'willr', fields: { williamsR: 'williamsR' } },
  { id: 'cci', file: 'cci', fields: { cci: 'cci' } },
  { id: 'tsi', file: 'tsi', fields: { tsi: 'tsi', signal: 'signal' } },
]);
