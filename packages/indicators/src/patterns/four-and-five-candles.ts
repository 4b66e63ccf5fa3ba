import type { CandleFrame } from './candle-frame.ts';
import { rule, type CandleCondition, type CandlePatternDefinition } from './candle-rule.ts';
import {
  BARE,
  BARE_BOTTOM,
  BLACK,
  BODY_ABOVE,
  BODY_BELOW,
  HIGHER,
  HIGHER_CLOSE,
  HIGHER_HIGH,
  LONG,
  LOWER,
  LOWER_CLOSE,
  LOWER_LOW,
  SHORT,
  TOP_LOWER,
  WHITE,
} from './candle-traits.ts';

/** Opens in the body before, or near it. */
function opensInOrNear(frame: CandleFrame, row: number): boolean {
  const near = frame.near(row - 1);
  return frame.open(row) >= frame.bottom(row - 1) - near && frame.open(row) <= frame.top(row - 1) + near;
}

/** Opens inside the black body before. */
function opensInBlack(frame: CandleFrame, row: number): boolean {
  return frame.open(row) < frame.open(row - 1) && frame.open(row) > frame.close(row - 1);
}

/** A pause of two small candles in the upper part of a long white body, then a close above their highs. */
const holds: CandleCondition = (f, row, penetration) => {
  const [close, floor] = [f.close(row - 4), f.close(row - 4) - f.body(row - 4) * penetration];
  return (
    f.bottom(row - 2) < close &&
    f.bottom(row - 1) < close &&
    f.bottom(row - 2) > floor &&
    f.bottom(row - 1) > floor &&
    f.top(row - 2) < f.open(row - 3) &&
    f.open(row) > f.close(row - 1) &&
    f.close(row) > Math.max(f.high(row - 3), f.high(row - 2), f.high(row - 1))
  );
};

/** The three middle bodies touch the range of the first candle. */
function stayInRange(f: CandleFrame, row: number): boolean {
  const [high, low] = [f.high(row - 4), f.low(row - 4)];
  for (let middle = row - 3; middle < row; middle++) {
    if (f.bottom(middle) >= high || f.top(middle) <= low) return false;
  }
  return true;
}

