import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors } from '../errors.ts';
import { CandleFrame, FRAME_HISTORY, FRAME_ROWS } from './candle-frame.ts';
import { candlePatternOf, type CandlePatternId } from './candle-pattern-definitions.ts';
import { findRule, type CandlePatternDefinition } from './candle-rule.ts';

/** Options of a pattern. */
export interface CandlePatternOptions {
  /** How far into a body a later close must reach, in parts of that body; only for the patterns that have one. */
  readonly penetration?: number;
}

function requirePenetration(indicator: string, value: number): number {
  if (value >= 0 && value < Infinity) return value;
  const expected = 'a finite number of at least 0';
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator, parameter: 'penetration', value, expected });
}

/**
 * One of TA-Lib's candle patterns: 100 where it is seen, -100 where its bearish form is, 0 elsewhere; 80 for some weaker
 * forms and 200 for some confirmed ones. NaN in the first `lookback` rows, of which TA-Lib reports nothing.
 */
export class CandlePattern extends Indicator {
  readonly #definition: CandlePatternDefinition;
  readonly #penetration: number;
  readonly #frame: CandleFrame;
  readonly #hits = new Int32Array(FRAME_ROWS);

  constructor(id: CandlePatternId, options: CandlePatternOptions = {}) {
    const definition = candlePatternOf(id);
    const penetration = requirePenetration(id, options.penetration ?? definition.penetration ?? 0);
    const parameters: Record<string, number> = definition.penetration === undefined ? {} : { penetration };
    super({ id, parameters, outputs: ['pattern'], warmUp: [definition.lookback + 1] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#definition = definition;
    this.#penetration = penetration;
    this.#frame = new CandleFrame(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row += FRAME_ROWS) {
      const count = Math.min(FRAME_ROWS, to - row);
      this.#frame.load(bars, row, count);
      fillPattern(this.#definition, this.#frame, count, this.#penetration, this.#hits, output, row);
      this.#frame.keep(count);
    }
  }
}

/** Writes what a pattern is worth at each of the `count` loaded candles into `output` from row `offset` on. */
export function fillPattern(
  definition: CandlePatternDefinition,
  frame: CandleFrame,
  count: number,
  penetration: number,
  hits: Int32Array,
  output: Float64Array,
  offset: number,
): void {
  const unknown = Math.min(count, Math.max(0, definition.lookback - frame.seen));
  if (count === 1) output[offset] = unknown > 0 ? Number.NaN : 0;
  else output.fill(Number.NaN, offset, offset + unknown).fill(0, offset + unknown, offset + count);
  if (unknown === count) return;
  for (const rule of definition.rules) {
    const found = findRule(rule, frame, FRAME_HISTORY + unknown, penetration, hits);
    const first = offset - FRAME_HISTORY;
    for (let hit = 0; hit < found; hit++) output[first + (hits[hit] as number)] = rule.value;
  }
}
