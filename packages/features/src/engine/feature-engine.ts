import {
  candleCloseTime,
  isoTime,
  type CandleColumns,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import { featureSet, type FeatureSet } from '../catalogue/catalogue.ts';
import type { ColumnReference } from '../catalogue/column-reference.ts';
import type { ColumnOperation, FeatureConstants, FeatureEntry } from '../catalogue/feature-definition.ts';
import { featureErrors } from '../errors.ts';
import { ClockColumns } from './clock-columns.ts';
import { ContextFrame } from './context-frame.ts';
import { Frame } from './frame.ts';
import { StateTape } from './state-tape.ts';

/** Rows that are computed together: small enough for the processor's second cache. */
const BLOCK_ROWS = 256;

export interface FeatureEngineOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
}

/** A saved state of an engine: plain numbers, and the feature set that they belong to. */
export interface FeatureState {
  readonly version: string;
  readonly numbers: Float64Array;
}

/** A feature ready to run: its operation, the blocks that it reads and the one that it writes. */
interface BoundFeature {
  readonly compute: ColumnOperation;
  readonly inputs: readonly Float64Array[];
  readonly output: Float64Array;
}

/**
 * Computes the catalogue over closed candles, one row per candle. A stream gives one candle at a time and a batch gives
 * blocks of them to the same code, so that both give the same bits.
 */
export class FeatureEngine {
  readonly set: FeatureSet;
  readonly names: readonly string[];
  readonly entries: readonly FeatureEntry[];
  /** Digest of the feature set: equal versions mean equal columns. */
  readonly version: string;
  /** The features of the last candle given to `update`, in the order of `names`. Overwritten by the next one. */
  readonly row: Float64Array;

  readonly #constants: FeatureConstants;
  readonly #base = new Frame(BLOCK_ROWS);
  readonly #time = new Float64Array(BLOCK_ROWS);
  readonly #clock = new ClockColumns(BLOCK_ROWS);
  readonly #contexts: readonly ContextFrame[];
  readonly #features: readonly BoundFeature[];
  /** Open time of the last candle. */
  readonly #lastTime = new Float64Array([Number.NEGATIVE_INFINITY]);

  constructor({ instrument, timeframe }: FeatureEngineOptions) {
    this.set = featureSet(timeframe);
    this.entries = this.set.entries;
    this.names = this.entries.map(({ name }) => name);
    this.version = this.set.version;
    this.row = new Float64Array(this.names.length).fill(Number.NaN);
    const { pipSize, tickSize, typicalSpread } = instrument;
    this.#constants = { pipSize, tickSize, typicalSpreadPips: typicalSpread };
    this.#contexts = this.set.contexts.map((context) => new ContextFrame(context, timeframe, BLOCK_ROWS));
    this.#features = this.set.definitions.map(({ compute, inputs }) => ({
      compute,
      inputs: inputs.map((input) => this.#column(input)),
      output: new Float64Array(BLOCK_ROWS),
    }));
  }

  #column(reference: ColumnReference): Float64Array {
    if (reference.kind === 'clock') return this.#clock.columns[reference.name];
    if (reference.frame === 0) return this.#base.column(reference);
    return (this.#contexts[reference.frame - 1] as ContextFrame).column(reference);
  }

  /**
   * Takes the closed candle `candles[index]`, the one after the last, and writes its features to `row`.
   * Throws `CANDLE_OUT_OF_ORDER`.
   */
  update(candles: CandleColumns, index: number): void {
    this.#computeBlock(candles, index, 1);
    const features = this.#features;
    for (let feature = 0; feature < features.length; feature++) {
      this.row[feature] = (features[feature] as BoundFeature).output[0] as number;
    }
  }

  /**
   * Takes the closed candles `from` (inclusive) to `to` (exclusive), those after the last, and writes the features of
   * candle `from` to row `at` of each column, and so on. Throws `CANDLE_OUT_OF_ORDER`.
   */
  process(candles: CandleColumns, from: number, to: number, columns: readonly Float64Array[], at: number): void {
    for (let start = from; start < to; start += BLOCK_ROWS) {
      const length = Math.min(BLOCK_ROWS, to - start);
      this.#computeBlock(candles, start, length);
      for (let feature = 0; feature < columns.length; feature++) {
        const { output } = this.#features[feature] as BoundFeature;
        (columns[feature] as Float64Array).set(output.subarray(0, length), at + start - from);
      }
    }
  }

  #computeBlock(candles: CandleColumns, from: number, length: number): void {
    this.#load(candles, from, length);
    this.#base.run(0, length);
    for (let context = 0; context < this.#contexts.length; context++) {
      (this.#contexts[context] as ContextFrame).run(this.#time, this.#base.bars, length);
    }
    for (let index = 0; index < this.#features.length; index++) {
      const { compute, inputs, output } = this.#features[index] as BoundFeature;
      compute(inputs, output, length, this.#constants);
    }
  }

  #load(candles: CandleColumns, from: number, length: number): void {
    const { bars } = this.#base;
    const { timeframe } = this.set;
    for (let row = 0; row < length; row++) {
      const index = from + row;
      const time = candles.time[index] as EpochMs;
      if (!(time > (this.#lastTime[0] as number))) {
        const lastTime = isoTime(this.#lastTime[0] as number);
        throw featureErrors.CANDLE_OUT_OF_ORDER({ time: isoTime(time), lastTime });
      }
      this.#lastTime[0] = time;
      this.#time[row] = time;
      bars.open[row] = candles.open[index] as number;
      bars.high[row] = candles.high[index] as number;
      bars.low[row] = candles.low[index] as number;
      bars.close[row] = candles.close[index] as number;
      bars.volume[row] = candles.volume[index] as number;
      bars.spread[row] = (candles.askClose[index] as number) - (candles.close[index] as number);
      this.#clock.fill(row, time, candleCloseTime(time, timeframe));
    }
  }

  /** Forgets all candles. */
  reset(): void {
    this.#lastTime[0] = Number.NEGATIVE_INFINITY;
    this.row.fill(Number.NaN);
    this.#base.reset();
    for (const context of this.#contexts) context.reset();
  }

  save(): FeatureState {
    const tape = new StateTape();
    tape.write(this.#lastTime.slice());
    this.#base.save(tape);
    for (const context of this.#contexts) context.save(tape);
    return { version: this.version, numbers: tape.toArray() };
  }

  /** Continues after the last candle of the saved engine. Throws `STATE_MISMATCH` where the catalogue is another one. */
  restore(state: FeatureState): void {
    const { length } = this.save().numbers;
    if (state.version !== this.version || state.numbers.length !== length) {
      throw featureErrors.STATE_MISMATCH({ saved: state.version, version: this.version });
    }
    const tape = StateTape.of(state.numbers);
    this.#lastTime.set(tape.read(1));
    this.#base.restore(tape);
    for (const context of this.#contexts) context.restore(tape);
  }
}

/** An engine that has seen no candle yet. Throws `TIMEFRAME_WITHOUT_FEATURES`. */
export function createFeatureEngine(options: FeatureEngineOptions): FeatureEngine {
  return new FeatureEngine(options);
}
