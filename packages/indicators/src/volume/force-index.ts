import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Force index (Elder): change of the close times volume, smoothed by an exponential average. */
export class ForceIndex extends Indicator {
  readonly #previous: Lag;
  readonly #average: ExponentialAverage;

  constructor({ period = 13 }: BarsOptions = {}) {
    requireWhole('force-index', 'period', period, 1);
    const shape = { id: 'force-index', parameters: { period }, outputs: ['force'], warmUp: [period + 1] };
    super(shape, ['close', 'volume']);
    this.#previous = new Lag(this.memory, 1);
    this.#average = new ExponentialAverage(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const change = close - this.#previous.step(close);
      output[row] = this.#average.step(change * (bars.volume[row] as number));
    }
  }
}
