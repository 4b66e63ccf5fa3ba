import type { CandlePatternDefinition } from './candle-rule.ts';
import { FOUR_AND_FIVE_CANDLES } from './four-and-five-candles.ts';
import { HIKKAKE } from './hikkake.ts';
import { ONE_CANDLE } from './one-candle.ts';
import { THREE_CANDLES } from './three-candles.ts';
import { TWO_CANDLES } from './two-candles.ts';

const DEFINITIONS = {
  ...ONE_CANDLE,
  ...TWO_CANDLES,
  ...THREE_CANDLES,
  ...FOUR_AND_FIVE_CANDLES,
  ...HIKKAKE,
} as const;

export type CandlePatternDefinitions = typeof DEFINITIONS;

/** Id of one of TA-Lib's 61 candle patterns: `cdl-doji`. */
export type CandlePatternId = keyof CandlePatternDefinitions;

/** The definition of a pattern. */
export function candlePatternOf(id: CandlePatternId): CandlePatternDefinition {
  return DEFINITIONS[id];
}

/** Ids of all patterns, in the order of their functions in TA-Lib, which is that of the alphabet. */
export const CANDLE_PATTERN_IDS: readonly CandlePatternId[] = (Object.keys(DEFINITIONS) as CandlePatternId[]).toSorted(
  (a, b) => (DEFINITIONS[a].taLib < DEFINITIONS[b].taLib ? -1 : 1),
);
