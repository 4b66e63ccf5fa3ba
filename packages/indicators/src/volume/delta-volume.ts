import { SessionIndicator, type SessionBars } from '../contract/indicator.ts';
import { moneyFlowVolume } from './money-flow.ts';

/**
 * Delta volume, as far as bars can show it: the part of the volume below the close counts as bought, the part above as
 * sold. `delta` is bought minus sold of the bar, `cumulative` their sum since the session began. A bar without a range
 * has a delta of 0.
 */
export class DeltaVolume extends SessionIndicator {
  /** The sum, the session, and whether there was one. */
  readonly #state: Float64Array;

  constructor() {
    const outputs = ['delta', 'cumulative'];
    const reads = ['high', 'low', 'close', 'volume', 'session'] as const;
    super({ id: 'delta-volume', parameters: {}, outputs, warmUp: [1, 1] }, reads);
    this.#state = this.memory.numbers(2);
  }

  compute(bars: SessionBars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [deltas, cumulative] = outputs as [Float64Array, Float64Array];
    const { high, low, close, volume } = bars;
    let sum = this.#state[0] as number;
    let current = this.#state[1] as number;
    for (let row = from; row < to; row++) {
      const session = bars.session[row] as number;
      if (session !== current) sum = 0;
      current = session;
      const delta = moneyFlowVolume(
        high[row] as number,
        low[row] as number,
        close[row] as number,
        volume[row] as number,
      );
      sum += delta;
      deltas[row] = delta;
      cumulative[row] = sum;
    }
    this.#state[0] = sum;
    this.#state[1] = current;
  }
}
