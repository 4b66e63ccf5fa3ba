// Long because it is a table: one entry per indicator of structure.
import { entry } from '../registry-entry.ts';
import { SwingPoints } from './swing-points.ts';
import { Fractals } from './fractals.ts';
import { Pivots } from './pivots.ts';
import { ZigZag } from './zigzag.ts';
import { CamarillaPivots, DemarkPivots, FibonacciPivots, FloorPivots, WoodiePivots } from './session-pivot-kinds.ts';
import { RollingPivots } from './rolling-pivots.ts';
import { StructureBreaks } from './structure-breaks.ts';
import { LiquiditySweeps } from './liquidity-sweeps.ts';
import { FairValueGaps } from './fair-value-gaps.ts';
import { OrderBlocks } from './order-blocks.ts';
import { SupportResistance } from './support-resistance.ts';
import { FibonacciLevels } from './fibonacci-levels.ts';
import { FibonacciConfluence } from './fibonacci-confluence.ts';
import { RoundNumbers } from './round-numbers.ts';
import { RsiDivergence } from './rsi-divergence.ts';
import { MacdDivergence } from './macd-divergence.ts';
import { VolumeDivergence } from './volume-divergence.ts';
import { FractalDimension } from './fractal-dimension.ts';
import { StructureScore } from './structure-score.ts';

const SWING = { left: 5, right: 5 };
const COMPARED = { ...SWING, minimumBars: 5, maximumBars: 60 };

const ICT = 'Inner Circle Trader (M. Huddleston) teaching, 2010s; no single published definition';
const DIVERGENCE_NOTES =
  "Swings are those of the price. TradingView's built-in divergence takes swings of the oscillator with the same spans " +
  '(5 and 5, 5 to 60 bars apart) and the price at them. The strength is our own measure.';
const SESSION_NOTES =
  'A session ends where the column session changes; the levels of the first session of the data are NaN. The data ' +
  'cannot tell whether that first session is whole: where they begin in its midst, leave out the second one.';

