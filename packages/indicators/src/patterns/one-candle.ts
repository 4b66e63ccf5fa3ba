import { rule, type CandlePatternDefinition } from './candle-rule.ts';
import {
  BARE,
  BARE_BOTTOM,
  BARE_TOP,
  BLACK,
  DOJI,
  LEGGED,
  LONG,
  SHORT,
  SHORT_BOTTOM,
  SHORT_TOP,
  TALL,
  VERY_TALL,
  WHITE,
} from './candle-traits.ts';

/** Patterns of a single candle, compared with the ten before it. */
export const ONE_CANDLE = {
  'cdl-belt-hold': {
    taLib: 'CDLBELTHOLD',
    name: 'Belt-hold',
    description:
      'A long candle that opens at the end it leaves: white without lower shadow is bullish, black without upper shadow bearish.',
    lookback: 10,
    isDirected: true,
    rules: [rule(100, [WHITE | LONG | BARE_BOTTOM]), rule(-100, [BLACK | LONG | BARE_TOP])],
  },
  'cdl-closing-marubozu': {
    taLib: 'CDLCLOSINGMARUBOZU',
    name: 'Closing marubozu',
    description:
      'A long candle that closes at its end: white without upper shadow is bullish, black without lower shadow bearish.',
    lookback: 10,
    isDirected: true,
    rules: [rule(100, [WHITE | LONG | BARE_TOP]), rule(-100, [BLACK | LONG | BARE_BOTTOM])],
  },
  'cdl-doji': {
    taLib: 'CDLDOJI',
    name: 'Doji',
    description:
      'Open and close are as good as equal: the body is at most a tenth of the usual range. Indecision; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [DOJI])],
  },
  'cdl-dragonfly-doji': {
    taLib: 'CDLDRAGONFLYDOJI',
    name: 'Dragonfly doji',
    description:
      'A doji at the top of its range: no upper shadow, and a lower one that is not very short. Read against the trend before it: after a fall it may turn up; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [DOJI | BARE_TOP], (frame, row) => frame.lowerShadow(row) > frame.tenthOfRange(row))],
  },
  'cdl-gravestone-doji': {
    taLib: 'CDLGRAVESTONEDOJI',
    name: 'Gravestone doji',
    description:
      'A doji at the bottom of its range: no lower shadow, and an upper one that is not very short. Read against the trend before it: after a rise it may turn down; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [DOJI | BARE_BOTTOM], (frame, row) => frame.upperShadow(row) > frame.tenthOfRange(row))],
  },
  'cdl-high-wave': {
    taLib: 'CDLHIGHWAVE',
    name: 'High-wave candle',
    description:
      'A short body between two shadows, each more than twice as long. Indecision; the sign is the colour of the candle and no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [WHITE | SHORT | VERY_TALL]), rule(-100, [BLACK | SHORT | VERY_TALL])],
  },
  'cdl-long-legged-doji': {
    taLib: 'CDLLONGLEGGEDDOJI',
    name: 'Long-legged doji',
    description:
      'A doji with a shadow longer than its body on one side at least. Indecision; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [DOJI | LEGGED])],
  },
  'cdl-long-line': {
    taLib: 'CDLLONGLINE',
    name: 'Long line candle',
    description: 'A long body with short shadows at both ends: white is bullish, black bearish.',
    lookback: 10,
    isDirected: true,
    rules: [
      rule(100, [WHITE | LONG | SHORT_TOP | SHORT_BOTTOM]),
      rule(-100, [BLACK | LONG | SHORT_TOP | SHORT_BOTTOM]),
    ],
  },
  'cdl-marubozu': {
    taLib: 'CDLMARUBOZU',
    name: 'Marubozu',
    description: 'A long body with no shadows to speak of: white is bullish, black bearish.',
    lookback: 10,
    isDirected: true,
    rules: [rule(100, [WHITE | LONG | BARE]), rule(-100, [BLACK | LONG | BARE])],
  },
  'cdl-rickshaw-man': {
    taLib: 'CDLRICKSHAWMAN',
    name: 'Rickshaw man',
    description:
      'A doji near the middle of its range, with shadows longer than the body at both ends. Indecision; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [
      rule(100, [DOJI | TALL], (frame, row) => {
        const middle = frame.low(row) + (frame.high(row) - frame.low(row)) / 2;
        return frame.bottom(row) <= middle + frame.near(row) && frame.top(row) >= middle - frame.near(row);
      }),
    ],
  },
  'cdl-short-line': {
    taLib: 'CDLSHORTLINE',
    name: 'Short line candle',
    description: 'A short body with short shadows at both ends; the sign is its colour: white leans up, black down.',
    lookback: 10,
    isDirected: true,
    rules: [
      rule(100, [WHITE | SHORT | SHORT_TOP | SHORT_BOTTOM]),
      rule(-100, [BLACK | SHORT | SHORT_TOP | SHORT_BOTTOM]),
    ],
  },
  'cdl-spinning-top': {
    taLib: 'CDLSPINNINGTOP',
    name: 'Spinning top',
    description:
      'A short body between two shadows, each longer than it. Indecision; the sign is the colour of the candle and no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [WHITE | SHORT | TALL]), rule(-100, [BLACK | SHORT | TALL])],
  },
  'cdl-takuri': {
    taLib: 'CDLTAKURI',
    name: 'Takuri line',
    description:
      'A dragonfly doji with a lower shadow of more than twice its body, and no upper shadow. Read against the trend before it: after a fall it may turn up; the value 100 has no direction.',
    lookback: 10,
    isDirected: false,
    rules: [rule(100, [DOJI | BARE_TOP], (frame, row) => frame.lowerShadow(row) > 2 * frame.body(row))],
  },
} as const satisfies Record<string, CandlePatternDefinition>;
