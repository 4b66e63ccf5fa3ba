export * from './axis-time.ts';
export * from './figure.ts';
export * from './number.ts';
export * from './time.ts';
export * from './words.ts';
