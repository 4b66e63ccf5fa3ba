export { Cci } from './cci.ts';
export { LogReturn } from './log-return.ts';
export { Roc } from './roc.ts';
export { Rsi } from './rsi.ts';
export { Stochastic, type StochasticOptions } from './stochastic.ts';
export { Streak } from './streak.ts';
export { Tsi, type TsiOptions } from './tsi.ts';
export { WilliamsR } from './williams-r.ts';
