import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { moneyFlowVolume } from './money-flow.ts';

/** Chaikin's money flow: money flow volume of `period` bars over their volume, -1 to 1; 0 where there is no volume. */
export class Cmf extends Indicator {
  readonly #flow: RollingSum;
  readonly #volume: RollingSum;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('cmf', 'period', period, 1);
    super({ id: 'cmf', parameters: { period }, outputs: ['cmf'], warmUp: [period] }, [
      'high',
      'low',
      'close',
      'volume',
    ]);
    this.#flow = new RollingSum(this.memory, period);
    this.#volume = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const amount = bars.volume[row] as number;
      const close = bars.close[row] as number;
      const flow = this.#flow.step(moneyFlowVolume(bars.high[row] as number, bars.low[row] as number, close, amount));
      const volume = this.#volume.step(amount);
      output[row] = volume === 0 ? 0 : flow / volume;
    }
  }
}
