import { Indicator, type Bars } from '../contract/indicator.ts';
import { indicatorErrors, requirePositive } from '../errors.ts';

export interface MamaOptions {
  /** Greatest weight of a new price. At most 1. */
  readonly fast?: number;
  /** Least weight of a new price. Not above `fast`. */
  readonly slow?: number;
}

/** Bars that Ehlers' filters look at, this one included. */
const TAPS = 7;

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
  /** Last prices, smoothed prices, detrended, quadrature and in-phase values, newest first. */
  readonly #price: Float64Array;
  readonly #smooth: Float64Array;
  readonly #detrended: Float64Array;
  readonly #quadrature: Float64Array;
  readonly #inPhase: Float64Array;
  readonly #numbers: Float64Array;
  readonly #seen: Int32Array;

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
    this.#price = this.memory.numbers(TAPS);
    this.#smooth = this.memory.numbers(TAPS);
    this.#detrended = this.memory.numbers(TAPS);
    this.#quadrature = this.memory.numbers(TAPS);
    this.#inPhase = this.memory.numbers(TAPS);
    this.#numbers = this.memory.numbers(8);
    this.#seen = this.memory.counters(1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [mama, fama] = outputs as [Float64Array, Float64Array];
    const numbers = this.#numbers;
    const price = this.#price;
    for (let row = from; row < to; row++) {
      push(price, ((bars.high[row] as number) + (bars.low[row] as number)) / 2);
      const seen = this.#seen[0] as number;
      if (seen < 6) this.#start(seen + 1);
      else this.#average();
      mama[row] = numbers[MAMA] as number;
      fama[row] = numbers[FAMA] as number;
    }
  }

  #start(seen: number): void {
    this.#seen[0] = seen;
    const newest = this.#price[0] as number;
    let sum = 0;
    for (let index = 0; index < 6; index++) sum += (this.#price[index] as number) - newest;
    const mean = seen < 6 ? Number.NaN : newest + sum / 6;
    this.#numbers[MAMA] = mean;
    this.#numbers[FAMA] = mean;
  }

  #average(): void {
    const numbers = this.#numbers;
    const price = this.#price;
    const change = this.#phaseChange();
    const weight = Math.max(this.#fast / change, this.#slow);
    const mama = (numbers[MAMA] as number) + weight * ((price[0] as number) - (numbers[MAMA] as number));
    numbers[MAMA] = mama;
    numbers[FAMA] = (numbers[FAMA] as number) + 0.5 * weight * (mama - (numbers[FAMA] as number));
  }

  /** By how many degrees the phase fell from the last bar to this one, at least 1. */
  #phaseChange(): number {
    const numbers = this.#numbers;
    const price = this.#price;
    const gain = 0.075 * (numbers[CYCLE] as number) + 0.54;
    // Differences from the newest price: the filters add up to 0 over equal prices, and so do these, exactly.
    const [p0, p1, p2, p3] = price as unknown as [number, number, number, number];
    push(this.#smooth, p0 + (3 * (p1 - p0) + 2 * (p2 - p0) + (p3 - p0)) / 10);
    push(this.#detrended, hilbert(this.#smooth) * gain);
    push(this.#quadrature, hilbert(this.#detrended) * gain);
    push(this.#inPhase, this.#detrended[3] as number);
    const inPhase = this.#inPhase[0] as number;
    const quadrature = this.#quadrature[0] as number;
    this.#measureCycle(inPhase - hilbert(this.#quadrature) * gain, quadrature + hilbert(this.#inPhase) * gain);
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

/** Puts a value in front and moves the others back. */
function push(values: Float64Array, value: number): void {
  for (let index = TAPS - 1; index > 0; index--) values[index] = values[index - 1] as number;
  values[0] = value;
}

/** Ehlers' Hilbert transform over seven bars. */
function hilbert(values: Float64Array): number {
  const outer = (values[0] as number) - (values[6] as number);
  const inner = (values[2] as number) - (values[4] as number);
  return 0.0962 * outer + 0.5769 * inner;
}
