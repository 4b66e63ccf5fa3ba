import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';

type TopColumn = 'bidPrice1' | 'bidSize1' | 'askPrice1' | 'askSize1';

/** Price of a side that is empty: below every bid, above every ask. */
const EMPTY = 1e300;

/**
 * Order flow imbalance at the best prices over the last `period` changes of the book: what came to the bid and left the
 * ask, minus what left the bid and came to the ask. `flow` is in size, `share` is over all that came and left, -1 to 1;
 * 0 where nothing changed.
 */
export class OrderFlowImbalance extends StreamIndicator<TopColumn> {
  readonly #flow: RollingSum;
  readonly #size: RollingSum;
  /** Bid price and size, ask price and size of the row before. */
  readonly #state: Float64Array;
  readonly #seen: Int32Array;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('order-flow-imbalance', 'period', period, 1);
    const outputs = ['flow', 'share'];
    const warmUp = [period + 1, period + 1];
    const shape = { id: 'order-flow-imbalance', parameters: { period }, outputs, warmUp };
    super(shape, ['bidPrice1', 'bidSize1', 'askPrice1', 'askSize1']);
    this.#flow = new RollingSum(this.memory, period);
    this.#size = new RollingSum(this.memory, period);
    this.#state = this.memory.numbers(4);
    this.#seen = this.memory.counters(1);
  }

  compute(book: Columns<TopColumn>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [flows, shares] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const event = this.#event(
        book.bidPrice1[row] as number,
        Math.max(0, book.bidSize1[row] as number),
        book.askPrice1[row] as number,
        Math.max(0, book.askSize1[row] as number),
      );
      const flow = this.#flow.step(event);
      flows[row] = flow;
      shares[row] = quotient(flow, this.#size.step(Math.abs(event)), 0);
    }
  }

  /** What one row changed; NaN at the first, which has none before. */
  #event(bidPrice: number, bidSize: number, askPrice: number, askSize: number): number {
    const state = this.#state;
    const bid = bidSize > 0 ? bidPrice : -EMPTY;
    const ask = askSize > 0 ? askPrice : EMPTY;
    const lastBid = state[0] as number;
    const lastAsk = state[2] as number;
    const came = (bid >= lastBid ? bidSize : 0) + (ask >= lastAsk ? (state[3] as number) : 0);
    const left = (bid <= lastBid ? (state[1] as number) : 0) + (ask <= lastAsk ? askSize : 0);
    state[0] = bid;
    state[1] = bidSize;
    state[2] = ask;
    state[3] = askSize;
    if ((this.#seen[0] as number) === 1) return came - left;
    this.#seen[0] = 1;
    return Number.NaN;
  }
}
