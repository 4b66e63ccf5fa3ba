import { Lag } from '../cells/lag.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requireWhole } from '../errors.ts';

export interface IchimokuOptions {
  readonly tenkan?: number;
  readonly kijun?: number;
  readonly senkou?: number;
  /** Bars by which the cloud is moved forward. */
  readonly displacement?: number;
}

/** Middle of the range of the last bars. */
class RangeMiddle {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;

  constructor(memory: StateMemory, period: number) {
    this.#highest = new RollingMax(memory, period);
    this.#lowest = new RollingMin(memory, period);
  }

  step(high: number, low: number): number {
    return (this.#highest.step(high) + this.#lowest.step(low)) / 2;
  }
}

/**
 * Ichimoku kinko hyo (Hosoda, 1969): middles of the range of 9, 26 and 52 bars. The cloud is given as it stands over this
 * bar on a chart, which is what was computed `displacement` bars ago: nothing looks ahead.
 */
export class Ichimoku extends Indicator {
  readonly #tenkan: RangeMiddle;
  readonly #kijun: RangeMiddle;
  readonly #senkou: RangeMiddle;
  readonly #spanA: Lag;
  readonly #spanB: Lag;

  constructor({ tenkan = 9, kijun = 26, senkou = 52, displacement = 26 }: IchimokuOptions = {}) {
    const parameters = { tenkan, kijun, senkou, displacement };
    for (const [name, value] of Object.entries(parameters)) requireWhole('ichimoku', name, value, 1);
    const warmUp = [tenkan, kijun, Math.max(tenkan, kijun) + displacement, senkou + displacement];
    const outputs = ['tenkan', 'kijun', 'senkouA', 'senkouB'];
    super({ id: 'ichimoku', parameters, outputs, warmUp }, ['high', 'low']);
    this.#tenkan = new RangeMiddle(this.memory, tenkan);
    this.#kijun = new RangeMiddle(this.memory, kijun);
    this.#senkou = new RangeMiddle(this.memory, senkou);
    this.#spanA = new Lag(this.memory, displacement);
    this.#spanB = new Lag(this.memory, displacement);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [tenkan, kijun, senkouA, senkouB] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const fast = this.#tenkan.step(high, low);
      const slow = this.#kijun.step(high, low);
      tenkan[row] = fast;
      kijun[row] = slow;
      senkouA[row] = this.#spanA.step((fast + slow) / 2);
      senkouB[row] = this.#spanB.step(this.#senkou.step(high, low));
    }
  }
}
