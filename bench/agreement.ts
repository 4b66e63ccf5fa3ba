import type { Benchmark } from './benchmark.ts';
import type { Measurement } from './measure.ts';

/**
 * What is wrong with the digests of measurements: benchmarks that do the same and found something else, and results that
 * are not the recorded ones. Empty where all is well.
 */
export function disagreements(
  benchmarks: readonly Benchmark[],
  measurements: readonly Pick<Measurement, 'name' | 'digest'>[],
  recorded: Readonly<Record<string, string>>,
): string[] {
  const found = new Map(measurements.map(({ name, digest }) => [name, digest]));
  const problems: string[] = [];
  for (const { name, digest } of measurements) {
    const before = recorded[name];
    if (before !== undefined && before !== digest)
      problems.push(`${name} gave ${digest}, recorded is ${before}: record it again if the result was meant to change`);
    const other = benchmarks.find((benchmark) => benchmark.name === name)?.sameDigestAs;
    const expected = other === undefined ? undefined : found.get(other);
    if (expected !== undefined && expected !== digest)
      problems.push(`${name} gave ${digest}, ${other} gave ${expected}`);
  }
  return problems;
}
