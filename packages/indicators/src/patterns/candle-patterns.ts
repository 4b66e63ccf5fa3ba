import { Indicator, type Bars } from '../contract/indicator.ts';
import { CandleFrame, FRAME_ROWS } from './candle-frame.ts';
import { CANDLE_PATTERN_IDS, candlePatternOf } from './candle-pattern-definitions.ts';
import { fillPattern } from './candle-pattern.ts';

const PATTERNS = CANDLE_PATTERN_IDS.map(candlePatternOf);

/**
 * All 61 candle patterns at once, one output each, in the order of TA-Lib, with its default penetrations. The measures
 * of the candles are made once for all.
 */
export class CandlePatterns extends Indicator {
  readonly #frame: CandleFrame;
  readonly #hits = new Int32Array(FRAME_ROWS);

  constructor() {
    super(
      {
        id: 'candle-patterns',
        parameters: {},
        outputs: CANDLE_PATTERN_IDS.map((id) => id.slice('cdl-'.length)),
        warmUp: PATTERNS.map(({ lookback }) => lookback + 1),
      },
      ['open', 'high', 'low', 'close'],
    );
    this.#frame = new CandleFrame(this.memory);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let row = from; row < to; row += FRAME_ROWS) {
      const count = Math.min(FRAME_ROWS, to - row);
      this.#frame.load(bars, row, count);
      PATTERNS.forEach((pattern, index) => {
        const output = outputs[index] as Float64Array;
        fillPattern(pattern, this.#frame, count, pattern.penetration ?? 0, this.#hits, output, row);
      });
      this.#frame.keep(count);
    }
  }
}
