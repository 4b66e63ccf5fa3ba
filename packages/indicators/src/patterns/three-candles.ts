// Long because it lists all definitions of three candles beside each other.
import type { CandleFrame } from './candle-frame.ts';
import { rule, type CandleCondition, type CandlePatternDefinition } from './candle-rule.ts';
import {
  ANY,
  AROUND,
  BARE,
  BARE_BOTTOM,
  BARE_TOP,
  BLACK,
  BODY_ABOVE,
  BODY_BELOW,
  BOTTOM_HIGHER,
  DOJI,
  HIGHER_CLOSE,
  INSIDE,
  LONG,
  LOWER_CLOSE,
  LOWER_LOW,
  LOW_ABOVE_CLOSE,
  SHORT,
  SHORT_TOP,
  SMALL,
  TALL_BOTTOM,
  TOP_LOWER,
  WHITE,
  WITHIN,
} from './candle-traits.ts';

/** Opens above the open of the white candle before, and not far above its close. */
function opensInOrNear(frame: CandleFrame, row: number): boolean {
  return frame.open(row) > frame.open(row - 1) && frame.open(row) <= frame.close(row - 1) + frame.near(row - 1);
}

/** The last candle closes far enough down the white body of two before. */
const entersDown: CandleCondition = (frame, row, penetration) =>
  frame.close(row) < frame.close(row - 2) - frame.body(row - 2) * penetration;

/** The last candle closes far enough up the black body of two before. */
const entersUp: CandleCondition = (frame, row, penetration) =>
  frame.close(row) > frame.close(row - 2) + frame.body(row - 2) * penetration;

/** Of the last two candles, bodies of like size and like opens. */
function areAlike(frame: CandleFrame, row: number): boolean {
  const [body, before, near, equal] = [frame.body(row), frame.body(row - 1), frame.near(row - 1), frame.equal(row - 1)];
  return (
    body >= before - near &&
    body <= before + near &&
    frame.open(row) >= frame.open(row - 1) - equal &&
    frame.open(row) <= frame.open(row - 1) + equal
  );
}

/** The two later candles are dojis by the measure of the first. */
function areDojis(frame: CandleFrame, row: number): boolean {
  const limit = frame.tenthOfRange(row - 2);
  return frame.body(row - 1) <= limit && frame.body(row) <= limit;
}

/** Opens at the close before. */
function opensAtClose(frame: CandleFrame, row: number): boolean {
  const equal = frame.equal(row - 1);
  return frame.open(row) <= frame.close(row - 1) + equal && frame.open(row) >= frame.close(row - 1) - equal;
}

/** The rise of the white soldiers is slowing: bodies shrink, or shadows above them grow. */
function isSlowing(f: CandleFrame, row: number): boolean {
  const [first, second, third] = [f.body(row - 2), f.body(row - 1), f.body(row)];
  if (second < first - f.far(row - 2) && third < second + f.near(row - 1)) return true;
  if (third < second - f.far(row - 1)) return true;
  if (third >= second) return false;
  const isShaded = f.upperShadow(row) > f.usualShadow(row) || f.upperShadow(row - 1) > f.usualShadow(row - 1);
  return (second < first && isShaded) || f.upperShadow(row) > third;
}

/** The bodies of the last two candles are of like size. */
function areNearInSize(f: CandleFrame, row: number): boolean {
  return Math.abs(f.body(row - 1) - f.body(row)) < f.near(row - 1);
}

/** The last candle opens inside the middle body and closes inside the first. */
function closesGap(f: CandleFrame, row: number): boolean {
  return (
    f.open(row) < f.top(row - 1) &&
    f.open(row) > f.bottom(row - 1) &&
    f.close(row) < f.top(row - 2) &&
    f.close(row) > f.bottom(row - 2)
  );
}

