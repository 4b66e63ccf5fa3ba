import type { Instrument, Timeframe } from '@pipwright/model';
import type { ColumnReference } from '../catalogue/column-reference.ts';
import type { FeatureContext } from '../sources/feature-context.ts';
import type { FrameNode } from './frame-node.ts';
import type { FrameBars } from './frame.ts';

/** A step that gives columns of facts from outside the candles, as of the close of each base candle of the block. */
export interface SourceNode extends FrameNode {
  /** Throws `TypeError` where it has no such column. */
  column(name: string): Float64Array;
}

/** What a source is made from. */
export interface SourceInputs {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly context: FeatureContext;
  readonly capacity: number;
  /** Close of each base candle of the block: facts available by then are seen. */
  readonly decidedAt: Float64Array;
  readonly bars: FrameBars;
  /** The block of a column of the base candles, for sources that measure prices. */
  readonly column: (reference: ColumnReference) => Float64Array;
}

/** Columns by name, for sources to look theirs up in. */
export function columnNamed(
  columns: Readonly<Record<string, Float64Array>>,
  source: string,
  name: string,
): Float64Array {
  const column = columns[name];
  if (column === undefined) throw new TypeError(`the source ${source} has no column '${name}'`);
  return column;
}
