export * from './blob-store-contract.ts';
export * from './ledger-contract.ts';
export * from './candle-store-contract.ts';
export * from './shared-data.ts';
export * from './lean-hour.ts';
export * from './synthetic-candles.ts';
export * from './script-process.ts';
export * from './memory-candle-store.ts';
