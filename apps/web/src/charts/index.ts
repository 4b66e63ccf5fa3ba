export * from './bars.ts';
export * from './chart-frame.tsx';
export * from './equity-chart-view.tsx';
export * from './equity-curve.ts';
export * from './levels.ts';
export * from './packed-candles.ts';
export * from './price-chart-view.tsx';
export * from './trade-marks.ts';
