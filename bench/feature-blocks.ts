import { createFeatureEngine } from '@pipwright/features';
import type { CandleColumns } from '@pipwright/model';
import { EURUSD } from './made-market.ts';

/** Rows of a block: float32 columns of the whole catalogue that stay in the processor's third cache. */
const BLOCK_ROWS = 4096;

/** What is kept of some features over ten years, by name: their value at the end of each block. */
export type KeptValues = ReadonlyMap<string, Float32Array>;

/**
 * Computes features in blocks of float32 that are written over, as a build does that hands each block to a store while
 * the next one is computed. `names` are those wanted; the whole catalogue where they are missing.
 */
export function computeInBlocks(candles: CandleColumns, names?: readonly string[]): KeptValues {
  const engine = createFeatureEngine({
    instrument: EURUSD,
    timeframe: 'M1',
    ...(names === undefined ? {} : { names }),
  });
  const blocks = Math.ceil(candles.length / BLOCK_ROWS);
  const block = engine.names.map(() => new Float32Array(BLOCK_ROWS));
  const kept = engine.names.map(() => new Float32Array(blocks));
  for (let index = 0; index < blocks; index++) {
    const from = index * BLOCK_ROWS;
    const to = Math.min(candles.length, from + BLOCK_ROWS);
    engine.process(candles, from, to, block, 0);
    for (let feature = 0; feature < kept.length; feature++) {
      (kept[feature] as Float32Array)[index] = (block[feature] as Float32Array)[to - from - 1] as number;
    }
  }
  return new Map(engine.names.map((name, feature) => [name, kept[feature] as Float32Array]));
}
