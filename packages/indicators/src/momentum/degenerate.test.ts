import { describeDegenerate } from '../contract/degenerate.fixture.ts';

const CENTRE_50 = ['rsi', 'stoch-rsi', 'stochastic', 'stochastic-fast', 'kdj', 'ultimate', 'percent-rank'] as const;
const CENTRE_0 = [
  'roc',
  'log-return',
  'cci',
  'cmo',
  'momentum',
  'tsi',
  'smi',
  'awesome',
  'accelerator',
  'fisher',
  'relative-vigor',
  'bop',
  'pmo',
  'coppock',
  'streak',
  'cyber-cycle',
  'roofing-filter',
  'wave-trend',
] as const;

describeDegenerate('momentum', {
  ...Object.fromEntries(CENTRE_50.map((id) => [id, 50])),
  ...Object.fromEntries(CENTRE_0.map((id) => [id, 0])),
  'laguerre-rsi': 50,
  'relative-momentum': 50,
  'intraday-momentum': 50,
  'williams-r': -50,
});
