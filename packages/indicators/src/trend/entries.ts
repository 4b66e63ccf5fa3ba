import { entry } from '../registry-entry.ts';
import { Sma } from './sma.ts';
import { Ema } from './ema.ts';
import { Wma } from './wma.ts';
import { Smma } from './smma.ts';
import { Dema } from './dema.ts';
import { Tema } from './tema.ts';
import { Hma } from './hma.ts';
import { Kama } from './kama.ts';
import { Macd } from './macd.ts';
import { Adx } from './adx.ts';
import { Aroon } from './aroon.ts';
import { LinearRegression } from './linear-regression.ts';
import { Vortex } from './vortex.ts';
import { Choppiness } from './choppiness.ts';
import { Donchian } from './donchian.ts';

/** The trend indicators of the registry. */
export const TREND = {
  sma: entry({
    id: 'sma',
    name: 'Simple moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Sma(options),
  }),
  ema: entry({
    id: 'ema',
    name: 'Exponential moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Ema(options),
  }),
  wma: entry({
    id: 'wma',
    name: 'Weighted moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Wma(options),
  }),
  smma: entry({
    id: 'smma',
    name: "Smoothed (Wilder's) moving average",
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Smma(options),
  }),
  dema: entry({
    id: 'dema',
    name: 'Double exponential moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Dema(options),
  }),
  tema: entry({
    id: 'tema',
    name: 'Triple exponential moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Tema(options),
  }),
  hma: entry({
    id: 'hma',
    name: 'Hull moving average',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Hma(options),
  }),
  kama: entry({
    id: 'kama',
    name: "Kaufman's adaptive moving average and efficiency ratio",
    group: 'trend',
    pane: 'own',
    parameters: { period: 10, fast: 2, slow: 30 },
    description: '',
    source: '',
    make: (options) => new Kama(options),
  }),
  macd: entry({
    id: 'macd',
    name: 'Moving average convergence and divergence',
    group: 'trend',
    pane: 'own',
    parameters: { fast: 12, slow: 26, signal: 9 },
    description: '',
    source: '',
    make: (options) => new Macd(options),
  }),
  adx: entry({
    id: 'adx',
    name: 'Average directional index, +DI and -DI',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Adx(options),
  }),
  aroon: entry({
    id: 'aroon',
    name: 'Aroon',
    group: 'trend',
    pane: 'own',
    parameters: { period: 25 },
    description: '',
    source: '',
    make: (options) => new Aroon(options),
  }),
  'linear-regression': entry({
    id: 'linear-regression',
    name: 'Linear regression: slope, R², value',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new LinearRegression(options),
  }),
  vortex: entry({
    id: 'vortex',
    name: 'Vortex',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Vortex(options),
  }),
  choppiness: entry({
    id: 'choppiness',
    name: 'Choppiness index',
    group: 'trend',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Choppiness(options),
  }),
  donchian: entry({
    id: 'donchian',
    name: 'Donchian channel',
    group: 'trend',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Donchian(options),
  }),
} as const;
