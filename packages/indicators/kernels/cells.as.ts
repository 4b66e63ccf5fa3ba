// The inner loops of the rolling cells in AssemblyScript: what `run` of a cell does, with the same operations in the same
// order, so that the results are the same bits. Two things that plain TypeScript cannot do make them fast: the greater of
// two numbers without a branch, and two numbers at once.
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

/** A high and a low upside down, so that both are looked for upwards. */
// @ts-ignore: decorators of AssemblyScript
@inline
function edge(high: usize, low: usize, row: i32): v128 {
  return f64x2(value(high, row), -value(low, row));
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
      store<f64>(out + (<usize>row << 3), (value(block, position) + total) / divisor);
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

/** `RollingChannel`: `edges` has `period` + 1 pairs, `current` one. */
export function channel(
  high: usize,
  low: usize,
  rows: i32,
  highest: usize,
  lowest: usize,
  edges: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const least = f64x2.splat(-Infinity);
  const zero = f64x2.splat(0);
  let best = position == 0 ? least : v128.load(current);
  setPair(edges, period, least);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    for (; row < end; row++) {
      const next = edge(high, low, row);
      setPair(edges, position, next);
      position++;
      best = f64x2.pmax(best, next);
      const both = f64x2.pmax(pair(edges, position), best);
      v128.store64_lane(highest + (<usize>row << 3), f64x2.add(both, zero), 0);
      v128.store64_lane(lowest + (<usize>row << 3), f64x2.sub(zero, both), 1);
    }
    if (position < period) break;
    best = least;
    for (let index = period - 1; index >= 0; index--) {
      best = f64x2.pmax(best, pair(edges, index));
      setPair(edges, index, best);
    }
    best = least;
    position = 0;
  }
  v128.store(current, best);
  return position;
}

/** `RollingChannelAge`: `edges` and `places` have `period` + 1 pairs, `current` two: the best edges and their places. */
export function channelAges(
  high: usize,
  low: usize,
  rows: i32,
  highAges: usize,
  lowAges: usize,
  edges: usize,
  places: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const least = f64x2.splat(-Infinity);
  const wide = f64x2.splat(<f64>period);
  const one = f64x2.splat(1);
  let best = position == 0 ? least : v128.load(current);
  let place = v128.load(current, 16);
  setPair(edges, period, least);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    let here = f64x2.splat(<f64>position);
    for (; row < end; row++) {
      const next = edge(high, low, row);
      setPair(edges, position, next);
      position++;
      const newer = f64x2.ge(next, best);
      best = f64x2.pmax(best, next);
      place = v128.bitselect(here, place, newer);
      const inOld = f64x2.lt(best, pair(edges, position));
      const oldAge = f64x2.sub(f64x2.add(here, wide), pair(places, position));
      const ages = v128.bitselect(oldAge, f64x2.sub(here, place), inOld);
      v128.store64_lane(highAges + (<usize>row << 3), ages, 0);
      v128.store64_lane(lowAges + (<usize>row << 3), ages, 1);
      here = f64x2.add(here, one);
    }
    if (position < period) break;
    best = least;
    here = f64x2.sub(wide, one);
    for (let index = period - 1; index >= 0; index--) {
      const next = pair(edges, index);
      const greater = f64x2.gt(next, best);
      best = f64x2.pmax(best, next);
      place = v128.bitselect(here, place, greater);
      here = f64x2.sub(here, one);
      setPair(edges, index, best);
      setPair(places, index, place);
    }
    best = least;
    position = 0;
  }
  v128.store(current, best);
  v128.store(current, place, 16);
  return position;
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
  const weights = <f64>period * <f64>(period + 1) / 2;
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
      store<f64>(out + (<usize>row << 3), reference + all / weights);
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
    store<f64>(out + (<usize>(end - 1) << 3), reference + product / weights);
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

/** `RollingRegression`: `known`, `sums`, `products` and `squares` have `period` + 1 numbers, `current` four. */
export function lines(
  column: usize,
  rows: i32,
  slopes: usize,
  rSquares: usize,
  ends: usize,
  block: usize,
  current: usize,
  period: i32,
  position: i32,
): i32 {
  const size = <usize>(period + 1) << 3;
  const known = block;
  const sums = block + size;
  const products = sums + size;
  const squares = products + size;
  const count = <f64>period;
  const half = (count - 1) / 2;
  const positionVariance = (count * count - 1) / 12;
  const perSquaredPosition = 12 / (count * (count * count - 1));
  const perValue: f64 = 1 / count;
  let reference = load<f64>(current);
  let total = load<f64>(current, 8);
  let product = load<f64>(current, 16);
  let square = load<f64>(current, 24);
  for (let row = 0; row < rows; ) {
    const end = min(rows, row + period - position);
    let here = <f64>position;
    for (; row < end; row++) {
      const next = value(column, row);
      const at = <usize>row << 3;
      store<f64>(known + (<usize>position << 3), next);
      const distance = next - reference;
      total += distance;
      product += here * distance;
      here += 1;
      square += distance * distance;
      position++;
      const oldSum = value(sums, position);
      const all = oldSum + total;
      const crossed = value(products, position) + (product + (count - here) * total);
      const slope = (crossed - half * all) * perSquaredPosition;
      const mean = all * perValue;
      const variance = (value(squares, position) + square) * perValue - mean * mean;
      store<f64>(slopes + at, slope);
      store<f64>(rSquares + at, variance);
      store<f64>(ends + at, reference + mean + slope * half);
    }
    if (position < period) break;
    reference = value(known, period - 1);
    total = 0;
    product = 0;
    square = 0;
    for (let index = period - 1; index >= 0; index--) {
      const at = <usize>index << 3;
      const distance = value(known, index) - reference;
      product += total;
      total += distance;
      square += distance * distance;
      store<f64>(sums + at, total);
      store<f64>(products + at, product);
      store<f64>(squares + at, square);
    }
    const at = <usize>(end - 1) << 3;
    const slope = (product - half * total) * perSquaredPosition;
    const mean = total * perValue;
    store<f64>(slopes + at, slope);
    store<f64>(rSquares + at, square * perValue - mean * mean);
    store<f64>(ends + at, reference + mean + slope * half);
    total = 0;
    product = 0;
    square = 0;
    position = 0;
  }
  store<f64>(current, reference);
  store<f64>(current, total, 8);
  store<f64>(current, product, 16);
  store<f64>(current, square, 24);
  // The share of the variance that the line explains, two rows at once: what is not above 0 is 0, and what is above 1 is 1.
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let row = 0; row < rows; row += 2) {
    const at = <usize>row << 3;
    const slope = v128.load(slopes + at);
    const variance = v128.load(rSquares + at);
    const explained = f64x2.mul(f64x2.mul(slope, slope), f64x2.splat(positionVariance));
    const share = v128.bitselect(one, f64x2.div(explained, variance), f64x2.ge(explained, variance));
    v128.store(rSquares + at, v128.bitselect(share, zero, f64x2.gt(variance, zero)));
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
