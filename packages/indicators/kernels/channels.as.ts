// The inner loops of `RollingChannel` and `RollingChannelAge` in AssemblyScript: what their `run` does, with the same
// results to the bit. Two things that plain TypeScript cannot do make them fast: the greater of two numbers without a
// branch, and two numbers at once.
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
