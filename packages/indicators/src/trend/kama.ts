import { columnKernel, deliver, inputPointer, outputPointer, type ColumnKernel } from '../cells/kernel.ts';
import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface KamaOptions {
  readonly period?: number;
  readonly fast?: number;
  readonly slow?: number;
  readonly source?: BarColumn;
}

/**
 * Kaufman's adaptive moving average with its efficiency ratio (Kaufman, 1995): how straight the way of the last
 * `period` values was, 0 to 1; 0 where nothing moved. The average starts at the value before its first ratio.
 */
export class Kama extends SeriesIndicator {
  readonly #period: number;
  readonly #fastWeight: number;
  readonly #slowWeight: number;
  readonly #before: Lag;
  readonly #previous: Lag;
  readonly #way: RollingSum;
  /** The average and whether it has started. */
  readonly #average: Float64Array;

  constructor({ period = 10, fast = 2, slow = 30, source }: KamaOptions = {}) {
    requireWhole('kama', 'period', period, 1);
    requireWhole('kama', 'fast', fast, 1);
    requireWhole('kama', 'slow', slow, fast);
    const warmUp = [period + 1, period + 1];
    super({ id: 'kama', parameters: { period, fast, slow }, outputs: ['kama', 'efficiency'], warmUp }, source);
    this.#period = period;
    this.#fastWeight = 2 / (fast + 1);
    this.#slowWeight = 2 / (slow + 1);
    this.#before = new Lag(this.memory, period);
    this.#previous = new Lag(this.memory, 1);
    this.#way = new RollingSum(this.memory, period);
    this.#average = this.memory.numbers(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [kama, efficiency] = outputs as [Float64Array, Float64Array];
    if (columnKernel(to - from) !== undefined && (this.#average[1] as number) === 1) {
      return this.#runKernel(values, from, to, kama, efficiency);
    }
    const moves = scratch(0, to - from);
    const before = scratch(1, to - from);
    let previous = this.#previous.full ? this.#previous.next : Number.NaN;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      moves[row - from] = Math.abs(value - previous);
      previous = value;
    }
    this.#way.run(moves, 0, to - from, efficiency, from);
    this.#before.run(values, from, to, before, 0);
    for (let row = from; row < to; row++) {
      const way = efficiency[row] as number;
      efficiency[row] = way === 0 ? 0 : Math.abs((values[row] as number) - (before[row - from] as number)) / way;
    }
    this.#follow(values, efficiency, from, to, kama);
    this.#previous.skip(values, from, to);
  }

  /** The same after the warm-up. */
  #runKernel(values: Float64Array, from: number, to: number, kama: Float64Array, efficiency: Float64Array): void {
    const rows = to - from;
    const kernel = columnKernel(rows) as ColumnKernel;
    const [moves, ways, before] = [scratch(0, rows), scratch(1, rows), scratch(2, rows)];
    const column = inputPointer(values, from, to, 0);
    kernel.moves(column, rows, this.#previous.next, moves.byteOffset);
    this.#previous.skip(values, from, to);
    this.#way.run(moves, 0, rows, ways, 0);
    // The values of the period before the block are known to the lag, later ones stand in the column itself.
    const known = Math.min(rows, this.#period);
    this.#before.run(values, from, from + known, before, 0);
    this.#before.skip(values, from + known, to);
    const [fast, slow] = [this.#fastWeight - this.#slowWeight, this.#slowWeight];
    const [out, ratios] = [outputPointer(kama, from, 0), outputPointer(efficiency, from, 1)];
    const first = this.#average[0] as number;
    const old = before.byteOffset;
    const middle = kernel.kama(column, old, ways.byteOffset, known, fast, slow, first, out, ratios);
    const later = known * 8;
    const way = ways.byteOffset + later;
    this.#average[0] = kernel.kama(
      column + later,
      column,
      way,
      rows - known,
      fast,
      slow,
      middle,
      out + later,
      ratios + later,
    );
    deliver(kama, from, rows, 0);
    deliver(efficiency, from, rows, 1);
  }

  /** The average itself, with the efficiency ratios known. */
  #follow(values: Float64Array, ratios: Float64Array, from: number, to: number, output: Float64Array): void {
    const state = this.#average;
    let row = from;
    for (; row < to && (state[1] as number) === 0; row++) {
      output[row] = Number.NaN;
      if (Number.isNaN(ratios[row])) continue;
      state[0] = row === from ? this.#previous.next : (values[row - 1] as number);
      state[1] = 1;
      row--;
    }
    const slow = this.#slowWeight;
    const faster = this.#fastWeight - slow;
    let average = state[0] as number;
    for (; row < to; row++) {
      const weight = (ratios[row] as number) * faster + slow;
      average += weight * weight * ((values[row] as number) - average);
      output[row] = average;
    }
    state[0] = average;
  }
}
