// The inner loops of the rolling sums in AssemblyScript: what `run` of a cell does, with the same operations in the same
// order, so that the results are the same bits.
//
// All pointers are byte offsets. `position` is the cell's place in its block of `period` values; a whole block was seen.
// Each returns the new position. Memory: 4 to 4 pages, not shared.

// @ts-ignore: decorators of AssemblyScript
@inline
function value(column: usize, row: i32): f64 {
  return load<f64>(column + (<usize>row << 3));
}

// @ts-ignore: decorators of AssemblyScript
@inline
function pair(pairs: usize, index: i32): v128 {
  return v128.load(pairs + (<usize>index << 4));
}

// @ts-ignore: decorators of AssemblyScript
@inline
function setPair(pairs: usize, index: i32, two: v128): void {
  v128.store(pairs + (<usize>index << 4), two);
}

/** Whether all values together are at most of so great a size: then each is. NaN is not. */
export function areUsable(column: usize, rows: i32, sizeMax: f64): bool {
  let one = f64x2.splat(0);
  let two = f64x2.splat(0);
  const end = column + (<usize>rows << 3);
  let place = column;
  for (; place + 24 < end; place += 32) {
    one = f64x2.add(one, f64x2.abs(v128.load(place)));
    two = f64x2.add(two, f64x2.abs(v128.load(place, 16)));
  }
  one = f64x2.add(one, two);
  let all = f64x2.extract_lane(one, 0) + f64x2.extract_lane(one, 1);
  for (; place < end; place += 8) all += abs(load<f64>(place));
  return all <= sizeMax;
}

/** `RollingSum`: `block` has `period` + 1 numbers, `current` one. */
export function sum(
  column: usize,
  rows: i32,
  out: usize,
  divisor: f64,
  block: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  let total = load<f64>(current);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    for (; row < end; row++) {
      const next = value(column, row);
      store<f64>(block + (<usize>position << 3), next);
      position++;
      total += next;
      store<f64>(out + (<usize>row << 3), value(block, position) + total);
    }
    if (position < period) break;
    let after: f64 = 0;
    for (let index = period - 1; index >= 0; index--) {
      after += value(block, index);
      store<f64>(block + (<usize>index << 3), after);
    }
    total = 0;
    position = 0;
  }
  store<f64>(current, total);
  if (divisor == 1) return position;
  for (let row = 0; row < rows; row += 2) {
    const at = out + (<usize>row << 3);
    v128.store(at, f64x2.div(v128.load(at), f64x2.splat(divisor)));
  }
  return position;
}

/** Sums of short windows, each added up anew. `column` begins `period` - 1 values before the first row. */
export function shortSum(column: usize, rows: i32, out: usize, divisor: f64, period: i32): void {
  for (let row = 0; row < rows; row += 2) {
    let place = column + (<usize>row << 3);
    const end = place + (<usize>period << 3);
    let total = f64x2.splat(0);
    for (; place < end; place += 8) total = f64x2.add(total, v128.load(place));
    v128.store(out + (<usize>row << 3), f64x2.div(total, f64x2.splat(divisor)));
  }
}

/** Means and deviations of short windows, each from its own values around its oldest one. */
export function shortMoments(column: usize, rows: i32, means: usize, deviations: usize, period: i32): void {
  const perValue = f64x2.splat(1 / <f64>period);
  const zero = f64x2.splat(0);
  for (let row = 0; row < rows; row += 2) {
    const at = <usize>row << 3;
    const reference = v128.load(column + at);
    const end = column + at + (<usize>period << 3);
    let total = zero;
    let squares = zero;
    for (let place = column + at + 8; place < end; place += 8) {
      const distance = f64x2.sub(v128.load(place), reference);
      total = f64x2.add(total, distance);
      squares = f64x2.add(squares, f64x2.mul(distance, distance));
    }
    const mean = f64x2.mul(total, perValue);
    const variance = f64x2.sub(f64x2.mul(squares, perValue), f64x2.mul(mean, mean));
    v128.store(means + at, f64x2.add(reference, mean));
    v128.store(deviations + at, f64x2.sqrt(f64x2.pmax(variance, zero)));
  }
}

