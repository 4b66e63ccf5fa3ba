import { mixBits } from './mix-bits.ts';

const SAMPLE_ROWS_MAX = 50_000;
const EDGES_MAX = 255;

/** Values of a column to place edges by, sorted, without missing ones: all of them, or one from each of 50,000 strata. */
function sortedSample(column: Float32Array): Float32Array {
  const rows = column.length;
  let sample: Float32Array;
  if (rows <= SAMPLE_ROWS_MAX) {
    sample = column.slice();
  } else {
    sample = new Float32Array(SAMPLE_ROWS_MAX);
    const stratum = rows / SAMPLE_ROWS_MAX;
    // A random place within each stratum: a fixed stride could fall in step with the hours of the day.
    for (let index = 0; index < SAMPLE_ROWS_MAX; index++) {
      sample[index] = column[Math.floor((index + mixBits(0, index) / 0x1_0000_0000) * stratum)] as number;
    }
  }
  sample.sort();
  let present = sample.length;
  while (present > 0 && Number.isNaN(sample[present - 1])) present--;
  return sample.subarray(0, present);
}

/** A 32-bit number with `low < edge <= high`, halfway where there is one. */
function edgeBetween(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle > low ? middle : high;
}

/**
 * Finds up to `binsMax - 1` edges that cut a column into bins of about equal numbers of rows, and writes them to `out`
 * (255 values, padded with infinity). A value's bin is the number of edges at or below it. Where there are no more
 * distinct values than bins, each has its own. Returns the number of edges.
 */
export function findBinEdges(column: Float32Array, binsMax: number, out: Float32Array): number {
  out.fill(Infinity, 0, EDGES_MAX);
  const sample = sortedSample(column);
  const values: number[] = [];
  const counts: number[] = [];
  for (let index = 0; index < sample.length; index++) {
    const value = sample[index] as number;
    if (values.length > 0 && value === values[values.length - 1]) (counts[counts.length - 1] as number)++;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  let edges = 0;
  let rowsLeft = sample.length;
  let binsLeft = binsMax;
  let inBin = 0;
  const separate = values.length <= binsMax;
  for (let index = 0; index + 1 < values.length && binsLeft > 1; index++) {
    inBin += counts[index] as number;
    const share = rowsLeft / binsLeft;
    // A value that fills a bin by itself gets one, so that the bin before it may stay half full.
    const heavyNext = inBin >= share / 2 && (counts[index + 1] as number) >= share;
    if (!separate && inBin < share && !heavyNext) continue;
    out[edges++] = edgeBetween(values[index] as number, values[index + 1] as number);
    rowsLeft -= inBin;
    binsLeft--;
    inBin = 0;
  }
  return edges;
}
