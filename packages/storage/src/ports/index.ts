export * from './blob-store.ts';
export * from './candle-store.ts';
export * from './feature-store.ts';
export * from './facts.ts';
export * from './ledger.ts';
export * from './searches.ts';