/** `RollingWeightedMean`: `known` has `period` numbers, `products` `period` + 1, `current` three. */
export function weightedMean(
  column: usize,
  rows: i32,
  out: usize,
  known: usize,
  products: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const perWeight = 2 / (<f64>period * <f64>(period + 1));
  let reference = load<f64>(current);
  let total = load<f64>(current, 8);
  let product = load<f64>(current, 16);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    let here = <f64>position;
    for (; row < end; row++) {
      const next = value(column, row);
      store<f64>(known + (<usize>position << 3), next);
      position++;
      here += 1;
      const distance = next - reference;
      total += distance;
      product += here * distance;
      const all = value(products, position) + product + (<f64>period - here) * total;
      store<f64>(out + (<usize>row << 3), reference + all * perWeight);
    }
    if (position < period) break;
    reference = value(known, period - 1);
    total = 0;
    product = 0;
    for (let index = period - 1; index >= 0; index--) {
      total += value(known, index) - reference;
      product += total;
      store<f64>(products + (<usize>index << 3), product);
    }
    store<f64>(out + (<usize>(end - 1) << 3), reference + product * perWeight);
    total = 0;
    product = 0;
    position = 0;
  }
  store<f64>(current, reference);
  store<f64>(current, total, 8);
  store<f64>(current, product, 16);
  return position;
}

/** `RollingMoments`: `known` has `period` numbers, `sums` `period` + 1 pairs, `current` three numbers. */
export function moments(
  column: usize,
  rows: i32,
  means: usize,
  deviations: usize,
  known: usize,
  sums: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const perValue: f64 = 1 / <f64>period;
  let reference = load<f64>(current);
  let total = v128.load(current, 8);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    for (; row < end; row++) {
      const next = value(column, row);
      store<f64>(known + (<usize>position << 3), next);
      position++;
      const distance = next - reference;
      total = f64x2.add(total, f64x2(distance, distance * distance));
      const scaled = f64x2.mul(f64x2.add(pair(sums, position), total), f64x2.splat(perValue));
      const mean = f64x2.extract_lane(scaled, 0);
      store<f64>(means + (<usize>row << 3), reference + mean);
      store<f64>(deviations + (<usize>row << 3), f64x2.extract_lane(scaled, 1) - mean * mean);
    }
    if (position < period) break;
    reference = value(known, period - 1);
    total = f64x2.splat(0);
    for (let index = period - 1; index >= 0; index--) {
      const distance = value(known, index) - reference;
      total = f64x2.add(total, f64x2(distance, distance * distance));
      setPair(sums, index, total);
    }
    const scaled = f64x2.mul(total, f64x2.splat(perValue));
    const mean = f64x2.extract_lane(scaled, 0);
    store<f64>(means + (<usize>(end - 1) << 3), reference + mean);
    store<f64>(deviations + (<usize>(end - 1) << 3), f64x2.extract_lane(scaled, 1) - mean * mean);
    total = f64x2.splat(0);
    position = 0;
  }
  store<f64>(current, reference);
  v128.store(current, total, 8);
  const zero = f64x2.splat(0);
  for (let row = 0; row < rows; row += 2) {
    const at = deviations + (<usize>row << 3);
    v128.store(at, f64x2.sqrt(f64x2.pmax(v128.load(at), zero)));
  }
  return position;
}

/** `RollingDeviation`: `column` begins `period` - 1 values before the first row. */
export function deviation(column: usize, centres: usize, rows: i32, out: usize, period: i32): void {
  const count = f64x2.splat(<f64>period);
  for (let row = 0; row < rows; row += 4) {
    const at = <usize>row << 3;
    const centre = v128.load(centres + at);
    const later = v128.load(centres + at, 16);
    let first = f64x2.splat(0);
    let second = f64x2.splat(0);
    const end = column + at + (<usize>period << 3);
    for (let place = column + at; place < end; place += 8) {
      first = f64x2.add(first, f64x2.abs(f64x2.sub(v128.load(place), centre)));
      second = f64x2.add(second, f64x2.abs(f64x2.sub(v128.load(place, 16), later)));
    }
    v128.store(out + at, f64x2.div(first, count));
    v128.store(out + at, f64x2.div(second, count), 16);
  }
}
