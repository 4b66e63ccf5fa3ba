import { Lag } from '../cells/lag.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { indicatorErrors } from '../errors.ts';
import { logChange, logPrice } from './log-price.ts';

/** What two series are compared by: 1 their log returns from bar to bar, 0 their values as they are. */
export interface PairOptions {
  readonly period?: number;
  readonly returns?: number;
}

/** Checks a parameter that is 0 or 1. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requireFlag(indicator: string, parameter: string, value: number): void {
  if (value === 0 || value === 1) return;
  throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator, parameter, value, expected: '0 or 1' });
}

/**
 * Turns one column into what is compared: log returns, NaN at the first bar and 0 from or to a price that is not
 * positive; or the values themselves.
 */
export class PairValues {
  readonly #returns: boolean;
  readonly #previous: Lag;
  readonly #seen: Int32Array;

  constructor(memory: StateMemory, returns: number) {
    this.#returns = returns === 1;
    this.#previous = new Lag(memory, 1);
    this.#seen = memory.counters(1);
  }

  step(value: number): number {
    if (!this.#returns) return value;
    const log = logPrice(value);
    const before = this.#previous.step(log);
    if ((this.#seen[0] as number) === 1) return logChange(before, log);
    this.#seen[0] = 1;
    return Number.NaN;
  }
}
