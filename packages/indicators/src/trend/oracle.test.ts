import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('trend', [
  { id: 'sma', file: 'sma', fields: { sma: 'sma' } },
  { id: 'ema', file: 'ema', fields: { ema: 'ema' } },
  { id: 'wma', parameters: { period: 14 }, file: 'wma', fields: { wma: 'wma' } },
  { id: 'smma', file: 'smma', fields: { smma: 'smma' } },
  {
    id: 'dema',
    parameters: { period: 14 },
    file: 'dema',
    fields: { dema: 'dema' },
    except: (row) => row < 117,
  },
  { id: 'tema', file: 'tema', fields: { tema: 'tema' }, except: (row) => row < 213 },
  { id: 'hma', parameters: { period: 14 }, file: 'hma', fields: { hma: 'hma' } },
  { id: 'kama', file: 'kama', fields: { kama: 'kama', efficiency: 'er' }, except: (row) => row === 9 },
  { id: 'macd', file: 'macd', fields: { macd: 'macd', signal: 'signal', histogram: 'histogram' } },
  { id: 'adx', file: 'adx', fields: { adx: 'adx', plus: 'pdi', minus: 'mdi', dx: 'dx' } },
  {
    id: 'aroon',
    file: 'aroon',
    fields: { up: 'aroonUp', down: 'aroonDown', oscillator: 'oscillator' },
    except: (row) => row === 193 || row === 232,
  },
  { id: 'linear-regression', file: 'slope', fields: { slope: 'slope', rSquared: 'rSquared' } },
  { id: 'linear-regression', parameters: { period: 10 }, file: 'epma', fields: { value: 'epma' } },
  { id: 'vortex', file: 'vortex', fields: { plus: 'pvi', minus: 'nvi' } },
  { id: 'choppiness', file: 'chop', fields: { choppiness: 'chop' } },
  {
    id: 'donchian',
    file: 'donchian',
    fields: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand' },
    lag: 1,
  },
]);
