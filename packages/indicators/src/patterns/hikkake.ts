import type { CandleFrame } from './candle-frame.ts';
import { rule, type CandlePatternDefinition, type CandleRule } from './candle-rule.ts';
import { AGES } from './candle-planes.ts';
import { ANY, HIGHER, HIGHER_CLOSE, INSIDE, LOWER, LOWER_CLOSE } from './candle-traits.ts';

/** What a hikkake at a row says: 1 bullish, -1 bearish, 0 there is none. */
type Reading = (frame: CandleFrame, row: number) => -1 | 0 | 1;

/** A candle within the range of the one before, then one that leaves it: downward is read as bullish. */
const hikkake: Reading = (frame, row) => {
  const [high, low, insideHigh, insideLow] = [frame.high(row), frame.low(row), frame.high(row - 1), frame.low(row - 1)];
  if (insideHigh >= frame.high(row - 2) || insideLow <= frame.low(row - 2)) return 0;
  if (high < insideHigh && low < insideLow) return 1;
  return high > insideHigh && low > insideLow ? -1 : 0;
};

/** Two such candles in a row, of which the first closes near the end at which the range is left. */
const modifiedHikkake: Reading = (frame, row) => {
  const reading = hikkake(frame, row);
  if (reading === 0) return 0;
  const [high, low, close] = [frame.high(row - 2), frame.low(row - 2), frame.close(row - 2)];
  if (high >= frame.high(row - 3) || low <= frame.low(row - 3)) return 0;
  const isNear = reading > 0 ? close <= low + frame.near(row - 2) : close >= high - frame.near(row - 2);
  return isNear ? reading : 0;
};

/** `row` closes beyond the far end of the inside candle of a hikkake at `start`. */
function confirms(frame: CandleFrame, row: number, start: number, reading: number): boolean {
  return reading > 0 ? frame.close(row) > frame.high(start - 1) : frame.close(row) < frame.low(start - 1);
}

/** `row` is the first to confirm the hikkake of so many candles before, and no other one has come since. */
function isConfirmed(readingAt: Reading, reading: -1 | 1, frame: CandleFrame, row: number, age: number): boolean {
  const start = row - age;
  if (!confirms(frame, row, start, reading) || readingAt(frame, start) !== reading) return false;
  for (let at = start + 1; at <= row; at++) {
    if (readingAt(frame, at) !== 0) return false;
    if (at < row && confirms(frame, at, start, reading)) return false;
  }
  return true;
}

/**
 * The rules of a hikkake that begins with `opening`, and of its confirmation one to three candles later. Since the close
 * before has not confirmed it, one that does so after the next candle is higher (for a bearish one: lower).
 */
function rulesOf(readingAt: Reading, opening: readonly number[]): readonly CandleRule[] {
  return ([1, -1] as const).flatMap((reading) => {
    const seen = [...opening, reading > 0 ? LOWER : HIGHER];
    const goes = reading > 0 ? HIGHER_CLOSE : LOWER_CLOSE;
    const confirmed = (later: readonly number[]): CandleRule =>
      rule(200 * reading, [...seen, ...later].slice(-AGES), (frame, row) =>
        isConfirmed(readingAt, reading, frame, row, later.length),
      );
    return [
      rule(100 * reading, seen, (frame, row) => readingAt(frame, row) === reading),
      confirmed([ANY]),
      confirmed([ANY, goes]),
      confirmed([ANY, ANY, goes]),
    ];
  });
}

/** Patterns whose later confirmation counts: 100 where they appear, 200 where they are confirmed. */
export const HIKKAKE = {
  'cdl-hikkake': {
    taLib: 'CDLHIKKAKE',
    name: 'Hikkake',
    description:
      'An inside candle, then a candle that leaves it at one end only: below it is bullish, above it bearish, since such breaks often fail. 200 instead of 100 where one of the next three candles first closes beyond the other end.',
    lookback: 5,
    isDirected: true,
    rules: rulesOf(hikkake, [INSIDE]),
  },
  'cdl-hikkake-mod': {
    taLib: 'CDLHIKKAKEMOD',
    name: 'Modified hikkake',
    description:
      'A hikkake after two inside candles, the first of which closes near the end at which the false break comes. Read as the hikkake: a break below is bullish, above bearish; 200 where it is confirmed within three candles.',
    lookback: 10,
    isDirected: true,
    rules: rulesOf(modifiedHikkake, [INSIDE, INSIDE]),
  },
} as const satisfies Record<string, CandlePatternDefinition>;
