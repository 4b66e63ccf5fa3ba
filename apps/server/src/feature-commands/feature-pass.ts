import { createFeatureEngine, type FeatureContext, type FeatureEngine } from '@pipwright/features';
import { sliceCandles, type CandleColumns, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import type { CandleStore } from '@pipwright/storage/ports';
import { candleParts } from '../features/candle-blocks.ts';

/** Candles that are read together. */
const PART_ROWS = 65_536;
/** Rows of features that are looked at together. */
export const PASS_ROWS = 512;

const BEGINNING = Number.MIN_SAFE_INTEGER as EpochMs;

/** Some candles in a row with their features. The next block overwrites the columns. */
export interface PassedRows {
  readonly candles: CandleColumns;
  readonly length: number;
  /** Columns in the order of the engine's names, of which the first `length` values count. */
  readonly columns: readonly Float64Array[];
  /** Candles before these. */
  readonly before: number;
  /** Whether the candles were given one by one, as in live trading. */
  readonly isStreamed: boolean;
}

export interface FeaturePassOptions {
  readonly candles: CandleStore;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly context: FeatureContext;
  /** Candles that open at or after this moment are left out. */
  readonly until: EpochMs;
  /** Which blocks of `PASS_ROWS` are computed candle by candle. Default: none. */
  readonly isStreamed?: (block: number) => boolean;
  readonly signal: AbortSignal;
}

function computeStreamed(engine: FeatureEngine, candles: CandleColumns, columns: readonly Float64Array[]): void {
  for (let row = 0; row < candles.length; row++) {
    engine.update(candles, row);
    columns.forEach((column, feature) => (column[row] = engine.row[feature] as number));
  }
}

/**
 * Passes over all stored candles of a series from its beginning and gives their features, a block at a time: features
 * remember, so that a row is right only after everything before it. Memory does not grow with the series.
 */
export async function* passFeatures(options: FeaturePassOptions): AsyncGenerator<PassedRows, void, void> {
  const { instrument, timeframe, context, until, isStreamed = () => false, signal } = options;
  const engine = createFeatureEngine({ instrument, timeframe, context });
  const columns = engine.names.map(() => new Float64Array(PASS_ROWS));
  const key = { symbol: instrument.symbol, timeframe };
  let before = 0;
  let block = 0;
  for await (const part of candleParts(options.candles, key, { from: BEGINNING, to: until }, PART_ROWS)) {
    for (let from = 0; from < part.length; from += PASS_ROWS) {
      signal.throwIfAborted();
      const candles = sliceCandles(part, from, Math.min(part.length, from + PASS_ROWS));
      const streamed = isStreamed(block++);
      if (streamed) computeStreamed(engine, candles, columns);
      else engine.process(candles, 0, candles.length, columns, 0);
      yield { candles, length: candles.length, columns, before, isStreamed: streamed };
      before += candles.length;
    }
  }
}
