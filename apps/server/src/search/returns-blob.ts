import type { BlobStore, SearchTrialRecord } from '@pipwright/storage/ports';

/** Daily returns of several trials, one behind the other: little-endian float64, all of one length. */
export function encodeReturns(rows: readonly Float64Array[]): Uint8Array {
  const days = rows[0]?.length ?? 0;
  const all = new Float64Array(rows.length * days);
  for (const [place, row] of rows.entries()) {
    if (row.length !== days) throw new RangeError(`a trial of ${row.length} days among trials of ${days}`);
    all.set(row, place * days);
  }
  return new Uint8Array(all.buffer);
}

/** One of the rows. */
export function decodeReturns(bytes: Uint8Array, row: number, days: number): Float64Array {
  // A copy, as the bytes may lie at any place of their memory.
  const start = row * days * 8;
  return new Float64Array(bytes.slice(start, start + days * 8).buffer);
}

/**
 * Daily returns of the trials that have some, in the order of the trials: what the statistics of overfitting ask for.
 * Blobs that are gone are skipped; what they held is counted in `missing`.
 */
export async function loadReturns(
  blobs: BlobStore,
  trials: readonly SearchTrialRecord[],
): Promise<{
  readonly returns: readonly Float64Array[];
  readonly numbers: readonly number[];
  readonly missing: number;
}> {
  const found = new Map<number, Float64Array>();
  let missing = 0;
  const byBlob = Map.groupBy(
    trials.filter(({ returns }) => returns !== null),
    ({ returns }) => returns!.blob,
  );
  for (const [name, group] of byBlob) {
    const bytes = await blobs.get(name);
    if (bytes === null) missing += group.length;
    else for (const { number, returns, days } of group) found.set(number, decodeReturns(bytes, returns!.row, days));
  }
  const numbers = [...found.keys()].toSorted((a, b) => a - b);
  return { returns: numbers.map((number) => found.get(number)!), numbers, missing };
}
