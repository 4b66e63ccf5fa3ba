import type { CandleFrame } from './candle-frame.ts';
import { planeOf } from './candle-planes.ts';
import { TRAIT_COUNT } from './candle-traits.ts';

/** What the shapes of single candles do not say: how they lie beside each other. `row` is the last candle. */
export type CandleCondition = (frame: CandleFrame, row: number, penetration: number) => boolean;

/** Candles of certain traits, one after the other, that have a meaning. */
export interface CandleRule {
  /** What the pattern is worth where the rule holds: 100 bullish, -100 bearish; 80 and 200 for weaker and confirmed. */
  readonly value: number;
  /** The planes of the traits that it asks for. */
  readonly planes: Int32Array;
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
  const planes = candles.toReversed().flatMap((traits, age) => {
    const bits = Array.from({ length: TRAIT_COUNT }, (_, bit) => traits & (1 << bit));
    return bits.filter((trait) => trait !== 0).map((trait) => planeOf(trait, age));
  });
  return { value, planes: Int32Array.from(planes), condition };
}

/** Writes the rows of the frame, from `start` on, at which a rule holds into `hits`; returns how many there are. */
export function findRule(
  { planes, condition }: CandleRule,
  frame: CandleFrame,
  start: number,
  penetration: number,
  hits: Int32Array,
): number {
  const candidates = frame.planes.findRows(planes, start, hits);
  if (condition === always) return candidates;
  let count = 0;
  for (let index = 0; index < candidates; index++) {
    const row = hits[index] as number;
    if (condition(frame, row, penetration)) hits[count++] = row;
  }
  return count;
}
