import type { ParameterValues } from '@pipwright/trading';

/** What a sampler may learn from: a trial that has ended. */
export interface ScoredTrial {
  readonly parameters: ParameterValues;
  /** Null where the objective is undefined or the trial failed. */
  readonly score: number | null;
  /** Part of the range that it saw, above 0 up to 1: less than 1 where it was stopped early. */
  readonly share: number;
}

/** Proposes sets of parameters. The same calls give the same proposals. */
export interface Sampler {
  /** Sets that it can propose in all; infinite where there is no end. */
  readonly size: number;
  /**
   * Up to `count` new sets, each of which the constraint allows and none of which was proposed before; fewer only where
   * there are no more. `done` are all trials so far, in the order in which they were proposed.
   */
  propose(count: number, done: readonly ScoredTrial[]): readonly ParameterValues[];
}

export const SearchMethod = { Grid: 'grid', Random: 'random', Tpe: 'tpe' } as const;
export type SearchMethod = (typeof SearchMethod)[keyof typeof SearchMethod];
