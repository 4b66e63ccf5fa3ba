import { NOTHING as nothing } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { moneyFlowVolume } from './money-flow.ts';

const NOTHING = nothing;

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
    const { high, low, close, volume } = bars;
    const flows = scratch(0, to - from);
    const volumes = scratch(1, to - from);
    for (let row = from; row < to; row++) {
      flows[row - from] = moneyFlowVolume(
        high[row] as number,
        low[row] as number,
        close[row] as number,
        volume[row] as number,
      );
    }
    this.#flow.run(flows, 0, to - from, output, from);
    this.#volume.run(volume, from, to, volumes, 0);
    for (let row = from; row < to; row++) {
      const amount = volumes[row - from] as number;
      output[row] = Math.abs(amount) < NOTHING ? 0 : (output[row] as number) / amount;
    }
  }
}
