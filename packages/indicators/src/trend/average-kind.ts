import { ExponentialAverage } from '../cells/exponential-average.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { indicatorErrors } from '../errors.ts';

/** Simple (0) or exponential (1) average of `period` values; both need `period` values. */
export class AverageOfKind {
  readonly #simple: RollingMean | undefined;
  readonly #exponential: ExponentialAverage | undefined;

  constructor(memory: StateMemory, kind: number, period: number) {
    this.#simple = kind === 0 ? new RollingMean(memory, period) : undefined;
    this.#exponential = kind === 0 ? undefined : new ExponentialAverage(memory, period);
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    if (this.#exponential !== undefined) return this.#exponential.step(value);
    return this.#simple === undefined ? Number.NaN : this.#simple.step(value);
  }
}

/** Checks a parameter that is a choice of 0 or 1. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requireFlag(indicator: string, parameter: string, value: number): number {
  if (value === 0 || value === 1) return value;
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator, parameter, value, expected: '0 or 1' });
}
