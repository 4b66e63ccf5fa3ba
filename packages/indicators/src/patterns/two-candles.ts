// Long because it lists all definitions of two candles beside each other.
import type { CandleFrame } from './candle-frame.ts';
import { rule, type CandlePatternDefinition, type CandleRule } from './candle-rule.ts';
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
  BOTTOM_LOWER,
  BOTTOM_SAME,
  CLOSE_SAME,
  DOJI,
  LONG,
  OPENS_ABOVE,
  OPENS_BELOW,
  SHORT,
  SMALL,
  TALL_BOTTOM,
  TALL_TOP,
  TOP_HIGHER,
  TOP_LOWER,
  TOP_SAME,
  WHITE,
  WITHIN,
} from './candle-traits.ts';

/** Two prices that count as equal by the ranges before candle `row`. */
function isEqual(frame: CandleFrame, row: number, price: number, other: number): boolean {
  return price <= other + frame.equal(row) && price >= other - frame.equal(row);
}

/** A body around the one before, with one end in common. */
function aroundTouching(value: number, first: number, second: number): readonly CandleRule[] {
  return [TOP_HIGHER | BOTTOM_SAME, TOP_SAME | BOTTOM_LOWER].map((place) => rule(value, [first, second | place]));
}

/** A body within the one before, with one end or both in common. */
function withinTouching(value: number, first: number, second: number): readonly CandleRule[] {
  const places = [TOP_LOWER | BOTTOM_SAME, TOP_SAME | BOTTOM_HIGHER, TOP_SAME | BOTTOM_SAME];
  return places.map((place) => rule(value, [first, second | place]));
}

function leapsUp(frame: CandleFrame, row: number): boolean {
  return frame.low(row) > frame.high(row - 1);
}

function leapsDown(frame: CandleFrame, row: number): boolean {
  return frame.high(row) < frame.low(row - 1);
}

