export * from './contract/indicator.ts';
export * from './contract/stream-indicator.ts';
export type { BarsOptions, SeriesOptions } from './contract/options.ts';
export {
  paneOf,
  type AnyIndicator,
  type IndicatorAbout,
  type IndicatorEntry,
  type IndicatorGroup,
  type Pane,
} from './registry-entry.ts';
export { createIndicator, findIndicator, INDICATORS, type IndicatorId, type IndicatorParameters } from './registry.ts';
export * from './trend/index.ts';
export * from './momentum/index.ts';
export * from './volatility/index.ts';
export * from './volume/index.ts';
export * from './patterns/index.ts';
export * from './structure/index.ts';
export * from './flow/index.ts';
export * from './cross-market/index.ts';
