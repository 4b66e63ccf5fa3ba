import { Indicator, type Bars } from '../contract/indicator.ts';

/**
 * Heikin-Ashi candles: the close is the mean of the bar's four prices, the open is the middle of the candle before (of
 * the bar itself at the first), and high and low include both.
 */
export class HeikinAshi extends Indicator {
  /** Open and close of the candle before. */
  readonly #before: Float64Array;
  readonly #seen: Int32Array;

  constructor() {
    const outputs = ['open', 'high', 'low', 'close'];
    const shape = { id: 'heikin-ashi', parameters: {}, outputs, warmUp: [1, 1, 1, 1] };
    super(shape, ['open', 'high', 'low', 'close']);
    this.#before = this.memory.numbers(2);
    this.#seen = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [opens, highs, lows, closes] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const before = this.#before;
    for (let row = from; row < to; row++) {
      const barOpen = bars.open[row] as number;
      const barHigh = bars.high[row] as number;
      const barLow = bars.low[row] as number;
      const barClose = bars.close[row] as number;
      const first = (this.#seen[0] as number) === 0;
      const open = first ? (barOpen + barClose) / 2 : ((before[0] as number) + (before[1] as number)) / 2;
      const close = (barOpen + barHigh + barLow + barClose) / 4;
      this.#seen[0] = 1;
      before[0] = open;
      before[1] = close;
      opens[row] = open;
      highs[row] = Math.max(barHigh, open, close);
      lows[row] = Math.min(barLow, open, close);
      closes[row] = close;
    }
  }
}
