export { CANDLE_PATTERN_IDS, type CandlePatternId } from './candle-pattern-definitions.ts';
export { CandlePattern, type CandlePatternOptions } from './candle-pattern.ts';
export * from './candle-patterns.ts';
export * from './candle-pattern-score.ts';
export * from './doji.ts';
export * from './marubozu.ts';
