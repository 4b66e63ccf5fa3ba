import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('momentum', [
  { id: 'rsi', file: 'rsi', fields: { rsi: 'rsi' } },
  { id: 'roc', parameters: { period: 14 }, file: 'roc', fields: { roc: 'roc', momentum: 'momentum' } },
  { id: 'momentum', parameters: { period: 14 }, file: 'roc', fields: { momentum: 'momentum' } },
  { id: 'stochastic', file: 'stoch', fields: { k: 'oscillator', d: 'signal' } },
  { id: 'williams-r', file: 'willr', fields: { williamsR: 'williamsR' } },
  { id: 'cci', file: 'cci', fields: { cci: 'cci' } },
  { id: 'tsi', file: 'tsi', fields: { tsi: 'tsi', signal: 'signal' } },
  { id: 'stoch-rsi', parameters: { smooth: 1 }, file: 'stoch-rsi', fields: { k: 'stochRsi', d: 'signal' } },
  { id: 'connors-rsi', file: 'crsi', fields: { connorsRsi: 'connorsRsi', rsi: 'rsi' } },
  // They show the RSI of the streak from row 4 on, we from its first value on.
  { id: 'connors-rsi', file: 'crsi', fields: { streakRsi: 'rsiStreak' }, except: (row) => row === 2 || row === 3 },
  // They rank the change of row 100 among 99 others, though in percent of 100.
  { id: 'connors-rsi', file: 'crsi', fields: { percentRank: 'percentRank' }, except: (row) => row === 100 },
  { id: 'smi', file: 'smi', fields: { smi: 'smi', signal: 'signal' } },
  { id: 'cmo', file: 'cmo', fields: { cmo: 'cmo' } },
  { id: 'awesome', file: 'awesome', fields: { oscillator: 'oscillator', percent: 'normalized' } },
  { id: 'bop', file: 'bop', fields: { bop: 'bop' } },
  { id: 'pmo', file: 'pmo', fields: { pmo: 'pmo', signal: 'signal' } },
]);
