import { entry } from '../registry-entry.ts';
import { Rsi } from './rsi.ts';
import { Roc } from './roc.ts';
import { LogReturn } from './log-return.ts';
import { Stochastic } from './stochastic.ts';
import { WilliamsR } from './williams-r.ts';
import { Cci } from './cci.ts';
import { Tsi } from './tsi.ts';
import { Streak } from './streak.ts';

/** The momentum indicators of the registry. */
export const MOMENTUM = {
  rsi: entry({
    id: 'rsi',
    name: 'Relative strength index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Rsi(options),
  }),
  roc: entry({
    id: 'roc',
    name: 'Rate of change and momentum',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Roc(options),
  }),
  'log-return': entry({
    id: 'log-return',
    name: 'Log return',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 1 },
    description: '',
    source: '',
    make: (options) => new LogReturn(options),
  }),
  stochastic: entry({
    id: 'stochastic',
    name: 'Stochastic oscillator',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14, smooth: 3, signal: 3 },
    description: '',
    source: '',
    make: (options) => new Stochastic(options),
  }),
  'williams-r': entry({
    id: 'williams-r',
    name: 'Williams %R',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new WilliamsR(options),
  }),
  cci: entry({
    id: 'cci',
    name: 'Commodity channel index',
    group: 'momentum',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Cci(options),
  }),
  tsi: entry({
    id: 'tsi',
    name: 'True strength index',
    group: 'momentum',
    pane: 'own',
    parameters: { slow: 25, fast: 13, signal: 7 },
    description: '',
    source: '',
    make: (options) => new Tsi(options),
  }),
  streak: entry({
    id: 'streak',
    name: 'Rises or falls in a row',
    group: 'momentum',
    pane: 'own',
    parameters: {},
    description: '',
    source: '',
    make: (options) => new Streak(options),
  }),
} as const;
