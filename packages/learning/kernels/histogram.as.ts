// The inner loops of histogram gradient boosting, in AssemblyScript over imported shared memory.
//
// Layout. A training matrix is kept as words: for each group of four features one u32 per row, whose bytes are the bins
// of the four features in that row. Bins 0 to 254 are ordered values, bin 255 holds the missing ones.
// A row's gradient and hessian are whole numbers packed in one i64, gradient in the upper half: `(g << 32) + h` with
// h >= 0. One addition then sums both, and because whole numbers are summed the order of the rows does not matter:
// any number of threads grows the same tree. The caller scales them so that no sum leaves its half.
// A histogram is 256 such sums per feature, 2 KiB.
// Memory: 1 to 65536 pages.

const BINS_PER_FEATURE: i32 = 256;
const FEATURE_BYTES: usize = 2048;
const WORD_BYTES: usize = 8192;
const MISSING_BIN: u32 = 255;

/**
 * Writes the bin of each value of a column into one byte of its words: the number of edges at or below the value.
 * `edges` are 255 ascending f32, padded with infinity. `out` points at the feature's byte in the first row's word.
 */
export function assignBins(column: usize, rows: i32, edges: usize, out: usize): void {
  for (let row = 0; row < rows; row++) {
    const value = load<f32>(column);
    let bin: usize = 0;
    for (let step: usize = 128; step > 0; step >>= 1) {
      bin += select<usize>(step, 0, load<f32>(edges + ((bin + step - 1) << 2)) <= value);
    }
    store<u8>(out, value == value ? <u8>bin : <u8>MISSING_BIN);
    column += 4;
    out += 4;
  }
}

// @ts-ignore: decorators of AssemblyScript
@inline
function addPacked(place: usize, packed: i64): void {
  store<i64>(place, load<i64>(place) + packed);
}

/** Histograms of four features over the rows `order[begin..end)`; `gradients` is in that order, not in row order. */
export function buildHistogram(words: usize, order: usize, begin: i32, end: i32, gradients: usize, out: usize): void {
  memory.fill(out, 0, WORD_BYTES);
  const second = out + FEATURE_BYTES;
  const third = second + FEATURE_BYTES;
  const fourth = third + FEATURE_BYTES;
  for (let i = begin; i < end; i++) {
    const word = load<u32>(words + (<usize>load<u32>(order + (<usize>i << 2)) << 2));
    const packed = load<i64>(gradients + (<usize>i << 3));
    addPacked(out + ((word & 255) << 3), packed);
    addPacked(second + (((word >>> 8) & 255) << 3), packed);
    addPacked(third + (((word >>> 16) & 255) << 3), packed);
    addPacked(fourth + ((word >>> 24) << 3), packed);
  }
}

/** As `buildHistogram`, over the rows `begin..end` in row order: the root of a tree. */
export function buildHistogramInOrder(words: usize, begin: i32, end: i32, gradients: usize, out: usize): void {
  memory.fill(out, 0, WORD_BYTES);
  const second = out + FEATURE_BYTES;
  const third = second + FEATURE_BYTES;
  const fourth = third + FEATURE_BYTES;
  for (let row = begin; row < end; row++) {
    const word = load<u32>(words + (<usize>row << 2));
    const packed = load<i64>(gradients + (<usize>row << 3));
    addPacked(out + ((word & 255) << 3), packed);
    addPacked(second + (((word >>> 8) & 255) << 3), packed);
    addPacked(third + (((word >>> 16) & 255) << 3), packed);
    addPacked(fourth + ((word >>> 24) << 3), packed);
  }
}

/** `from[i] -= what[i]` over `count` (even) sums: the larger child is the parent without the smaller child. */
export function subtractHistogram(from: usize, what: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) {
    v128.store(from, i64x2.sub(v128.load(from), v128.load(what)));
    from += 16;
    what += 16;
  }
}

/** Copies the gradients of the rows `order[begin..end)` to `out[begin..end)`, so that histograms read them in a line. */
export function gatherGradients(gradients: usize, order: usize, begin: i32, end: i32, out: usize): void {
  for (let i = begin; i < end; i++) {
    const row = <usize>load<u32>(order + (<usize>i << 2));
    store<i64>(out + (<usize>i << 3), load<i64>(gradients + (row << 3)));
  }
}

