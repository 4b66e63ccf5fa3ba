import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors } from '../errors.ts';

/** Options of the doji by percent. */
export interface DojiOptions {
  /** Greatest change from open to close, in percent of the open: 0 to 100. */
  readonly changePercentMax?: number;
}

/**
 * Doji by the change of its price: 1 where the close differs from the open by at most so many percent of the open, 0
 * elsewhere. An open of 0 is a doji where the close is 0 too.
 */
export class Doji extends Indicator {
  readonly #fractionMax: number;

  constructor({ changePercentMax = 0.1 }: DojiOptions = {}) {
    if (!(changePercentMax >= 0 && changePercentMax <= 100)) {
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'doji',
        parameter: 'changePercentMax',
        value: changePercentMax,
        expected: 'a number from 0 to 100',
      });
    }
    super({ id: 'doji', parameters: { changePercentMax }, outputs: ['doji'], warmUp: [1] }, ['open', 'close']);
    this.#fractionMax = changePercentMax / 100;
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const [open, close] = [bars.open[row] as number, bars.close[row] as number];
      const isDoji = open === close || Math.abs(close / open - 1) <= this.#fractionMax;
      output[row] = isDoji ? 1 : 0;
    }
  }
}
