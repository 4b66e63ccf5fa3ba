import { createFeatureEngine, type FeatureContext, type FeatureEngine } from '@pipwright/features';
import { PipwrightError, type CandleColumns, type Instrument, type Timeframe } from '@pipwright/model';

export interface ColumnPartOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly context: FeatureContext;
  /** The features of the part, in the order of its columns. */
  readonly names: readonly string[];
}

/** What a part has made of a block of candles. */
export interface ComputedPart {
  /** A value per candle, rounded to float32. */
  readonly columns: readonly Float32Array<ArrayBuffer>[];
  /** State of the computation after the last candle. */
  readonly state: Float64Array<ArrayBuffer>;
}

/** Errors of an engine that does not know a saved state: other columns, or facts that have changed. */
const NOT_RESTORABLE: readonly string[] = ['STATE_MISMATCH', 'FACTS_CHANGED'];

/**
 * Some columns of the feature row, over one block of candles after the other. Everything that builds features asks the
 * feature engine through this.
 */
export class ColumnPart {
  readonly #engine: FeatureEngine;

  constructor(options: ColumnPartOptions) {
    this.#engine = createFeatureEngine(options);
  }

  get version(): string {
    return this.#engine.version;
  }

  /** Computes the rows of candles that come after those before. */
  compute(candles: CandleColumns): ComputedPart {
    const { length } = candles;
    const { names } = this.#engine;
    // One piece for all columns: large ones go back to the system when they are freed, small ones stay with the process.
    const memory = new ArrayBuffer(names.length * length * Float32Array.BYTES_PER_ELEMENT);
    const columns = names.map(
      (_, index) => new Float32Array(memory, index * length * Float32Array.BYTES_PER_ELEMENT, length),
    );
    this.#engine.process(candles, 0, length, columns, 0);
    return { columns, state: this.#save() };
  }

  /** Goes on from a saved state; false where it is not one of this engine, which then begins anew. */
  restore(state: Float64Array): boolean {
    const [columnsLength = 0] = state;
    const columns = String.fromCharCode(...state.subarray(1, 1 + columnsLength));
    try {
      this.#engine.restore({ version: this.version, columns, numbers: state.slice(1 + columnsLength) });
      return true;
    } catch (error) {
      if (!(error instanceof PipwrightError && NOT_RESTORABLE.includes(error.code))) throw error;
      this.reset();
      return false;
    }
  }

  /** Forgets all candles. */
  reset(): void {
    this.#engine.reset();
  }

  /** The name of the state's columns as codes, with their number in front, and then its numbers. */
  #save(): Float64Array<ArrayBuffer> {
    const { columns, numbers } = this.#engine.save();
    const state = new Float64Array(1 + columns.length + numbers.length);
    state[0] = columns.length;
    for (let at = 0; at < columns.length; at++) state[1 + at] = columns.charCodeAt(at);
    state.set(numbers, 1 + columns.length);
    return state;
  }
}
