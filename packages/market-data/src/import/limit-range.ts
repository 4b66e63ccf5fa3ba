import { pickCandles } from '../candles/candle-builder.ts';
import type { Block } from '../formats/blocks.ts';
import { pickTicks } from '../validation/validate-ticks.ts';

/** Open times that are imported: `from <= time < to`. */
export interface RowRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The rows of a block inside a range. Refused rows have no time that could be asked, and stay. */
export function limitRange(
  block: Block,
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: RowRange,
): Block {
  const { time } = block.kind === 'candles' ? block.candles : block.ticks;
  const rows: number[] = [];
  for (let row = 0; row < time.length; row++) {
    const at = time[row] as number;
    if (at >= from && at < to) rows.push(row);
  }
  if (rows.length === time.length) return block;
  const line = Float64Array.from(rows, (row) => block.line[row] as number);
  if (block.kind === 'candles') return { ...block, candles: pickCandles(block.candles, rows), line };
  return { ...block, ticks: pickTicks(block.ticks, rows), line };
}
