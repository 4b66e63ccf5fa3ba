import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requirePositive } from '../errors.ts';

export interface MamaOptions {
  /** Greatest weight of a new price. At most 1. */
  readonly fast?: number;
  /** Least weight of a new price. Not above `fast`. */
  readonly slow?: number;
}

/** Length of the rings: a power of two that holds the seven bars that Ehlers' filters look at. */
const RING = 8;
const MASK = RING - 1;

/** Places of the numbers that are carried from bar to bar. */
const MAMA = 0;
const FAMA = 1;
const CYCLE = 2;
const PHASE = 3;
const IN_PHASE = 4;
const QUADRATURE = 5;
const REAL = 6;
const IMAGINARY = 7;

/**
 * MESA adaptive moving average and the following one (Ehlers, 2001), of (high + low) / 2. The average is the slower the
 * less the phase of the market's cycle changes, as measured by a Hilbert transform. Both start at the mean of six bars.
 * The cycle is 0 where it cannot be measured, as is the phase.
 */
export class Mama extends Indicator {
  readonly #fast: number;
  readonly #slow: number;
  /** Last prices, smoothed prices, detrended, quadrature and in-phase values, as rings of one position. */
  readonly #price: Float64Array;
  readonly #smooth: Float64Array;
  readonly #detrended: Float64Array;
  readonly #quadrature: Float64Array;
  readonly #inPhase: Float64Array;
  readonly #numbers: Float64Array;
  /** Bars seen, up to 6; position of the newest bar in the rings. */
  readonly #counters: Int32Array;

  constructor({ fast = 0.5, slow = 0.05 }: MamaOptions = {}) {
    requirePositive('mama', 'slow', slow);
    if (!(fast >= slow && fast <= 1)) {
      const expected = 'a number from slow to 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'mama', parameter: 'fast', value: fast, expected });
    }
    const shape = { id: 'mama', parameters: { fast, slow }, outputs: ['mama', 'fama'], warmUp: [6, 6] };
    super(shape, ['high', 'low']);
    this.#fast = fast;
    this.#slow = slow;
    this.#price = this.memory.numbers(RING);
    this.#smooth = this.memory.numbers(RING);
    this.#detrended = this.memory.numbers(RING);
    this.#quadrature = this.memory.numbers(RING);
    this.#inPhase = this.memory.numbers(RING);
    this.#numbers = this.memory.numbers(8);
    this.#counters = this.memory.counters(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [mama, fama] = outputs as [Float64Array, Float64Array];
    const numbers = this.#numbers;
    const counters = this.#counters;
    for (let row = from; row < to; row++) {
      const position = ((counters[1] as number) + 1) & MASK;
      counters[1] = position;
      this.#price[position] = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const seen = counters[0] as number;
      if (seen < 6) this.#start(seen + 1);
      else this.#average(position);
      mama[row] = numbers[MAMA] as number;
      fama[row] = numbers[FAMA] as number;
    }
  }

  #start(seen: number): void {
    this.#counters[0] = seen;
    const position = this.#counters[1] as number;
    const newest = this.#price[position] as number;
    let sum = 0;
    for (let age = 0; age < 6; age++) sum += (this.#price[(position - age) & MASK] as number) - newest;
    const mean = seen < 6 ? Number.NaN : newest + sum / 6;
    this.#numbers[MAMA] = mean;
    this.#numbers[FAMA] = mean;
  }

  #average(position: number): void {
    const numbers = this.#numbers;
    const change = this.#phaseChange(position);
    const weight = Math.max(this.#fast / change, this.#slow);
    const mama = (numbers[MAMA] as number) + weight * ((this.#price[position] as number) - (numbers[MAMA] as number));
    numbers[MAMA] = mama;
    numbers[FAMA] = (numbers[FAMA] as number) + 0.5 * weight * (mama - (numbers[FAMA] as number));
  }

  /** By how many degrees the phase fell from the last bar to this one, at least 1. */
  #phaseChange(position: number): number {
    const numbers = this.#numbers;
    const gain = 0.075 * (numbers[CYCLE] as number) + 0.54;
    this.#smooth[position] = smoothed(this.#price, position);
    this.#detrended[position] = hilbert(this.#smooth, position) * gain;
    const quadrature = hilbert(this.#detrended, position) * gain;
    const inPhase = this.#detrended[(position - 3) & MASK] as number;
    this.#quadrature[position] = quadrature;
    this.#inPhase[position] = inPhase;
    const turnedInPhase = hilbert(this.#inPhase, position) * gain;
    const turnedQuadrature = hilbert(this.#quadrature, position) * gain;
    this.#measureCycle(inPhase - turnedQuadrature, quadrature + turnedInPhase);
    const phase = inPhase === 0 ? 0 : (Math.atan(quadrature / inPhase) * 180) / Math.PI;
    const change = Math.max((numbers[PHASE] as number) - phase, 1);
    numbers[PHASE] = phase;
    return change;
  }

  /** Ehlers' homodyne discriminator: the length of the cycle in bars, 6 to 50, smoothed. */
  #measureCycle(inPhaseNow: number, quadratureNow: number): void {
    const numbers = this.#numbers;
    const inPhaseBefore = numbers[IN_PHASE] as number;
    const quadratureBefore = numbers[QUADRATURE] as number;
    const inPhase = 0.2 * inPhaseNow + 0.8 * inPhaseBefore;
    const quadrature = 0.2 * quadratureNow + 0.8 * quadratureBefore;
    const real = 0.2 * (inPhase * inPhaseBefore + quadrature * quadratureBefore) + 0.8 * (numbers[REAL] as number);
    const imaginary =
      0.2 * (inPhase * quadratureBefore - quadrature * inPhaseBefore) + 0.8 * (numbers[IMAGINARY] as number);
    const before = numbers[CYCLE] as number;
    const angle = imaginary === 0 || real === 0 ? 0 : Math.atan(imaginary / real);
    const measured = angle === 0 ? 0 : (2 * Math.PI) / angle;
    const bounded = Math.max(Math.min(measured, 1.5 * before), 0.67 * before);
    numbers[CYCLE] = 0.2 * Math.min(Math.max(bounded, 6), 50) + 0.8 * before;
    numbers[IN_PHASE] = inPhase;
    numbers[QUADRATURE] = quadrature;
    numbers[REAL] = real;
    numbers[IMAGINARY] = imaginary;
  }
}

/** Weighted average of the last four prices, as distances from the newest: equal prices give exactly their price. */
function smoothed(values: Float64Array, position: number): number {
  const newest = values[position] as number;
  const last = (values[(position - 1) & MASK] as number) - newest;
  const lastButOne = (values[(position - 2) & MASK] as number) - newest;
  const oldest = (values[(position - 3) & MASK] as number) - newest;
  return newest + (3 * last + 2 * lastButOne + oldest) / 10;
}

/** Ehlers' Hilbert transform over seven bars. */
function hilbert(values: Float64Array, position: number): number {
  const outer = (values[position] as number) - (values[(position - 6) & MASK] as number);
  const inner = (values[(position - 2) & MASK] as number) - (values[(position - 4) & MASK] as number);
  return 0.0962 * outer + 0.5769 * inner;
}
