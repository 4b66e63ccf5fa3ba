export { Cointegration } from './cointegration.ts';
export { Beta, Correlation } from './correlation.ts';
export { CurrencyStrength, type DollarPair } from './currency-strength.ts';
export { LeadLag, type LeadLagOptions } from './lead-lag.ts';
export type { PairOptions } from './pair-values.ts';
export { RatioScore } from './ratio-score.ts';
