import { errors } from '../../errors.ts';
import type { FeatureBlock } from '../../ports/index.ts';
import { describeKey } from './series-register.ts';

function problemOf({ names, time, columns, follows, joins }: FeatureBlock): string | null {
  if (time.length === 0) return 'it has no rows';
  if (columns.length !== names.length) return `it has ${columns.length} columns for ${names.length} names`;
  const uneven = columns.findIndex((column) => column.length !== time.length);
  if (uneven >= 0) return `column ${names[uneven]} has ${columns[uneven]?.length} values for ${time.length} rows`;
  if (joins && follows === null) return 'it joins a span but follows none';
  for (let row = 0; row < time.length; row++) {
    const at = time[row] as number;
    if (!Number.isSafeInteger(at) || (row > 0 && at <= (time[row - 1] as number)))
      return `row ${row} has time ${at}, after ${row === 0 ? 'none' : time[row - 1]}`;
  }
  return null;
}

/** Throws `FEATURE_BLOCK_INVALID` where a block is not as the port says. */
export function checkBlock(block: FeatureBlock): void {
  const reason = problemOf(block);
  if (reason !== null) throw errors.FEATURE_BLOCK_INVALID({ series: describeKey(block.key), reason });
}
