import { entry } from '../registry-entry.ts';
import { Obv } from './obv.ts';
import { Adl } from './adl.ts';
import { Cmf } from './cmf.ts';
import { Mfi } from './mfi.ts';
import { Vwma } from './vwma.ts';

/** The volume indicators of the registry. */
export const VOLUME = {
  obv: entry({
    id: 'obv',
    name: 'On-balance volume',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description: '',
    source: '',
    make: () => new Obv(),
  }),
  adl: entry({
    id: 'adl',
    name: 'Accumulation and distribution line',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description: '',
    source: '',
    make: () => new Adl(),
  }),
  cmf: entry({
    id: 'cmf',
    name: "Chaikin's money flow",
    group: 'volume',
    pane: 'own',
    parameters: { period: 20 },
    description: '',
    source: '',
    make: (options) => new Cmf(options),
  }),
  mfi: entry({
    id: 'mfi',
    name: 'Money flow index',
    group: 'volume',
    pane: 'own',
    parameters: { period: 14 },
    description: '',
    source: '',
    make: (options) => new Mfi(options),
  }),
  vwma: entry({
    id: 'vwma',
    name: 'Volume-weighted moving average',
    group: 'volume',
    pane: 'own',
    parameters: { period: 10 },
    description: '',
    source: '',
    make: (options) => new Vwma(options),
  }),
} as const;
