import { entry } from '../registry-entry.ts';
import { TrueRange } from './true-range.ts';
import { Atr } from './atr.ts';
import { StandardDeviation } from './standard-deviation.ts';
import { Bollinger } from './bollinger.ts';
import { Keltner } from './keltner.ts';
import { Parkinson } from './parkinson.ts';
import { GarmanKlass } from './garman-klass.ts';

/** The volatility indicators of the registry. */
export const VOLATILITY = {
  'true-range': entry({
    id: 'true-range',
    name: 'True range',
    group: 'volatility',
    pane: 'own',
    parameters: {},
    description: '',
    source: '',
    make: () => new TrueRange(),
  }),
  atr: entry({
    id: 'atr',
    name: 'Average true range',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Atr(options),
  }),
  'standard-deviation': entry({
    id: 'standard-deviation',
    name: 'Standard deviation, mean, z-score',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new StandardDeviation(options),
  }),
  bollinger: entry({
    id: 'bollinger',
    name: 'Bollinger bands, %B, width',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 20, deviations: 2 },
    description: '',
    source: '',
    make: (options) => new Bollinger(options),
  }),
  keltner: entry({
    id: 'keltner',
    name: 'Keltner channel',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 20, multiple: 2, atrPeriod: 10 },
    description: '',
    source: '',
    make: (options) => new Keltner(options),
  }),
  parkinson: entry({
    id: 'parkinson',
    name: 'Parkinson volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description: '',
    source: '',
    make: (options) => new Parkinson(options),
  }),
  'garman-klass': entry({
    id: 'garman-klass',
    name: 'Garman-Klass volatility',
    group: 'volatility',
    pane: 'own',
    parameters: { period: 24 },
    description: '',
    source: '',
    make: (options) => new GarmanKlass(options),
  }),
} as const;
