/** Natural logarithm of `value / base`; NaN where either is not positive or the ratio leaves the range of numbers. */
export function logRatio(value: number, base: number): number {
  const ratio = value / base;
  return value > 0 && ratio > 0 && ratio < Infinity ? Math.log(ratio) : Number.NaN;
}