/** The indicators of structure of the registry. */
export const STRUCTURE = {
  'swing-points': entry({
    id: 'swing-points',
    name: 'Swing points',
    group: 'structure',
    pane: 'price',
    otherPane: ['highBars', 'lowBars', 'highClass', 'lowClass', 'trend'],
    parameters: { left: 5, right: 5 },
    description:
      'The last swing high and low that later bars have confirmed, how long ago they were, and whether highs and lows ' +
      'rise or fall. Higher highs with higher lows are an uptrend.',
    source: 'C. Dow, editorials in the Wall Street Journal, 1900-1902, for the trend; spans as in most charts',
    notes:
      'Of equal highs within the spans the last is the swing (not lower than the bars on its left, higher than those on ' +
      "its right), as in MetaTrader's fractals; PineCoders write TradingView's pivots with the first. " +
      'Bars since are counted from the swing itself, not from the row that confirms it.',
    make: (options) => new SwingPoints(options),
  }),
  'structure-score': entry({
    id: 'structure-score',
    name: 'Structure score',
    group: 'structure',
    pane: 'own',
    parameters: { left: 5, right: 5, count: 8 },
    description:
      'Share of rising minus share of falling ones among the last confirmed swing highs and lows. 1 is a steady uptrend, ' +
      '-1 a steady downtrend, around 0 a range.',
    source: 'Own measure on the swings of Dow theory',
    guides: [-0.5, 0, 0.5],
    make: (options) => new StructureScore(options),
  }),
  fractals: entry({
    id: 'fractals',
    name: 'Williams fractals',
    group: 'structure',
    pane: 'price',
    parameters: { span: 2 },
    description:
      'A high above the highs of the bars on both sides, or a low below their lows, shown in the bar that completes it. ' +
      'A price beyond the last fractal is read as a breakout.',
    source: 'B. Williams, Trading Chaos, 1995',
    notes:
      'Charts draw the fractal at its own bar, which nobody could know at the time; here it comes span bars later. The ' +
      'values are the same. Equal highs or lows within the span make no fractal; MetaTrader lets the last of them be one.',
    make: (options) => new Fractals(options),
  }),
  pivots: entry({
    id: 'pivots',
    name: 'Pivot highs and lows with trend lines',
    group: 'structure',
    pane: 'price',
    otherPane: ['highTrend', 'lowTrend'],
    parameters: { left: 2, right: 2, maximumBars: 20 },
    description:
      'Pivot highs and lows as they are confirmed, and the lines through the last two of each, drawn on to the present. ' +
      'Rising lines under the lows and over the highs are an uptrend.',
    source: 'D. Skender, Stock Indicators for .NET, Pivots',
    notes:
      'The library repaints: it draws the line between two pivots into the bars before the second, and puts pivots at ' +
      'their own bars. Neither was known then. Here a pivot comes right bars later, and the line of the last two pivots ' +
      'is drawn on from there until a new pivot is confirmed or maximumBars have passed. Points, trends and lines of the ' +
      'library follow from these rows exactly, looking back. Equal pivots have trend 0 and a flat line; the library draws none.',
    make: (options) => new Pivots(options),
  }),
  zigzag: entry({
    id: 'zigzag',
    name: 'ZigZag',
    group: 'structure',
    pane: 'price',
    otherPane: ['type', 'turnBars', 'extremeBars'],
    parameters: { percent: 5, minimumBars: 1, closes: 0 },
    description:
      'The last turn of the price that a move of so many percent has confirmed, the turn before it, and the extreme of ' +
      'the leg that runs now. Filters out smaller moves.',
    source: 'A. Merrill, Filtered Waves, 1977',
    notes:
      'Drawn ZigZag lines repaint: their last leg moves until it is confirmed, which is why turns are reported here only ' +
      'when they are final. The turning points equal those of Stock Indicators (closes, 5%) and LEAN (highs and lows, ' +
      '5%, 10 bars), after the first one, which depends on where a library lets the first leg begin. closes: 1 for ' +
      'turns of closes, 0 for turns of highs and lows.',
    make: (options) => new ZigZag(options),
  }),
  'floor-pivots': entry({
    id: 'floor-pivots',
    name: 'Pivot points (floor, standard)',
    group: 'structure',
    pane: 'price',
    parameters: {},
    description:
      'Pivot, three supports and three resistances for the whole session, from the high, low and close of the last one. ' +
      'Above the pivot buyers are said to lead, below it sellers.',
    source: "Floor traders' practice; formulas as in J. Person, A Complete Guide to Technical Trading Tactics, 2004",
    notes: SESSION_NOTES,
    make: () => new FloorPivots(),
  }),
  'fibonacci-pivots': entry({
    id: 'fibonacci-pivots',
    name: 'Pivot points (Fibonacci)',
    group: 'structure',
    pane: 'price',
    parameters: {},
    description:
      'The floor pivot with levels at 0.382, 0.618 and 1 times the range of the last session. Read as supports and ' +
      'resistances of this session.',
    source: "Traders' practice; formulas as in Stock Indicators and TradingView",
    notes: SESSION_NOTES,
    make: () => new FibonacciPivots(),
  }),
  'camarilla-pivots': entry({
    id: 'camarilla-pivots',
    name: 'Pivot points (Camarilla)',
    group: 'structure',
    pane: 'price',
    parameters: {},
    description:
      'Four levels on each side of the last close, at 1.1 / 12, / 6, / 4 and / 2 of the last range. Moves are expected to ' +
      'turn at the third level and to run on beyond the fourth.',
    source: 'N. Stott, 1989',
    notes: `${SESSION_NOTES} pivot is the last close, as in Stock Indicators; TradingView shows (high + low + close) / 3.`,
    make: () => new CamarillaPivots(),
  }),
  'woodie-pivots': entry({
    id: 'woodie-pivots',
    name: 'Pivot points (Woodie)',
    group: 'structure',
    pane: 'price',
    parameters: {},
    description:
      'Pivot points that give the open of this session twice the weight of the last high and low. Known from the first ' +
      'bar of the session on.',
    source: 'K. Wood (Woodie); formulas as in Stock Indicators and TradingView',
    notes: `${SESSION_NOTES} An older form takes twice the last close in place of this open.`,
    make: () => new WoodiePivots(),
  }),
  'demark-pivots': entry({
    id: 'demark-pivots',
    name: 'Pivot points (DeMark)',
    group: 'structure',
    pane: 'price',
    parameters: {},
    description:
      'One support and one resistance for this session, projected from the last one according to whether it closed above ' +
      'or below its open.',
    source: 'T. DeMark, The New Science of Technical Analysis, 1994',
    notes: SESSION_NOTES,
    make: () => new DemarkPivots(),
  }),
  'rolling-pivots': entry({
    id: 'rolling-pivots',
    name: 'Pivot points (rolling window)',
    group: 'structure',
    pane: 'price',
    parameters: { period: 24 },
    description:
      'Floor pivots of the bars before this one in place of those of a session, for markets without sessions or for bars ' +
      'of any length.',
    source: 'D. Skender, Stock Indicators for .NET, Rolling Pivot Points (window without offset)',
    make: (options) => new RollingPivots(options),
  }),
  'support-resistance': entry({
    id: 'support-resistance',
    name: 'Support and resistance',
    group: 'structure',
    pane: 'price',
    otherPane: ['supportStrength', 'supportTouches', 'resistanceStrength', 'resistanceTouches'],
    parameters: { left: 5, right: 5, tolerance: 0.5, halfLife: 500, atrPeriod: 14 },
    description:
      'The nearest levels below and above the close at which confirmed swings have gathered, with the number of touches ' +
      'and a strength in which older touches count less.',
    source: "Own clustering of confirmed swings; the idea of levels by touches is chartists' practice",
    make: (options) => new SupportResistance(options),
  }),
  'structure-breaks': entry({
    id: 'structure-breaks',
    name: 'Break of structure and change of character',
    group: 'structure',
    pane: 'own',
    otherPane: ['level'],
    parameters: { left: 5, right: 5 },
    description:
      'A close beyond the last confirmed swing: in the direction of the trend a break of structure, against it a change ' +
      'of character, the first sign of a turn.',
    source: `${ICT}. Labels as in LuxAlgo's Smart Money Concepts`,
    notes: 'A close must be beyond the swing, a wick does not count. The first break of all is a break of structure.',
    guides: [-1, 0, 1],
    make: (options) => new StructureBreaks(options),
  }),
  'liquidity-sweeps': entry({
    id: 'liquidity-sweeps',
    name: 'Liquidity sweeps',
    group: 'structure',
    pane: 'own',
    otherPane: ['highLevel', 'lowLevel'],
    parameters: { left: 5, right: 5 },
    description:
      'Bars that trade beyond earlier swing highs or lows, where stop orders are expected, and close back inside. A swept ' +
      'low is read as bullish, a swept high as bearish.',
    source: ICT,
    notes: 'Only the bar that pierces the level can sweep it; a return some bars later is no sweep.',
    make: (options) => new LiquiditySweeps(options),
  }),
  'fair-value-gaps': entry({
    id: 'fair-value-gaps',
    name: 'Fair value gaps',
    group: 'structure',
    pane: 'price',
    otherPane: ['made', 'bullAge', 'bullFilled', 'bearAge', 'bearFilled'],
    parameters: { minimumSize: 0, atrPeriod: 14 },
    description:
      'Three candles of which the first and the third do not overlap: prices that were passed in one direction only. The ' +
      'nearest open gap on each side is expected to attract the price.',
    source: `${ICT}. The rule for the middle candle is LuxAlgo's`,
    notes:
      'The middle candle must close beyond the first one. A gap is open until all of it was traded; some call it ' +
      'mitigated at the first touch, which is filled above 0 here. Up to 16 open gaps on each side are remembered.',
    make: (options) => new FairValueGaps(options),
  }),
  'order-blocks': entry({
    id: 'order-blocks',
    name: 'Order blocks',
    group: 'structure',
    pane: 'price',
    otherPane: ['made', 'bullAge', 'bullTouched', 'bearAge', 'bearTouched'],
    parameters: { left: 5, right: 5, displacement: 1, atrPeriod: 14 },
    description:
      'The last candle against the direction of a move that broke structure, as a zone. The nearest zone that still holds ' +
      'is reported on each side; a return into it is where a reaction is expected.',
    source: ICT,
    notes:
      'The zone is the whole candle; some take its body only. Others take the candle with the extreme price since the ' +
      'swing that was broken (LuxAlgo), or the one before a fair value gap.',
    make: (options) => new OrderBlocks(options),
  }),
  'fibonacci-levels': entry({
    id: 'fibonacci-levels',
    name: 'Fibonacci retracements and extensions',
    group: 'structure',
    pane: 'price',
    parameters: { left: 5, right: 5 },
    description:
      'Retracements and extensions of the last confirmed leg. Pullbacks are expected to end at 0.382 to 0.65 of the leg, ' +
      'the next leg at 1.272 or 1.618.',
    source: 'R. Fischer, Fibonacci Applications and Strategies for Traders, 1993',
    notes:
      'The leg runs between confirmed swings, so it is right bars old at least; a chart reader may see a newer one.',
    make: (options) => new FibonacciLevels(options),
  }),
  'fibonacci-confluence': entry({
    id: 'fibonacci-confluence',
    name: 'Fibonacci position, golden zone and confluence',
    group: 'structure',
    pane: 'own',
    parameters: { left: 5, right: 5, legs: 3, tolerance: 0.25, atrPeriod: 14 },
    description:
      'How much of the last confirmed leg the close has retraced, whether that is in the golden zone, and how many levels ' +
      'of the last legs lie close by.',
    source: "Chartists' practice after R. Fischer, 1993",
    notes: 'The golden zone is 0.618 to 0.65, the usual one; some take 0.5 to 0.618 or 0.618 to 0.786.',
    guides: [0, 0.382, 0.618, 1],
    make: (options) => new FibonacciConfluence(options),
  }),
  'round-numbers': entry({
    id: 'round-numbers',
    name: 'Round numbers',
    group: 'structure',
    pane: 'own',
    otherPane: ['hundred', 'fifty'],
    parameters: { step: 0.01 },
    description:
      'Distance of the close from the nearest price that ends in 00 and in 50, where orders cluster. step is the distance ' +
      'between two 00 levels: 0.01 for EURUSD, 1 for USDJPY.',
    source: 'C. Osler, Support for Resistance, Federal Reserve Bank of New York, 2000',
    guides: [0],
    make: (options) => new RoundNumbers(options),
  }),
  'rsi-divergence': entry({
    id: 'rsi-divergence',
    name: 'Divergence of price and RSI',
    group: 'structure',
    pane: 'own',
    parameters: { period: 14, ...COMPARED },
    description:
      'Swings at which price and RSI moved apart. Regular divergence is read as a turn to come, hidden divergence as the ' +
      'trend going on; positive is bullish.',
    source: 'J. W. Wilder, New Concepts in Technical Trading Systems, 1978; hidden divergence: later practice',
    notes: DIVERGENCE_NOTES,
    guides: [0],
    make: (options) => new RsiDivergence(options),
  }),
  'macd-divergence': entry({
    id: 'macd-divergence',
    name: 'Divergence of price and MACD histogram',
    group: 'structure',
    pane: 'own',
    parameters: { fast: 12, slow: 26, signal: 9, ...COMPARED },
    description:
      'Swings at which price and the MACD histogram moved apart. Regular divergence is read as a turn to come, hidden ' +
      'divergence as the trend going on; positive is bullish.',
    source: 'A. Elder, Trading for a Living, 1993',
    notes: DIVERGENCE_NOTES,
    guides: [0],
    make: (options) => new MacdDivergence(options),
  }),
  'volume-divergence': entry({
    id: 'volume-divergence',
    name: 'Divergence of price and on-balance volume',
    group: 'structure',
    pane: 'own',
    parameters: COMPARED,
    description:
      'Swings at which price and on-balance volume moved apart. Regular divergence is read as a turn to come, hidden ' +
      'divergence as the trend going on; positive is bullish.',
    source: 'J. Granville, New Key to Stock Market Profits, 1963',
    notes: DIVERGENCE_NOTES,
    guides: [0],
    make: (options) => new VolumeDivergence(options),
  }),
  'fractal-dimension': entry({
    id: 'fractal-dimension',
    name: 'Fractal dimension',
    group: 'structure',
    pane: 'own',
    parameters: { half: 8 },
    description:
      'How rough the path of the price is: near 1 it goes straight, near 2 it goes back and forth over the same range, ' +
      '1.5 is a random walk.',
    source: 'J. Ehlers, Fractal Adaptive Moving Averages, Stocks & Commodities, 2005',
    notes: 'Held within 1 and 2, as in his moving average.',
    guides: [1.5],
    make: (options) => new FractalDimension(options),
  }),
} as const;
