import type { Random } from '@pipwright/kernel';

/**
 * Fills `indices` with one resample of days 0 to `length` - 1: blocks that begin anywhere and go on with probability
 * 1 - 1 / `blockLength` from day to day, the last day being followed by the first. Politis and Romano (1994), The
 * stationary bootstrap.
 */
export function drawStationary(indices: Int32Array, length: number, blockLength: number, random: Random): void {
  const restart = 1 / blockLength;
  let day = random.integer(length);
  for (let index = 0; index < indices.length; index++) {
    indices[index] = day;
    if (random.next() < restart) day = random.integer(length);
    else if (++day === length) day = 0;
  }
}

/** How often each day was drawn, for `samples` resamples of all days, one after another. */
export function drawCounts(samples: number, length: number, blockLength: number, random: Random): Float64Array {
  const counts = new Float64Array(samples * length);
  const indices = new Int32Array(length);
  for (let sample = 0; sample < samples; sample++) {
    drawStationary(indices, length, blockLength, random);
    const from = sample * length;
    for (let index = 0; index < length; index++) counts[from + indices[index]!]!++;
  }
  return counts;
}
