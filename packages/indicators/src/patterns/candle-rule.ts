import type { CandleFrame } from './candle-frame.ts';

/** What the shapes of single candles do not say: how they lie beside each other. `row` is the last candle. */
export type CandleCondition = (frame: CandleFrame, row: number, penetration: number) => boolean;

/** Candles of certain traits, one after the other, that have a meaning. */
export interface CandleRule {
  /** What the pattern is worth where the rule holds: 100 bullish, -100 bearish; 80 and 200 for weaker and confirmed. */
  readonly value: number;
  /** Traits of the last candle, and 16 bits higher those of the one before. */
  readonly last: number;
  /** The same of the two candles before these. */
  readonly earlier: number;
  /** Traits of the fifth candle counted from the last. */
  readonly fifth: number;
  readonly condition: CandleCondition;
}

/** One of TA-Lib's candle patterns. */
export interface CandlePatternDefinition {
  /** Its function in TA-Lib. */
  readonly taLib: string;
  readonly name: string;
  /** Its definition in words, and how it is read. */
  readonly description: string;
  /** Candles before the first one that can have a result. */
  readonly lookback: number;
  /** False where the sign does not say which way prices may go: a doji is neither bullish nor bearish. */
  readonly isDirected: boolean;
  /** How far into a body a later close must reach, in parts of that body. */
  readonly penetration?: number;
  /** At most one of them holds for a candle. */
  readonly rules: readonly CandleRule[];
}

function always(): boolean {
  return true;
}

/** A rule for up to five candles, given by their traits, oldest first. */
export function rule(value: number, candles: readonly number[], condition: CandleCondition = always): CandleRule {
  const traits = (age: number): number => candles[candles.length - 1 - age] ?? 0;
  return {
    value,
    last: traits(0) | (traits(1) << 16),
    earlier: traits(2) | (traits(3) << 16),
    fifth: traits(4),
    condition,
  };
}

/** Writes the rows of the frame, from `start` to before `end`, at which a rule holds into `hits`; returns how many. */
export function findRule(
  { last, earlier, fifth, condition }: CandleRule,
  frame: CandleFrame,
  start: number,
  end: number,
  penetration: number,
  hits: Int32Array,
): number {
  const { traits } = frame;
  let count = 0;
  for (let row = start; row < end; row++) {
    if (((traits[row] as number) & last) !== last) continue;
    if (((traits[row - 2] as number) & earlier) !== earlier) continue;
    if (((traits[row - 4] as number) & fifth) !== fifth) continue;
    if (condition(frame, row, penetration)) hits[count++] = row;
  }
  return count;
}
