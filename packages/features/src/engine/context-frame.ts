import { candleCloseTime, candleOpenTime, type EpochMs, type Timeframe } from '@pipwright/model';
import type { Bars } from '@pipwright/indicators';
import type { ColumnReference } from '../catalogue/column-reference.ts';
import { referenceKey } from '../catalogue/column-reference.ts';
import { Frame } from './frame.ts';
import type { StateTape } from './state-tape.ts';

/** A column of the context, joined to the base rows. */
interface JoinedColumn {
  readonly source: Float64Array;
  readonly target: Float64Array;
}

/** Places in the state of the candle that is forming. */
const FORMING = 0;
const CLOSE_TIME = 1;
const OPEN = 2;
const HIGH = 3;
const LOW = 4;
const CLOSE = 5;
const VOLUME = 6;
/** 1 where the candle was seen from its open on. */
const WHOLE = 7;
/** 1 once a candle was seen. */
const STARTED = 8;

/**
 * A higher timeframe, built from the base candles, and its columns as of its last closed candle.
 *
 * A higher candle is closed by the base candle that ends at or after its close, and is seen from that base candle's own
 * row on. Where that base candle is missing, the first candle of the next period closes it. The candle that is still
 * forming is never seen: no look-ahead, and no value that changes later. A first candle whose beginning lies before the
 * series is left out: its range would be that of a part.
 *
 * Row 0 of the block of closed candles holds the last one of the block before; new ones follow from row 1.
 */
export class ContextFrame {
  readonly timeframe: Timeframe;
  readonly #baseTimeframe: Timeframe;
  readonly #capacity: number;
  readonly #frame: Frame;
  readonly #forming = new Float64Array(9);
  readonly #joined: JoinedColumn[] = [];
  readonly #targets = new Map<string, Float64Array>();
  /** Per base row: the row of closed candles that it sees. */
  readonly #seen: Int32Array;
  #closedRows = 0;

  constructor(timeframe: Timeframe, baseTimeframe: Timeframe, capacity: number) {
    this.timeframe = timeframe;
    this.#baseTimeframe = baseTimeframe;
    this.#capacity = capacity;
    this.#frame = new Frame(capacity + 2);
    this.#seen = new Int32Array(capacity);
  }

  /** The column joined to the base rows of the block. */
  column(reference: ColumnReference): Float64Array {
    const key = referenceKey(reference);
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const source = this.#frame.column(reference);
    const target = new Float64Array(this.#capacity);
    source[0] = Number.NaN;
    this.#joined.push({ source, target });
    this.#targets.set(key, target);
    return target;
  }

  /** Takes rows 0 to `length - 1` of the base block and joins all columns to them. */
  run(time: Float64Array, bars: Bars, length: number): void {
    this.#closedRows = 0;
    for (let row = 0; row < length; row++) {
      this.#take(time[row] as EpochMs, bars, row);
      this.#seen[row] = this.#closedRows;
    }
    if (this.#closedRows > 0) this.#frame.run(1, this.#closedRows + 1);
    for (let index = 0; index < this.#joined.length; index++) {
      const { source, target } = this.#joined[index] as JoinedColumn;
      for (let row = 0; row < length; row++) target[row] = source[this.#seen[row] as number] as number;
      source[0] = source[this.#closedRows] as number;
    }
  }

  #take(time: EpochMs, bars: Bars, row: number): void {
    const forming = this.#forming;
    if (forming[FORMING] === 1 && time >= (forming[CLOSE_TIME] as number)) this.#close();
    const high = bars.high[row] as number;
    const low = bars.low[row] as number;
    if (forming[FORMING] === 0) {
      forming[FORMING] = 1;
      const openTime = candleOpenTime(time, this.timeframe);
      forming[CLOSE_TIME] = candleCloseTime(openTime, this.timeframe);
      forming[WHOLE] = forming[STARTED] === 1 || time === openTime ? 1 : 0;
      forming[STARTED] = 1;
      forming[OPEN] = bars.open[row] as number;
      forming[HIGH] = high;
      forming[LOW] = low;
      forming[VOLUME] = bars.volume[row] as number;
    } else {
      forming[HIGH] = Math.max(forming[HIGH] as number, high);
      forming[LOW] = Math.min(forming[LOW] as number, low);
      forming[VOLUME] = (forming[VOLUME] as number) + (bars.volume[row] as number);
    }
    forming[CLOSE] = bars.close[row] as number;
    if (candleCloseTime(time, this.#baseTimeframe) >= (forming[CLOSE_TIME] as number)) this.#close();
  }

  #close(): void {
    const forming = this.#forming;
    forming[FORMING] = 0;
    if (forming[WHOLE] === 0) return;
    const { bars } = this.#frame;
    const row = ++this.#closedRows;
    bars.open[row] = forming[OPEN] as number;
    bars.high[row] = forming[HIGH] as number;
    bars.low[row] = forming[LOW] as number;
    bars.close[row] = forming[CLOSE] as number;
    bars.volume[row] = forming[VOLUME] as number;
  }

  reset(): void {
    this.#forming.fill(0);
    this.#frame.reset();
    for (const { source } of this.#joined) source[0] = Number.NaN;
  }

  save(tape: StateTape): void {
    tape.write(this.#forming.slice());
    tape.write(Float64Array.from(this.#joined, ({ source }) => source[0] as number));
    this.#frame.save(tape);
  }

  restore(tape: StateTape): void {
    this.#forming.set(tape.read(this.#forming.length));
    const carried = tape.read(this.#joined.length);
    this.#joined.forEach(({ source }, index) => (source[0] = carried[index] as number));
    this.#frame.restore(tape);
  }
}
