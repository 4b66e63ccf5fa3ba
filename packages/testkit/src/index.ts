export * from './shared-data.ts';
export * from './lean-hour.ts';
export * from './synthetic-candles.ts';
