import { Indicator, type Bars } from '../contract/indicator.ts';
import { CandleFrame, FRAME_HISTORY, FRAME_ROWS } from './candle-frame.ts';
import { CANDLE_PATTERN_IDS, candlePatternOf } from './candle-pattern-definitions.ts';
import { findRule, type CandleRule } from './candle-rule.ts';

const PATTERNS = CANDLE_PATTERN_IDS.map(candlePatternOf);

/** A rule with the penetration of its pattern. */
interface ScoredRule {
  readonly rule: CandleRule;
  readonly penetration: number;
}

function rulesOf(isWanted: (rule: CandleRule, isDirected: boolean) => boolean): readonly ScoredRule[] {
  return PATTERNS.flatMap(({ rules, isDirected, penetration = 0 }) =>
    rules.filter((rule) => isWanted(rule, isDirected)).map((rule) => ({ rule, penetration })),
  );
}

const BULLISH = rulesOf(({ value }, isDirected) => isDirected && value > 0);
const BEARISH = rulesOf(({ value }, isDirected) => isDirected && value < 0);
const UNDIRECTED = rulesOf((_, isDirected) => !isDirected);

/** The first row at which every pattern can have a result. */
const LOOKBACK = Math.max(...PATTERNS.map(({ lookback }) => lookback));

/**
 * What the 61 candle patterns say together: the summed strength of the bullish ones (1 for a value of 100, so 0.8 and 2
 * occur), that of the bearish ones (as a positive number), the first less the second, and how many of the eight patterns
 * without a direction (dojis, spinning tops) are seen.
 */
export class CandlePatternScore extends Indicator {
  readonly #frame: CandleFrame;
  readonly #hits = new Int32Array(FRAME_ROWS);

  constructor() {
    super(
      {
        id: 'candle-pattern-score',
        parameters: {},
        outputs: ['bullish', 'bearish', 'net', 'indecision'],
        warmUp: [LOOKBACK + 1, LOOKBACK + 1, LOOKBACK + 1, LOOKBACK + 1],
      },
      ['open', 'high', 'low', 'close'],
    );
    this.#frame = new CandleFrame(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [bullish, bearish, net, indecision] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row += FRAME_ROWS) {
      const count = Math.min(FRAME_ROWS, to - row);
      this.#frame.load(bars, row, count);
      this.#add(BULLISH, count, bullish, row);
      this.#add(BEARISH, count, bearish, row);
      this.#add(UNDIRECTED, count, indecision, row);
      for (let at = row; at < row + count; at++) net[at] = (bullish[at] as number) - (bearish[at] as number);
      this.#frame.keep(count);
    }
  }

  /** Adds up the strength of some rules; whole hundredths until the end, so that the order does not matter. */
  #add(rules: readonly ScoredRule[], count: number, output: Float64Array, offset: number): void {
    const [frame, hits] = [this.#frame, this.#hits];
    const unknown = Math.min(count, Math.max(0, LOOKBACK - frame.seen));
    output.fill(0, offset, offset + count);
    const first = offset - FRAME_HISTORY;
    for (const { rule, penetration } of rules) {
      const found = findRule(rule, frame, FRAME_HISTORY + unknown, penetration, hits);
      const strength = Math.abs(rule.value);
      for (let hit = 0; hit < found; hit++) {
        const row = first + (hits[hit] as number);
        output[row] = (output[row] as number) + strength;
      }
    }
    for (let row = offset; row < offset + count; row++) output[row] = (output[row] as number) / 100;
    output.fill(Number.NaN, offset, offset + unknown);
  }
}
