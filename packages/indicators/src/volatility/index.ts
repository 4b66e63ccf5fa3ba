export { Atr } from './atr.ts';
export { Bollinger, type BollingerOptions } from './bollinger.ts';
export { GarmanKlass } from './garman-klass.ts';
export { Keltner, type KeltnerOptions } from './keltner.ts';
export { Parkinson } from './parkinson.ts';
export { StandardDeviation } from './standard-deviation.ts';
export { TrueRange } from './true-range.ts';
