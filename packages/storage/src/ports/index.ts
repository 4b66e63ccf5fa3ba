export * from './blob-store.ts';
export * from './candle-store.ts';
export * from './ledger.ts';
