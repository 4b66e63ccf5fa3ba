import { momentsOf } from './moments.ts';

/** Probability that the balance ever falls by a fraction of its start. */
export interface RuinStep {
  readonly fraction: number;
  readonly probability: number;
}

/** Falls that are asked about. */
export const RUIN_FRACTIONS: readonly number[] = [0.1, 0.2, 0.3, 0.5, 0.8];
/** Fewer trades than this say nothing about their deviation. */
const TRADES_MIN = 30;

/**
 * Probability that trades such as these ever take a fraction of the initial balance, were they to go on for ever at the
 * same size: exp(-2 mean x loss / variance), the first passage of a Brownian motion with drift (Cox and Miller, 1965,
 * The theory of stochastic processes, 5.7); 1 where the mean is not positive. Nets in minor units. Null for fewer than 30
 * trades. It takes the measured mean for the true one: the probability is a lower bound.
 */
export function ruinLadder(nets: ArrayLike<number>, initial: number): readonly RuinStep[] | null {
  if (nets.length < TRADES_MIN) return null;
  const { mean, deviation } = momentsOf(nets);
  return RUIN_FRACTIONS.map((fraction) => ({
    fraction,
    probability: mean > 0 ? Math.exp((-2 * mean * fraction * initial) / deviation ** 2) : 1,
  }));
}
