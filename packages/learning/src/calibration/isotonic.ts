import { errors } from '../errors.ts';
import { encodeArray, type ArrayDocument, type DocumentReader } from '../model/document.ts';
import type { Calibrator } from './calibrator.ts';

const ROWS_MIN = 10;
const KNOTS_MAX = 10_000_000;

/** A rising line through knots, level outside them. */
export class IsotonicCalibrator implements Calibrator {
  readonly kind = 'isotonic';
  /** Strictly ascending. */
  readonly #from: Float64Array;
  /** Ascending, between 0 and 1. */
  readonly #to: Float64Array;

  constructor(from: Float64Array, to: Float64Array) {
    this.#from = from;
    this.#to = to;
  }

  apply(probability: number): number {
    const from = this.#from;
    const to = this.#to;
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((from[middle] as number) <= probability) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return to[0] as number;
    if (low === from.length) return to[low - 1] as number;
    const left = from[low - 1] as number;
    const share = (probability - left) / ((from[low] as number) - left);
    return (to[low - 1] as number) * (1 - share) + (to[low] as number) * share;
  }

  toJSON(): { kind: 'isotonic'; knots: number; from: ArrayDocument; to: ArrayDocument } {
    const knots = this.#from.length;
    return { kind: 'isotonic', knots, from: encodeArray('float64', this.#from), to: encodeArray('float64', this.#to) };
  }

  static read(reader: DocumentReader): IsotonicCalibrator {
    const knots = reader.whole('knots', 1, KNOTS_MAX);
    const from = reader.array('from', 'float64', knots);
    const to = reader.array('to', 'float64', knots);
    for (let knot = 0; knot < knots; knot++) {
      const value = to[knot] as number;
      if (!(value >= 0 && value <= 1)) reader.fail(`of knot ${knot} is not a probability`, 'to');
      if (knot === 0) continue;
      if (!((from[knot] as number) > (from[knot - 1] as number))) reader.fail(`of knot ${knot} does not rise`, 'from');
      if (value < (to[knot - 1] as number)) reader.fail(`of knot ${knot} falls`, 'to');
    }
    return new IsotonicCalibrator(from, to);
  }
}

interface Pool {
  low: number;
  high: number;
  sum: number;
  count: number;
}

/** Pools neighbours until their means rise (Ayer et al. 1955). Equal probabilities are one pool from the start. */
function poolAdjacent(probabilities: Float64Array, labels: Float64Array): Pool[] {
  const order = Uint32Array.from({ length: labels.length }, (_, row) => row);
  order.sort((a, b) => (probabilities[a] as number) - (probabilities[b] as number));
  const pools: Pool[] = [];
  for (let place = 0; place < order.length;) {
    const at = probabilities[order[place] as number] as number;
    const pool: Pool = { low: at, high: at, sum: 0, count: 0 };
    for (; place < order.length && probabilities[order[place] as number] === at; place++) {
      pool.sum += labels[order[place] as number] as number;
      pool.count++;
    }
    pools.push(pool);
    for (;;) {
      const last = pools[pools.length - 1] as Pool;
      const before = pools[pools.length - 2];
      if (before === undefined || before.sum * last.count < last.sum * before.count) break;
      before.high = last.high;
      before.sum += last.sum;
      before.count += last.count;
      pools.pop();
    }
  }
  return pools;
}

/**
 * The rising function that fits the labels best in squares, linear between its steps. It needs some thousand rows;
 * with fewer prefer Platt's scaling. Values stay 1/(rows + 2) away from 0 and 1. Throws `TOO_FEW_ROWS`.
 */
export function fitIsotonic(probabilities: Float64Array, labels: Float64Array): IsotonicCalibrator {
  const rows = labels.length;
  if (rows < ROWS_MIN) throw errors.TOO_FEW_ROWS({ what: 'Calibration', needed: ROWS_MIN, rows });
  const margin = 1 / (rows + 2);
  const from: number[] = [];
  const to: number[] = [];
  for (const pool of poolAdjacent(probabilities, labels)) {
    const value = Math.min(1 - margin, Math.max(margin, pool.sum / pool.count));
    from.push(pool.low);
    to.push(value);
    if (pool.high > pool.low) {
      from.push(pool.high);
      to.push(value);
    }
  }
  return new IsotonicCalibrator(Float64Array.from(from), Float64Array.from(to));
}
