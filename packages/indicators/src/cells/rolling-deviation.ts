import type { StateMemory } from '../contract/state-memory.ts';

/** The last values and those of a call in one row, oldest first: of no meaning between calls. */
let line = new Float64Array(2048);

function lineOf(length: number): Float64Array {
  if (line.length < length) line = new Float64Array(length);
  return line;
}

/** Mean absolute distance of the last `period` values from a given centre. Needs a pass over the window per value. */
export class RollingDeviation {
  readonly #period: number;
  readonly #values: Float64Array;
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#counters = memory.counters(1);
  }

  /** Takes a value, and the centre (NaN until there are `period` values, so that the result is NaN too). */
  step(value: number, centre: number): number {
    const values = this.#values;
    const period = this.#period;
    const position = this.#counters[0] as number;
    values[position] = value;
    this.#counters[0] = position + 1 === period ? 0 : position + 1;
    let sum = 0;
    for (let index = position + 1; index < period; index++) sum += Math.abs((values[index] as number) - centre);
    for (let index = 0; index <= position; index++) sum += Math.abs((values[index] as number) - centre);
    return sum / period;
  }

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run(values: Float64Array, centres: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const period = this.#period;
    const length = to - from;
    const all = lineOf(period + length);
    this.#line(all, values, from, to);
    const shift = at - from;
    let row = from;
    for (; row < to - 3; row += 4) fourDeviations(all, row - from, period, centres, row, output, row + shift);
    for (; row < to; row++) output[row + shift] = deviation(all, row - from, period, centres[row] as number);
    this.#keep(all, length);
  }

  /** The `period - 1` values before, and the new ones. */
  #line(all: Float64Array, values: Float64Array, from: number, to: number): void {
    const known = this.#values;
    const before = this.#period - 1;
    let position = (this.#counters[0] as number) + 1;
    for (let index = 0; index < before; index++) {
      if (position >= this.#period) position -= this.#period;
      all[index] = known[position] as number;
      position++;
    }
    for (let row = from; row < to; row++) all[before + row - from] = values[row] as number;
  }

  #keep(all: Float64Array, length: number): void {
    const period = this.#period;
    const known = this.#values;
    const count = Math.min(period, length);
    let position = ((this.#counters[0] as number) + length - count) % period;
    for (let index = period - 1 + length - count; index < period - 1 + length; index++) {
      known[position] = all[index] as number;
      position = position + 1 === period ? 0 : position + 1;
    }
    this.#counters[0] = position;
  }
}

function deviation(all: Float64Array, start: number, period: number, centre: number): number {
  let sum = 0;
  for (let index = start; index < start + period; index++) sum += Math.abs((all[index] as number) - centre);
  return sum / period;
}

/** Four windows at once: they have most of their values in common, and their sums do not wait for one another. */
function fourDeviations(
  all: Float64Array,
  start: number,
  period: number,
  centres: Float64Array,
  row: number,
  output: Float64Array,
  at: number,
): void {
  if (period < 4) {
    for (let index = 0; index < 4; index++) {
      output[at + index] = deviation(all, start + index, period, centres[row + index] as number);
    }
    return;
  }
  const one = centres[row] as number;
  const two = centres[row + 1] as number;
  const three = centres[row + 2] as number;
  const four = centres[row + 3] as number;
  const first = all[start] as number;
  const second = all[start + 1] as number;
  const third = all[start + 2] as number;
  let sumOne = Math.abs(first - one) + Math.abs(second - one) + Math.abs(third - one);
  let sumTwo = Math.abs(second - two) + Math.abs(third - two);
  let sumThree = Math.abs(third - three);
  let sumFour = 0;
  const end = start + period;
  for (let index = start + 3; index < end; index++) {
    const value = all[index] as number;
    sumOne += Math.abs(value - one);
    sumTwo += Math.abs(value - two);
    sumThree += Math.abs(value - three);
    sumFour += Math.abs(value - four);
  }
  const late = all[end] as number;
  const later = all[end + 1] as number;
  const last = all[end + 2] as number;
  output[at] = sumOne / period;
  output[at + 1] = (sumTwo + Math.abs(late - two)) / period;
  output[at + 2] = (sumThree + Math.abs(late - three) + Math.abs(later - three)) / period;
  output[at + 3] = (sumFour + Math.abs(late - four) + Math.abs(later - four) + Math.abs(last - four)) / period;
}
