import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requireWhole } from '../errors.ts';

/** Periods of the three averages of Williams' alligator, and by how many bars each is moved forward. */
export interface AlligatorOptions {
  readonly jaw?: number;
  readonly jawOffset?: number;
  readonly teeth?: number;
  readonly teethOffset?: number;
  readonly lips?: number;
  readonly lipsOffset?: number;
}

export const ALLIGATOR_DEFAULTS = { jaw: 13, jawOffset: 8, teeth: 8, teethOffset: 5, lips: 5, lipsOffset: 3 };

/** The options with their defaults, checked. */
export function requireAlligator(indicator: string, given: AlligatorOptions): typeof ALLIGATOR_DEFAULTS {
  const parameters = { ...ALLIGATOR_DEFAULTS, ...given };
  for (const [name, value] of Object.entries(parameters)) requireWhole(indicator, name, value, 1);
  return parameters;
}

/** One line: Wilder's average as it was `offset` bars ago, where a chart draws it at this bar. */
export class AlligatorLine {
  readonly #average: ExponentialAverage;
  readonly #before: Lag;

  constructor(memory: StateMemory, period: number, offset: number) {
    this.#average = new ExponentialAverage(memory, period, 1 / period);
    this.#before = new Lag(memory, offset);
  }

  step(value: number): number {
    return this.#before.step(this.#average.step(value));
  }
}