/** Patterns of three candles. */
export const THREE_CANDLES = {
  'cdl-2-crows': {
    taLib: 'CDL2CROWS',
    name: 'Two crows',
    description:
      'After a long white candle, a black body above a gap, then a black one that opens inside that body and closes inside the white one. Bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        -100,
        [WHITE | LONG, BLACK | BODY_ABOVE, BLACK],
        (f, row) =>
          f.open(row) < f.open(row - 1) &&
          f.open(row) > f.close(row - 1) &&
          f.close(row) > f.open(row - 2) &&
          f.close(row) < f.close(row - 2),
      ),
    ],
  },
  'cdl-3-inside': {
    taLib: 'CDL3INSIDE',
    name: 'Three inside up or down',
    description:
      'A harami confirmed: a small body within a long one, then a close beyond the open of the long one. Up after a black one is bullish, down after a white one bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(100, [BLACK | LONG, SMALL | WITHIN, WHITE], (f, row) => f.close(row) > f.open(row - 2)),
      rule(-100, [WHITE | LONG, SMALL | WITHIN, BLACK], (f, row) => f.close(row) < f.open(row - 2)),
    ],
  },
  'cdl-3-outside': {
    taLib: 'CDL3OUTSIDE',
    name: 'Three outside up or down',
    description:
      'An engulfing confirmed: a body that covers the one of opposite colour before it, then a close further on. Up is bullish, down bearish.',
    lookback: 3,
    isDirected: true,
    rules: [rule(100, [BLACK, WHITE | AROUND, HIGHER_CLOSE]), rule(-100, [WHITE, BLACK | AROUND, LOWER_CLOSE])],
  },
  'cdl-3-stars-in-south': {
    taLib: 'CDL3STARSINSOUTH',
    name: 'Three stars in the south',
    description:
      'Three black candles of shrinking range: a long one with a long lower shadow, a smaller one with a higher low, and a short one without shadows inside its range. Bullish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | LONG | TALL_BOTTOM, BLACK, BLACK | SHORT | BARE | INSIDE],
        (f, row) =>
          f.body(row - 1) < f.body(row - 2) &&
          f.open(row - 1) > f.close(row - 2) &&
          f.open(row - 1) <= f.high(row - 2) &&
          f.low(row - 1) < f.close(row - 2) &&
          f.low(row - 1) >= f.low(row - 2) &&
          f.lowerShadow(row - 1) > f.tenthOfRange(row - 1),
      ),
    ],
  },
  'cdl-3-white-soldiers': {
    taLib: 'CDL3WHITESOLDIERS',
    name: 'Three advancing white soldiers',
    description:
      'Three white candles with higher closes and no upper shadows, each opening in or near the body before and not far shorter than it. Bullish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        100,
        [WHITE | BARE_TOP, WHITE | BARE_TOP | HIGHER_CLOSE, WHITE | LONG | BARE_TOP | HIGHER_CLOSE],
        (f, row) =>
          opensInOrNear(f, row - 1) &&
          opensInOrNear(f, row) &&
          f.body(row - 1) > f.body(row - 2) - f.far(row - 2) &&
          f.body(row) > f.body(row - 1) - f.far(row - 1),
      ),
    ],
  },
  'cdl-abandoned-baby': {
    taLib: 'CDLABANDONEDBABY',
    name: 'Abandoned baby',
    description:
      'A doji with gaps, shadows included, to the candles at both sides: a long one, and one of opposite colour that closes well inside its body (by the penetration). Below them it is bullish, above them bearish.',
    lookback: 12,
    isDirected: true,
    penetration: 0.3,
    rules: [
      rule(
        100,
        [BLACK | LONG, DOJI, WHITE | LONG],
        (f, row, penetration) =>
          f.high(row - 1) < f.low(row - 2) && f.low(row) > f.high(row - 1) && entersUp(f, row, penetration),
      ),
      rule(
        -100,
        [WHITE | LONG, DOJI, BLACK | LONG],
        (f, row, penetration) =>
          f.low(row - 1) > f.high(row - 2) && f.high(row) < f.low(row - 1) && entersDown(f, row, penetration),
      ),
    ],
  },
  'cdl-advance-block': {
    taLib: 'CDLADVANCEBLOCK',
    name: 'Advance block',
    description:
      'Three white candles with higher closes, each opening in or near the body before, whose rise is slowing: the bodies shrink or the upper shadows grow. Bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        -100,
        [WHITE | LONG | SHORT_TOP, WHITE | HIGHER_CLOSE, WHITE | HIGHER_CLOSE],
        (f, row) => opensInOrNear(f, row - 1) && opensInOrNear(f, row) && isSlowing(f, row),
      ),
    ],
  },
  'cdl-evening-doji-star': {
    taLib: 'CDLEVENINGDOJISTAR',
    name: 'Evening doji star',
    description:
      'A long white candle, a doji above a gap, and a long black one that closes well inside the white body (by the penetration). Bearish.',
    lookback: 12,
    isDirected: true,
    penetration: 0.3,
    rules: [rule(-100, [WHITE | LONG, DOJI | BODY_ABOVE, BLACK | LONG], entersDown)],
  },
  'cdl-evening-star': {
    taLib: 'CDLEVENINGSTAR',
    name: 'Evening star',
    description:
      'A long white candle, a small body above a gap, and a long black one that closes well inside the white body (by the penetration). Bearish.',
    lookback: 12,
    isDirected: true,
    penetration: 0.3,
    rules: [rule(-100, [WHITE | LONG, SMALL | BODY_ABOVE, BLACK | LONG], entersDown)],
  },
  'cdl-gap-side-side-white': {
    taLib: 'CDLGAPSIDESIDEWHITE',
    name: 'Gap, side by side white lines',
    description:
      'Two white candles side by side, of like bodies and opens, both beyond a gap: above it is bullish, below it bearish; the trend goes on.',
    lookback: 7,
    isDirected: true,
    rules: [
      rule(100, [ANY, WHITE | BODY_ABOVE, WHITE], (f, row) => f.bottom(row) > f.top(row - 2) && areAlike(f, row)),
      rule(-100, [ANY, WHITE | BODY_BELOW, WHITE], (f, row) => f.top(row) < f.bottom(row - 2) && areAlike(f, row)),
    ],
  },
  'cdl-identical-3-crows': {
    taLib: 'CDLIDENTICAL3CROWS',
    name: 'Identical three crows',
    description:
      'Three black candles without lower shadows and with lower closes, each opening at the close before. Bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        -100,
        [BLACK | BARE_BOTTOM, BLACK | BARE_BOTTOM | LOWER_CLOSE, BLACK | BARE_BOTTOM | LOWER_CLOSE],
        (f, row) => opensAtClose(f, row - 1) && opensAtClose(f, row),
      ),
    ],
  },
  'cdl-morning-doji-star': {
    taLib: 'CDLMORNINGDOJISTAR',
    name: 'Morning doji star',
    description:
      'A long black candle, a doji below a gap, and a long white one that closes well inside the black body (by the penetration). Bullish.',
    lookback: 12,
    isDirected: true,
    penetration: 0.3,
    rules: [rule(100, [BLACK | LONG, DOJI | BODY_BELOW, WHITE | LONG], entersUp)],
  },
  'cdl-morning-star': {
    taLib: 'CDLMORNINGSTAR',
    name: 'Morning star',
    description:
      'A long black candle, a small body below a gap, and a long white one that closes well inside the black body (by the penetration). Bullish.',
    lookback: 12,
    isDirected: true,
    penetration: 0.3,
    rules: [rule(100, [BLACK | LONG, SMALL | BODY_BELOW, WHITE | LONG], entersUp)],
  },
  'cdl-stalled-pattern': {
    taLib: 'CDLSTALLEDPATTERN',
    name: 'Stalled pattern',
    description:
      'Two long white candles, the second without upper shadow, then a short white one that rides on its shoulder: higher closes that have run out of strength. Bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        -100,
        [WHITE | LONG, WHITE | LONG | BARE_TOP | HIGHER_CLOSE, WHITE | SHORT | HIGHER_CLOSE],
        (f, row) => opensInOrNear(f, row - 1) && f.open(row) >= f.close(row - 1) - f.body(row) - f.near(row - 1),
      ),
    ],
  },
  'cdl-stick-sandwich': {
    taLib: 'CDLSTICKSANDWICH',
    name: 'Stick sandwich',
    description:
      'A white candle, whose low is above the close of the black one before it, followed by a black one with that same close. Bullish.',
    lookback: 7,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK, WHITE | LOW_ABOVE_CLOSE, BLACK],
        (f, row) =>
          f.close(row) <= f.close(row - 2) + f.equal(row - 2) && f.close(row) >= f.close(row - 2) - f.equal(row - 2),
      ),
    ],
  },
  'cdl-tasuki-gap': {
    taLib: 'CDLTASUKIGAP',
    name: 'Tasuki gap',
    description:
      'A candle beyond a gap, then one of opposite colour and like size that opens inside its body and closes in the gap without filling it. Above the gap it is bullish, below bearish; the trend goes on.',
    lookback: 7,
    isDirected: true,
    rules: [
      rule(
        100,
        [ANY, WHITE | BODY_ABOVE, BLACK],
        (f, row) =>
          f.open(row) < f.close(row - 1) &&
          f.open(row) > f.open(row - 1) &&
          f.close(row) < f.open(row - 1) &&
          f.close(row) > f.top(row - 2) &&
          areNearInSize(f, row),
      ),
      rule(
        -100,
        [ANY, BLACK | BODY_BELOW, WHITE],
        (f, row) =>
          f.open(row) < f.open(row - 1) &&
          f.open(row) > f.close(row - 1) &&
          f.close(row) > f.open(row - 1) &&
          f.close(row) < f.bottom(row - 2) &&
          areNearInSize(f, row),
      ),
    ],
  },
  'cdl-tristar': {
    taLib: 'CDLTRISTAR',
    name: 'Tristar',
    description:
      'Three dojis, of which the middle one lies beyond a gap: below, with the third above it, is bullish; above, with the third below it, bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(100, [DOJI, BODY_BELOW, BOTTOM_HIGHER], areDojis),
      rule(-100, [DOJI, BODY_ABOVE, TOP_LOWER], areDojis),
    ],
  },
  'cdl-unique-3-river': {
    taLib: 'CDLUNIQUE3RIVER',
    name: 'Unique three river',
    description:
      'A long black candle, a black one within its body that makes a new low, and a short white one that opens above that low. Bullish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | LONG, BLACK | HIGHER_CLOSE | LOWER_LOW, WHITE | SHORT],
        (f, row) => f.open(row - 1) <= f.open(row - 2) && f.open(row) > f.low(row - 1),
      ),
    ],
  },
  'cdl-upside-gap-2-crows': {
    taLib: 'CDLUPSIDEGAP2CROWS',
    name: 'Upside gap two crows',
    description:
      'A long white candle, a small black body above a gap, and a black one around that body which still closes above the white one. Bearish.',
    lookback: 12,
    isDirected: true,
    rules: [
      rule(
        -100,
        [WHITE | LONG, BLACK | SMALL | BODY_ABOVE, BLACK | AROUND],
        (f, row) => f.close(row) > f.close(row - 2),
      ),
    ],
  },
  'cdl-xside-gap-3-methods': {
    taLib: 'CDLXSIDEGAP3METHODS',
    name: 'Upside or downside gap three methods',
    description:
      'Two candles of one colour with a gap between them, then one of the other colour that opens inside the second body and closes inside the first: the gap is closed and the trend goes on, up after white, down after black.',
    lookback: 2,
    isDirected: true,
    rules: [
      rule(100, [WHITE, WHITE | BODY_ABOVE, BLACK], closesGap),
      rule(-100, [BLACK, BLACK | BODY_BELOW, WHITE], closesGap),
    ],
  },
} as const satisfies Record<string, CandlePatternDefinition>;
