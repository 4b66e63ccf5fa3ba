export { openDuckDbCandleStore, type DuckDbCandleStoreOptions } from './open-candle-store.ts';
export { openDuckDbFeatureStore } from './features/open-feature-store.ts';
