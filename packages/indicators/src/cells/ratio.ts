/**
 * The quotient, or `neutral` where it is no usable number: a denominator of 0, or one so small that the quotient leaves
 * the range of numbers. NaN stays NaN, so that an average that is not warm yet stays silent.
 */
export function ratio(numerator: number, denominator: number, neutral: number): number {
  if (denominator === 0) return neutral;
  const quotient = numerator / denominator;
  return quotient === Infinity || quotient === -Infinity ? neutral : quotient;
}
