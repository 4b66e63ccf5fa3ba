import { lowerBound, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { FeatureSpan } from '@pipwright/storage/ports';
import type { DataDigest } from './data-digest.ts';

/** How many of the first spans still rest on the data that `parts` bring; `digest` has seen nothing yet. */
export async function countValidSpans(
  spans: readonly FeatureSpan[],
  parts: AsyncIterable<CandleColumns>,
  digest: DataDigest,
): Promise<number> {
  let valid = 0;
  for await (const part of parts) {
    let at = 0;
    while (valid < spans.length) {
      const span = spans[valid] as FeatureSpan;
      const end = lowerBound(part.time, span.lastTime + 1);
      digest.add(part, at, end);
      at = end;
      // The span's last candle may be the last of the part, or else is followed by another one in it.
      if (at === part.length && (part.time[at - 1] as EpochMs) < span.lastTime) break;
      if (digest.toString() !== span.digest) return valid;
      valid++;
    }
    if (valid === spans.length) return valid;
  }
  return valid;
}