/**
 * Reorders `order[begin..end)` so that the rows that go left come first, each side keeping its order; returns where the
 * right side begins. A row goes left when its bin is at most `bin`, or it is missing and `missingLeft` is 1.
 * `bins` points at the feature's byte in the first row's word; `spare` has room for the right side.
 */
export function partitionRows(
  bins: usize,
  order: usize,
  spare: usize,
  begin: i32,
  end: i32,
  bin: u32,
  missingLeft: u32,
): i32 {
  let left = begin;
  let right = 0;
  for (let i = begin; i < end; i++) {
    const row = load<u32>(order + (<usize>i << 2));
    const value = <u32>load<u8>(bins + (<usize>row << 2));
    const goesLeft = select<i32>(<i32>missingLeft, value <= bin ? 1 : 0, value == MISSING_BIN);
    store<u32>(order + (<usize>left << 2), row);
    store<u32>(spare + (<usize>right << 2), row);
    left += goesLeft;
    right += 1 - goesLeft;
  }
  memory.copy(order + (<usize>left << 2), spare, <usize>right << 2);
  return left;
}

/**
 * Finds the best split of a node among the features `begin..end` whose byte in `active` is not 0.
 *
 * With G and H the sums of gradient and hessian, the gain of a split is GL^2/(HL+l2) + GR^2/(HR+l2) - G^2/(H+l2)
 * (Chen and Guestrin 2016, equation 7, without the factor 1/2). Missing values are tried on both sides.
 * `gradientSum` and `hessianSum` are the node's sums as whole numbers; the scales turn them into real ones.
 * Writes six f64: gain, feature (-1 where no split gains more than `gainMinimum`), bin, missing left (1 or 0, or 2
 * where the node has no missing value), and the left side's sums as whole numbers.
 */
export function findBestSplit(
  histograms: usize,
  begin: i32,
  end: i32,
  active: usize,
  gradientSum: f64,
  hessianSum: f64,
  gradientScale: f64,
  hessianScale: f64,
  l2: f64,
  hessianMinimum: f64,
  gainMinimum: f64,
  out: usize,
): void {
  const total = (<i64>gradientSum << 32) + <i64>hessianSum;
  const parentGradient = gradientSum * gradientScale;
  const parentScore = (parentGradient * parentGradient) / (hessianSum * hessianScale + l2);
  let bestGain = gainMinimum;
  let bestFeature = -1;
  let bestBin = 0;
  let bestMissing = 0;
  let bestLeft: i64 = 0;
  for (let feature = begin; feature < end; feature++) {
    if (load<u8>(active + <usize>feature) == 0) continue;
    const histogram = histograms + (<usize>feature << 11);
    const missing = load<i64>(histogram + (<usize>MISSING_BIN << 3));
    const passes = missing == 0 ? 1 : 2;
    for (let pass = 0; pass < passes; pass++) {
      let left = pass == 0 ? <i64>0 : missing;
      for (let bin = 0; bin < BINS_PER_FEATURE - 1; bin++) {
        const sum = load<i64>(histogram + (<usize>bin << 3));
        if (sum == 0) continue;
        left += sum;
        const right = total - left;
        const leftHessian = <f64>(<u32>left) * hessianScale;
        if (leftHessian < hessianMinimum || <u32>left == 0) continue;
        const rightHessian = <f64>(<u32>right) * hessianScale;
        if (rightHessian < hessianMinimum || <u32>right == 0) break;
        const leftGradient = <f64>(<i32>(left >> 32)) * gradientScale;
        const rightGradient = <f64>(<i32>(right >> 32)) * gradientScale;
        const a = leftHessian + l2;
        const b = rightHessian + l2;
        const gain = (leftGradient * leftGradient * b + rightGradient * rightGradient * a) / (a * b) - parentScore;
        if (gain > bestGain) {
          bestGain = gain;
          bestFeature = feature;
          bestBin = bin;
          bestMissing = passes == 1 ? 2 : pass;
          bestLeft = left;
        }
      }
    }
  }
  store<f64>(out, bestGain);
  store<f64>(out, <f64>bestFeature, 8);
  store<f64>(out, <f64>bestBin, 16);
  store<f64>(out, <f64>bestMissing, 24);
  store<f64>(out, <f64>(<i32>(bestLeft >> 32)), 32);
  store<f64>(out, <f64>(<u32>bestLeft), 40);
}
