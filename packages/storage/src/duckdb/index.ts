export { openDuckDbCandleStore, type DuckDbCandleStoreOptions } from './open-candle-store.ts';