/** Patterns of four and five candles. */
export const FOUR_AND_FIVE_CANDLES = {
  'cdl-3-black-crows': {
    taLib: 'CDL3BLACKCROWS',
    name: 'Three black crows',
    description:
      'After a white candle, three black ones without lower shadows, each opening inside the body before and closing lower; the first closes below the high of the white one. Bearish.',
    lookback: 13,
    isDirected: true,
    rules: [
      rule(
        -100,
        [WHITE, BLACK | BARE_BOTTOM, BLACK | BARE_BOTTOM | LOWER_CLOSE, BLACK | BARE_BOTTOM | LOWER_CLOSE],
        (f, row) => opensInBlack(f, row - 1) && opensInBlack(f, row) && f.high(row - 3) > f.close(row - 2),
      ),
    ],
  },
  'cdl-3-line-strike': {
    taLib: 'CDL3LINESTRIKE',
    name: 'Three-line strike',
    description:
      'Three candles of one colour that move on, each opening in or near the body before, then one that takes all of it back. Read as a pause of the trend: bullish after white, bearish after black.',
    lookback: 8,
    isDirected: true,
    rules: [
      rule(
        100,
        [WHITE, WHITE | HIGHER_CLOSE, WHITE | HIGHER_CLOSE, BLACK],
        (f, row) =>
          opensInOrNear(f, row - 2) &&
          opensInOrNear(f, row - 1) &&
          f.open(row) > f.close(row - 1) &&
          f.close(row) < f.open(row - 3),
      ),
      rule(
        -100,
        [BLACK, BLACK | LOWER_CLOSE, BLACK | LOWER_CLOSE, WHITE],
        (f, row) =>
          opensInOrNear(f, row - 2) &&
          opensInOrNear(f, row - 1) &&
          f.open(row) < f.close(row - 1) &&
          f.close(row) > f.open(row - 3),
      ),
    ],
  },
  'cdl-breakaway': {
    taLib: 'CDLBREAKAWAY',
    name: 'Breakaway',
    description:
      'A long candle, a gap, three candles that move on in its direction, and one of opposite colour that closes in the gap. Against a fall it is bullish, against a rise bearish.',
    lookback: 14,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | LONG, BLACK | BODY_BELOW, LOWER, BLACK | LOWER, WHITE],
        (f, row) => f.close(row) > f.open(row - 3) && f.close(row) < f.close(row - 4),
      ),
      rule(
        -100,
        [WHITE | LONG, WHITE | BODY_ABOVE, HIGHER, WHITE | HIGHER, BLACK],
        (f, row) => f.close(row) < f.open(row - 3) && f.close(row) > f.close(row - 4),
      ),
    ],
  },
  'cdl-conceal-baby-swallow': {
    taLib: 'CDLCONCEALBABYSWALL',
    name: 'Concealing baby swallow',
    description:
      'Two black marubozu, a black candle below a gap whose upper shadow reaches back into the second, and a black one that covers it with its shadows. Bullish.',
    lookback: 13,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | BARE, BLACK | BARE, BLACK | BODY_BELOW, BLACK | HIGHER_HIGH | LOWER_LOW],
        (f, row) => f.upperShadow(row - 1) > f.tenthOfRange(row - 1) && f.high(row - 1) > f.close(row - 2),
      ),
    ],
  },
  'cdl-ladder-bottom': {
    taLib: 'CDLLADDERBOTTOM',
    name: 'Ladder bottom',
    description:
      'Three black candles with lower opens and closes, a black one with an upper shadow, and a white one that opens above its body and closes above its high. Bullish.',
    lookback: 14,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK, BLACK | LOWER_CLOSE, BLACK | LOWER_CLOSE, BLACK, WHITE],
        (f, row) =>
          f.open(row - 4) > f.open(row - 3) &&
          f.open(row - 3) > f.open(row - 2) &&
          f.upperShadow(row - 1) > f.tenthOfRange(row - 1) &&
          f.open(row) > f.open(row - 1) &&
          f.close(row) > f.high(row - 1),
      ),
    ],
  },
  'cdl-mat-hold': {
    taLib: 'CDLMATHOLD',
    name: 'Mat hold',
    description:
      'A long white candle, a gap up to a short black body, two more short ones that fall back but stay in the upper part of the white body (above the penetration), and a white one that closes above their highs. Bullish: the rise goes on.',
    lookback: 14,
    isDirected: true,
    penetration: 0.5,
    rules: [rule(100, [WHITE | LONG, BLACK | SHORT | BODY_ABOVE, SHORT, SHORT | TOP_LOWER, WHITE], holds)],
  },
  'cdl-rise-fall-3-methods': {
    taLib: 'CDLRISEFALL3METHODS',
    name: 'Rising or falling three methods',
    description:
      'A long candle, three short ones of the other colour that go back within its range, and a long one of its colour that closes beyond its close. Rising is bullish, falling bearish: the trend goes on.',
    lookback: 14,
    isDirected: true,
    rules: [
      rule(
        100,
        [WHITE | LONG, BLACK | SHORT, BLACK | SHORT | LOWER_CLOSE, BLACK | SHORT | LOWER_CLOSE, WHITE | LONG],
        (f, row) => stayInRange(f, row) && f.open(row) > f.close(row - 1) && f.close(row) > f.close(row - 4),
      ),
      rule(
        -100,
        [BLACK | LONG, WHITE | SHORT, WHITE | SHORT | HIGHER_CLOSE, WHITE | SHORT | HIGHER_CLOSE, BLACK | LONG],
        (f, row) => stayInRange(f, row) && f.open(row) < f.close(row - 1) && f.close(row) < f.close(row - 4),
      ),
    ],
  },
} as const satisfies Record<string, CandlePatternDefinition>;