/** Patterns of two candles. */
export const TWO_CANDLES = {
  'cdl-counterattack': {
    taLib: 'CDLCOUNTERATTACK',
    name: 'Counterattack',
    description:
      'Two long candles of opposite colours with equal closes: a white one after a black is bullish, a black one after a white bearish.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [BLACK | LONG, WHITE | LONG | CLOSE_SAME]),
      rule(-100, [WHITE | LONG, BLACK | LONG | CLOSE_SAME]),
    ],
  },
  'cdl-dark-cloud-cover': {
    taLib: 'CDLDARKCLOUDCOVER',
    name: 'Dark cloud cover',
    description:
      'After a long white candle, a black one opens above its high and closes deep inside its body (by the penetration, half of it). Bearish.',
    lookback: 11,
    isDirected: true,
    penetration: 0.5,
    rules: [
      rule(
        -100,
        [WHITE | LONG, BLACK | OPENS_ABOVE],
        (f, row, penetration) =>
          f.close(row) > f.open(row - 1) && f.close(row) < f.close(row - 1) - f.body(row - 1) * penetration,
      ),
    ],
  },
  'cdl-doji-star': {
    taLib: 'CDLDOJISTAR',
    name: 'Doji star',
    description:
      'A doji that leaves a gap to the body of the long candle before it: below a black one bullish, above a white one bearish.',
    lookback: 11,
    isDirected: true,
    rules: [rule(100, [BLACK | LONG, DOJI | BODY_BELOW]), rule(-100, [WHITE | LONG, DOJI | BODY_ABOVE])],
  },
  'cdl-engulfing': {
    taLib: 'CDLENGULFING',
    name: 'Engulfing',
    description:
      'A body that covers the body of opposite colour before it: white is bullish, black bearish; 80 instead of 100 where the bodies share one end.',
    lookback: 2,
    isDirected: true,
    rules: [
      rule(100, [BLACK, WHITE | AROUND]),
      ...aroundTouching(80, BLACK, WHITE),
      rule(-100, [WHITE, BLACK | AROUND]),
      ...aroundTouching(-80, WHITE, BLACK),
    ],
  },
  'cdl-hammer': {
    taLib: 'CDLHAMMER',
    name: 'Hammer',
    description:
      'A short body with a long lower shadow and no upper one, at or below the low of the candle before. Bullish after a fall.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [ANY, SHORT | TALL_BOTTOM | BARE_TOP], (f, row) => f.bottom(row) <= f.low(row - 1) + f.near(row - 1)),
    ],
  },
  'cdl-hanging-man': {
    taLib: 'CDLHANGINGMAN',
    name: 'Hanging man',
    description:
      'A short body with a long lower shadow and no upper one, at or above the high of the candle before. Bearish after a rise.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(-100, [ANY, SHORT | TALL_BOTTOM | BARE_TOP], (f, row) => f.bottom(row) >= f.high(row - 1) - f.near(row - 1)),
    ],
  },
  'cdl-harami': {
    taLib: 'CDLHARAMI',
    name: 'Harami',
    description:
      'A small body within the long body before it: bullish after a black one, bearish after a white one; 80 instead of 100 where the bodies share an end.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [BLACK | LONG, SMALL | WITHIN]),
      ...withinTouching(80, BLACK | LONG, SMALL),
      rule(-100, [WHITE | LONG, SMALL | WITHIN]),
      ...withinTouching(-80, WHITE | LONG, SMALL),
    ],
  },
  'cdl-harami-cross': {
    taLib: 'CDLHARAMICROSS',
    name: 'Harami cross',
    description:
      'A doji within the long body before it: bullish after a black one, bearish after a white one; 80 instead of 100 where it touches an end of that body.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [BLACK | LONG, DOJI | WITHIN]),
      ...withinTouching(80, BLACK | LONG, DOJI),
      rule(-100, [WHITE | LONG, DOJI | WITHIN]),
      ...withinTouching(-80, WHITE | LONG, DOJI),
    ],
  },
  'cdl-homing-pigeon': {
    taLib: 'CDLHOMINGPIGEON',
    name: 'Homing pigeon',
    description: 'A small black body within the long black body before it. Bullish after a fall.',
    lookback: 11,
    isDirected: true,
    rules: [rule(100, [BLACK | LONG, BLACK | SMALL | WITHIN])],
  },
  'cdl-in-neck': {
    taLib: 'CDLINNECK',
    name: 'In-neck',
    description:
      'After a long black candle, a white one opens below its low and closes at its close or a little above. Bearish: the fall goes on.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(
        -100,
        [BLACK | LONG, WHITE | OPENS_BELOW],
        (f, row) => f.close(row) <= f.close(row - 1) + f.equal(row - 1) && f.close(row) >= f.close(row - 1),
      ),
    ],
  },
  'cdl-inverted-hammer': {
    taLib: 'CDLINVERTEDHAMMER',
    name: 'Inverted hammer',
    description:
      'A short body with a long upper shadow and no lower one, with a gap below the body before it. Bullish after a fall.',
    lookback: 11,
    isDirected: true,
    rules: [rule(100, [ANY, SHORT | TALL_TOP | BARE_BOTTOM | BODY_BELOW])],
  },
  'cdl-kicking': {
    taLib: 'CDLKICKING',
    name: 'Kicking',
    description:
      'Two marubozu of opposite colours with a gap between them: a white one that leaps above a black is bullish, a black one that falls below a white bearish.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [BLACK | LONG | BARE, WHITE | LONG | BARE], leapsUp),
      rule(-100, [WHITE | LONG | BARE, BLACK | LONG | BARE], leapsDown),
    ],
  },
  'cdl-kicking-by-length': {
    taLib: 'CDLKICKINGBYLENGTH',
    name: 'Kicking by length',
    description:
      'Two marubozu of opposite colours with a gap between them, read by the longer of the two: white is bullish, black bearish.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | LONG | BARE, WHITE | LONG | BARE],
        (f, row) => leapsUp(f, row) && f.body(row) > f.body(row - 1),
      ),
      rule(
        -100,
        [BLACK | LONG | BARE, WHITE | LONG | BARE],
        (f, row) => leapsUp(f, row) && f.body(row) <= f.body(row - 1),
      ),
      rule(
        -100,
        [WHITE | LONG | BARE, BLACK | LONG | BARE],
        (f, row) => leapsDown(f, row) && f.body(row) > f.body(row - 1),
      ),
      rule(
        100,
        [WHITE | LONG | BARE, BLACK | LONG | BARE],
        (f, row) => leapsDown(f, row) && f.body(row) <= f.body(row - 1),
      ),
    ],
  },
  'cdl-matching-low': {
    taLib: 'CDLMATCHINGLOW',
    name: 'Matching low',
    description: 'Two black candles with equal closes. Bullish after a fall.',
    lookback: 6,
    isDirected: true,
    rules: [rule(100, [BLACK, BLACK | CLOSE_SAME])],
  },
  'cdl-on-neck': {
    taLib: 'CDLONNECK',
    name: 'On-neck',
    description:
      'After a long black candle, a white one opens below its low and closes at that low. Bearish: the fall goes on.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(-100, [BLACK | LONG, WHITE | OPENS_BELOW], (f, row) => isEqual(f, row - 1, f.close(row), f.low(row - 1))),
    ],
  },
  'cdl-piercing': {
    taLib: 'CDLPIERCING',
    name: 'Piercing',
    description:
      'After a long black candle, a long white one opens below its low and closes in the upper half of its body. Bullish.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(
        100,
        [BLACK | LONG, WHITE | LONG | OPENS_BELOW],
        (f, row) => f.close(row) < f.open(row - 1) && f.close(row) > f.close(row - 1) + f.body(row - 1) * 0.5,
      ),
    ],
  },
  'cdl-separating-lines': {
    taLib: 'CDLSEPARATINGLINES',
    name: 'Separating lines',
    description:
      'Two candles of opposite colours with equal opens, of which the second is a belt-hold: white goes on up, black goes on down.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(100, [BLACK, WHITE | LONG | BARE_BOTTOM], (f, row) => isEqual(f, row - 1, f.open(row), f.open(row - 1))),
      rule(-100, [WHITE, BLACK | LONG | BARE_TOP], (f, row) => isEqual(f, row - 1, f.open(row), f.open(row - 1))),
    ],
  },
  'cdl-shooting-star': {
    taLib: 'CDLSHOOTINGSTAR',
    name: 'Shooting star',
    description:
      'A short body with a long upper shadow and no lower one, with a gap above the body before it. Bearish after a rise.',
    lookback: 11,
    isDirected: true,
    rules: [rule(-100, [ANY, SHORT | TALL_TOP | BARE_BOTTOM | BODY_ABOVE])],
  },
  'cdl-thrusting': {
    taLib: 'CDLTHRUSTING',
    name: 'Thrusting',
    description:
      'After a long black candle, a white one opens below its low and closes inside its body, but not above the middle. Bearish: the fall goes on.',
    lookback: 11,
    isDirected: true,
    rules: [
      rule(
        -100,
        [BLACK | LONG, WHITE | OPENS_BELOW],
        (f, row) =>
          f.close(row) > f.close(row - 1) + f.equal(row - 1) &&
          f.close(row) <= f.close(row - 1) + f.body(row - 1) * 0.5,
      ),
    ],
  },
} as const satisfies Record<string, CandlePatternDefinition>;
