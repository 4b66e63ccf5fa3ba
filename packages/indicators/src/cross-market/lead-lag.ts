import { Lag } from '../cells/lag.ts';
import { RollingCovariance } from '../cells/rolling-covariance.ts';
import { PairIndicator } from '../contract/indicator.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';
import { PairValues, requireFlag, type PairOptions } from './pair-values.ts';

export interface LeadLagOptions extends PairOptions {
  /** Bars between the leader and the follower. */
  readonly lag?: number;
}

/**
 * Correlation of one series with the other some bars before, over `period` pairs: `xLeads` is y now against x `lag` bars
 * ago, `yLeads` the reverse. 0 where a series does not vary.
 */
export class LeadLag extends PairIndicator {
  readonly #x: PairValues;
  readonly #y: PairValues;
  readonly #earlierX: Lag;
  readonly #earlierY: Lag;
  readonly #xLeads: RollingCovariance;
  readonly #yLeads: RollingCovariance;

  constructor({ period = 50, returns = 1, lag = 1 }: LeadLagOptions = {}) {
    requireWhole('lead-lag', 'period', period, 2);
    requireWhole('lead-lag', 'lag', lag, 1);
    requireFlag('lead-lag', 'returns', returns);
    const warmUp = period + returns + lag;
    const parameters = { period, returns, lag };
    super({ id: 'lead-lag', parameters, outputs: ['xLeads', 'yLeads'], warmUp: [warmUp, warmUp] });
    this.#x = new PairValues(this.memory, returns);
    this.#y = new PairValues(this.memory, returns);
    this.#earlierX = new Lag(this.memory, lag);
    this.#earlierY = new Lag(this.memory, lag);
    this.#xLeads = new RollingCovariance(this.memory, period);
    this.#yLeads = new RollingCovariance(this.memory, period);
  }

  compute(pairs: Columns<'x' | 'y'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [xLeads, yLeads] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const x = this.#x.step(pairs.x[row] as number);
      const y = this.#y.step(pairs.y[row] as number);
      this.#xLeads.step(this.#earlierX.step(x), y);
      this.#yLeads.step(this.#earlierY.step(y), x);
      xLeads[row] = this.#xLeads.correlation;
      yLeads[row] = this.#yLeads.correlation;
    }
  }
}
