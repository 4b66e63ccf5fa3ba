/**
 * Below this size a denominator counts as nothing. Values are at most 1e60 in size, so that their quotients, and sums of
 * these over any window, stay in the range of numbers. Hot loops keep it in a constant of their own module: one that reads a
 * constant of another module is a third slower.
 */
export const NOTHING = 1e-150;

/** `numerator / denominator`, or `neutral` where the denominator is nothing. NaN stays NaN. Never infinite. */
export function quotient(numerator: number, denominator: number, neutral: number): number {
  return Math.abs(denominator) < NOTHING ? neutral : numerator / denominator;
}
