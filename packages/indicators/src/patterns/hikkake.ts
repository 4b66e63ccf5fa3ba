import type { CandleFrame } from './candle-frame.ts';
import { rule, type CandlePatternDefinition, type CandleRule } from './candle-rule.ts';
import { ANY, INSIDE } from './candle-traits.ts';

/** What a hikkake at a row says: 1 bullish, -1 bearish, 0 there is none. */
type Reading = (frame: CandleFrame, row: number) => -1 | 0 | 1;

function isInside(frame: CandleFrame, row: number): boolean {
  return frame.high(row) < frame.high(row - 1) && frame.low(row) > frame.low(row - 1);
}

/** Where the candle leaves the one before it: below both its ends the break is a trap, and the reading bullish. */
const falseBreak: Reading = (frame, row) => {
  const [higher, lower] = [frame.high(row) > frame.high(row - 1), frame.low(row) < frame.low(row - 1)];
  if (frame.high(row) < frame.high(row - 1) && lower) return 1;
  return higher && frame.low(row) > frame.low(row - 1) ? -1 : 0;
};

const hikkake: Reading = (frame, row) => (isInside(frame, row - 1) ? falseBreak(frame, row) : 0);

/** Two inside candles in a row, the first of which closes near the end at which the false break comes. */
const modifiedHikkake: Reading = (frame, row) => {
  if (!isInside(frame, row - 2) || !isInside(frame, row - 1)) return 0;
  const reading = falseBreak(frame, row);
  const [close, near] = [frame.close(row - 2), frame.near(row - 2)];
  if (reading > 0) return close <= frame.low(row - 2) + near ? reading : 0;
  return close >= frame.high(row - 2) - near ? reading : 0;
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

/** A confirmation counts within three candles. */
const AGES = [1, 2, 3] as const;

function rulesOf(readingAt: Reading, opening: readonly number[]): readonly CandleRule[] {
  return ([1, -1] as const).flatMap((reading) => [
    rule(100 * reading, [...opening, ANY], (frame, row) => readingAt(frame, row) === reading),
    ...AGES.map((age) =>
      rule(200 * reading, [INSIDE, ANY, ...Array<number>(age).fill(ANY)], (frame, row) =>
        isConfirmed(readingAt, reading, frame, row, age),
      ),
    ),
  ]);
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
