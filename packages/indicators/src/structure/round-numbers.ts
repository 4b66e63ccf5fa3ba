import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive } from '../errors.ts';

export interface RoundNumbersOptions {
  /** Distance between two "00" levels in price: 0.01 for EURUSD (100 pips), 1 for USDJPY, 10 for gold. */
  readonly step?: number;
}

/** Multiples beyond this are no longer whole numbers in a double: the grid is finer than the price. */
const MULTIPLE_MAX = 2 ** 52;

/**
 * Round numbers: `hundred` is the multiple of `step` nearest to the close, `fifty` the nearest level halfway between two
 * multiples; `hundredDistance` and `fiftyDistance` are close - level in steps, -0.5 to 0.5. Where the step is too fine
 * for the price, the levels are the close itself and the distances 0.
 */
export class RoundNumbers extends Indicator {
  readonly #step: number;

  constructor({ step = 0.01 }: RoundNumbersOptions = {}) {
    requirePositive('round-numbers', 'step', step);
    const outputs = ['hundred', 'hundredDistance', 'fifty', 'fiftyDistance'];
    super({ id: 'round-numbers', parameters: { step }, outputs, warmUp: [1, 1, 1, 1] }, ['close']);
    this.#step = step;
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [hundred, hundredDistance, fifty, fiftyDistance] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const step = this.#step;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const multiple = close / step;
      const usable = Math.abs(multiple) < MULTIPLE_MAX;
      const whole = Math.round(multiple);
      const half = Math.floor(multiple) + 0.5;
      hundred[row] = usable ? whole * step : close;
      hundredDistance[row] = usable ? multiple - whole : 0;
      fifty[row] = usable ? half * step : close;
      fiftyDistance[row] = usable ? multiple - half : 0;
    }
  }
}
