import { CANDLE_COLUMN_NAMES, sliceCandles, tradingDayOpen, type CandleColumns, type EpochMs } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { IndicatorReader, IndicatorRequest, StreamInput } from '../strategy-definition.ts';
import type { CandleCursor } from './candle-cursor.ts';
import type { StrategyMoment } from './moment.ts';

/** Rows that an indicator takes at once where the history is known: enough to pay for the call, few enough for the cache. */
const BLOCK_ROWS = 1024;
const KEEP_DEFAULT = 2;
const COLUMNS: readonly string[] = [...CANDLE_COLUMN_NAMES, 'session'];

/**
 * One indicator on one series: takes each closed candle once and keeps its last values.
 *
 * Where the history is known, an indicator that can take many rows at once is given a block ahead of time; its values are
 * read one by one as the candles close. By the indicators' contract both ways give the same bits.
 */
export class IndicatorFeed {
  readonly input: StreamInput;
  /** Whether it can take many rows at once. */
  readonly takesBlocks: boolean;
  readonly #moment: StrategyMoment;
  readonly #outputs: readonly string[];
  #keep = KEEP_DEFAULT;
  /** One column per output: the last `keep` values, then room for a block. */
  #values: Float64Array[] = [];
  #first: Float64Array = new Float64Array(0);
  /** Where the last values stand when no further block fits behind them. */
  #blockEnd = 0;
  /** Where the latest value stands; what lies behind it, up to `#end`, was computed ahead. */
  #at = -1;
  #end = 0;

  constructor(input: StreamInput, moment: StrategyMoment) {
    this.input = input;
    this.#moment = moment;
    this.#outputs = input.outputs ?? ['value'];
    const { reads } = input;
    this.takesBlocks = 'process' in input && reads !== undefined && reads.every((name) => COLUMNS.includes(name));
    this.#allocate();
  }

  /** Reads one output. Throws `INDICATOR_OUTPUT_UNKNOWN`. */
  reader(request: IndicatorRequest): IndicatorReader {
    const output = request.output === undefined ? 0 : this.#outputs.indexOf(request.output);
    if (output < 0) {
      throw errors.INDICATOR_OUTPUT_UNKNOWN({
        strategy: this.#moment.strategy,
        output: request.output ?? '',
        known: this.#outputs.join(', '),
      });
    }
    if (request.keep !== undefined && request.keep > this.#keep) {
      this.#keep = request.keep;
      this.#allocate();
    }
    return (ago = 0) => {
      if (!(ago >= 0 && ago < this.#keep && Number.isInteger(ago))) this.#refuse(ago);
      return this.#values[output]![this.#at - ago]!;
    };
  }

  /** The candle at the cursor has closed. */
  take(cursor: CandleCursor): void {
    if (this.#at >= this.#blockEnd) this.#makeRoom();
    const result = this.input.update(cursor);
    const at = ++this.#at;
    this.#end = at + 1;
    if (typeof result === 'number') this.#first[at] = result;
    else this.#write(result, at);
  }

  /** The candle at `index` has closed; those behind it, up to the end of the columns, are known to be final. */
  takeKnown(candles: CandleColumns, index: number): void {
    if (this.#at + 1 === this.#end) this.#takeBlock(candles, index);
    this.#at++;
  }

  #takeBlock(candles: CandleColumns, index: number): void {
    if (this.#at >= this.#blockEnd) this.#makeRoom();
    const rows = sliceCandles(candles, index, index + BLOCK_ROWS);
    const columns = rows as unknown as Record<string, Float64Array>;
    if (this.input.reads!.includes('session')) {
      columns['session'] = rows.time.map((time) => tradingDayOpen(time as EpochMs));
    }
    const start = this.#at + 1;
    const outputs = this.#values.map((values) => values.subarray(start, start + rows.length));
    this.input.process!(columns, 0, rows.length, outputs);
    this.#end = start + rows.length;
  }

  #write(result: Float64Array, at: number): void {
    const values = this.#values;
    for (let output = 0; output < values.length; output++) values[output]![at] = result[output]!;
  }

  /** Moves the last values to the front. */
  #makeRoom(): void {
    const from = this.#at + 1 - this.#keep;
    for (const values of this.#values) values.copyWithin(0, from, this.#at + 1);
    this.#at = this.#keep - 1;
    this.#end = this.#keep;
  }

  #allocate(): void {
    const rows = this.#keep + 2 * BLOCK_ROWS;
    this.#values = this.#outputs.map(() => new Float64Array(rows).fill(Number.NaN));
    this.#first = this.#values[0]!;
    this.#blockEnd = rows - BLOCK_ROWS - 1;
    this.#at = this.#keep - 1;
    this.#end = this.#keep;
  }

  #refuse(ago: number): never {
    const { strategy, when } = this.#moment;
    if (ago < 0) {
      throw errors.CANDLE_NOT_CLOSED({
        strategy,
        when,
        what: `the value of an indicator at ${ago} candles ago`,
        instead: 'the value without a number',
      });
    }
    throw errors.INDICATOR_NOT_KEPT({ strategy, when, ago, keep: this.#keep, needed: Math.floor(ago) + 1 });
  }
}
