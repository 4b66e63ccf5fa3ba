import { quotient } from '../cells/quotient.ts';
import { WeightedMoments } from '../cells/weighted-moments.ts';
import { SessionIndicator, type SessionBars } from '../contract/indicator.ts';
import { requireBands, VWAP_OUTPUTS, writeBands, type VwapBandOptions } from './vwap-bands.ts';

const READS = ['high', 'low', 'close', 'volume', 'session'] as const;

/** Typical prices weighted by volume since the session began, bar by bar. */
abstract class SessionVwapIndicator extends SessionIndicator {
  protected readonly moments = new WeightedMoments(this.memory);
  readonly #session = this.memory.numbers(1);

  /** Takes one bar; starts anew where the session changes. */
  protected take(bars: SessionBars, row: number): void {
    const session = bars.session[row] as number;
    if (session !== (this.#session[0] as number)) this.moments.clear();
    this.#session[0] = session;
    const typical = ((bars.high[row] as number) + (bars.low[row] as number) + (bars.close[row] as number)) / 3;
    this.moments.step(typical, bars.volume[row] as number);
  }
}

/**
 * Volume-weighted average price since the session began, with bands of its weighted deviation. While the session has no
 * volume, every bar counts 1.
 */
export class VwapSession extends SessionVwapIndicator {
  readonly #inner: number;
  readonly #outer: number;

  constructor({ inner = 1, outer = 2 }: VwapBandOptions = {}) {
    requireBands('vwap-session', inner, outer);
    const shape = { id: 'vwap-session', parameters: { inner, outer }, outputs: VWAP_OUTPUTS };
    super({ ...shape, warmUp: [1, 1, 1, 1, 1] }, READS);
    this.#inner = inner;
    this.#outer = outer;
  }

  compute(bars: SessionBars, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let row = from; row < to; row++) {
      this.take(bars, row);
      const deviation = this.moments.deviation;
      writeBands(outputs, row, this.moments.mean, this.#inner * deviation, this.#outer * deviation);
    }
  }
}

/** Distance of the close from the session's volume-weighted average price, in deviations; 0 where there are none. */
export class VwapSessionDistance extends SessionVwapIndicator {
  constructor() {
    super({ id: 'vwap-session-distance', parameters: {}, outputs: ['distance'], warmUp: [1] }, READS);
  }

  compute(bars: SessionBars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      this.take(bars, row);
      output[row] = quotient((bars.close[row] as number) - this.moments.mean, this.moments.deviation, 0);
    }
  }
}
