import { SessionIndicator, type SessionBars } from '../contract/indicator.ts';

/** Positions of a session's figures in the state. */
const SESSION = 0;
const OPEN = 1;
const HIGH = 2;
const LOW = 3;
const CLOSE = 4;

/** Open, high, low and close of the last session, and the open of this one. */
export interface SessionFigures {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly nextOpen: number;
}

/**
 * Levels that hold for a whole session, made of the figures of the session before it. A session ends where the column
 * `session` changes. NaN in the first session of the data: none came before it. The first session counts as whole, so
 * data that start in its midst give levels of that part in the second.
 */
export abstract class SessionPivots extends SessionIndicator {
  /** Figures of the session that runs now. */
  readonly #session: Float64Array;
  readonly #levels: Float64Array;
  /** Sessions seen, up to 2; 0 before the first bar. */
  readonly #sessions: Int32Array;

  constructor(id: string, outputs: readonly string[]) {
    const shape = { id, parameters: {}, outputs, warmUp: outputs.map(() => 2), sparse: outputs };
    super(shape, ['open', 'high', 'low', 'close', 'session']);
    this.#session = this.memory.numbers(5);
    this.#levels = this.memory.numbers(outputs.length);
    this.#sessions = this.memory.counters(1);
  }

  /** Writes the levels, in the order of the outputs. */
  protected abstract levels(last: SessionFigures, target: Float64Array): void;

  compute(bars: SessionBars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const session = this.#session;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      if ((this.#sessions[0] as number) === 0 || (bars.session[row] as number) !== (session[SESSION] as number)) {
        this.#begin(bars.session[row] as number, bars.open[row] as number, high, low);
      } else {
        if (high > (session[HIGH] as number)) session[HIGH] = high;
        if (low < (session[LOW] as number)) session[LOW] = low;
      }
      session[CLOSE] = bars.close[row] as number;
      const known = (this.#sessions[0] as number) > 1;
      for (let index = 0; index < outputs.length; index++) {
        (outputs[index] as Float64Array)[row] = known ? (this.#levels[index] as number) : Number.NaN;
      }
    }
  }

  #begin(id: number, open: number, high: number, low: number): void {
    const session = this.#session;
    const seen = this.#sessions[0] as number;
    if (seen > 0) {
      const last = {
        open: session[OPEN] as number,
        high: session[HIGH] as number,
        low: session[LOW] as number,
        close: session[CLOSE] as number,
        nextOpen: open,
      };
      this.levels(last, this.#levels);
    }
    this.#sessions[0] = Math.min(seen + 1, 2);
    session[SESSION] = id;
    session[OPEN] = open;
    session[HIGH] = high;
    session[LOW] = low;
  }
}
