import { columnNamed, type SourceInputs, type SourceNode } from '../engine/source-node.ts';
import type { StateTape } from '../engine/state-tape.ts';

const SESSION = 0;
const OPEN = 1;
const HIGH = 2;
const LOW = 3;
const CLOSE = 4;
const PREVIOUS_HIGH = 5;
const PREVIOUS_LOW = 6;
const PREVIOUS_CLOSE = 7;
const STATE_LENGTH = 8;

/**
 * The trading day so far (from 17:00 New York) and the one before: open, high and low of the day with this candle in
 * it, and high, low and close of the day before. A first day that is seen in part only still gives its range.
 */
export class DaySource implements SourceNode {
  readonly #inputs: SourceInputs;
  readonly #columns: Readonly<Record<string, Float64Array>>;
  readonly #state = new Float64Array(STATE_LENGTH);

  constructor(inputs: SourceInputs) {
    this.#inputs = inputs;
    const column = (): Float64Array => new Float64Array(inputs.capacity);
    this.#columns = {
      open: column(),
      high: column(),
      low: column(),
      previousHigh: column(),
      previousLow: column(),
      previousClose: column(),
    };
    this.reset();
  }

  column(name: string): Float64Array {
    return columnNamed(this.#columns, 'day', name);
  }

  run(from: number, to: number): void {
    const { open, high, low, close, session } = this.#inputs.bars;
    const { open: dayOpen, high: dayHigh, low: dayLow, previousHigh, previousLow, previousClose } = this.#columns;
    const state = this.#state;
    for (let row = from; row < to; row++) {
      if (state[SESSION] !== session[row]) this.#turn(session[row] as number, open[row] as number);
      state[HIGH] = Math.max(state[HIGH] as number, high[row] as number);
      state[LOW] = Math.min(state[LOW] as number, low[row] as number);
      state[CLOSE] = close[row] as number;
      (dayOpen as Float64Array)[row] = state[OPEN] as number;
      (dayHigh as Float64Array)[row] = state[HIGH];
      (dayLow as Float64Array)[row] = state[LOW];
      (previousHigh as Float64Array)[row] = state[PREVIOUS_HIGH] as number;
      (previousLow as Float64Array)[row] = state[PREVIOUS_LOW] as number;
      (previousClose as Float64Array)[row] = state[PREVIOUS_CLOSE] as number;
    }
  }

  #turn(session: number, open: number): void {
    const state = this.#state;
    if (!Number.isNaN(state[SESSION])) {
      state[PREVIOUS_HIGH] = state[HIGH] as number;
      state[PREVIOUS_LOW] = state[LOW] as number;
      state[PREVIOUS_CLOSE] = state[CLOSE] as number;
    }
    state[SESSION] = session;
    state[OPEN] = open;
    state[HIGH] = Number.NEGATIVE_INFINITY;
    state[LOW] = Number.POSITIVE_INFINITY;
  }

  reset(): void {
    this.#state.fill(Number.NaN);
  }

  save(tape: StateTape): void {
    tape.write(this.#state.slice());
  }

  restore(tape: StateTape): void {
    this.#state.set(tape.read());
  }
}
