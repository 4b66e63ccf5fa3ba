const SQRT_2_PI = Math.sqrt(2 * Math.PI);
/** Beyond this the probability of the tail is below 1e-15. */
const TAIL = 8;

/** Density of the standard normal distribution. */
function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / SQRT_2_PI;
}

/**
 * Probability that a standard normal variable is at most `x`, to about 1e-15.
 * Series of Marsaglia (2004), Evaluating the normal distribution: 1/2 + density(x) (x + x³/3 + x⁵/(3·5) + …).
 */
export function normalProbability(x: number): number {
  if (x > TAIL) return 1;
  if (x < -TAIL) return 0;
  // The series below would never come to an end.
  if (Number.isNaN(x)) return Number.NaN;
  let sum = x;
  let term = x;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/**
 * The `x` with `normalProbability(x) = probability`; infinite at 0 and 1.
 * Starts from Abramowitz and Stegun (1964), 26.2.23, and takes Newton steps to full precision.
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return -Infinity;
  if (probability >= 1) return Infinity;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const t = Math.sqrt(-2 * Math.log(probability));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = numerator / denominator - t;
  for (let step = 0; step < 4; step++) x -= (normalProbability(x) - probability) / normalDensity(x);
  return x;
}
