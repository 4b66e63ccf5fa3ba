const VALUES = 4096;
const ROUNDS = 16_384;

/**
 * Milliseconds for summing 67 million numbers out of the first cache in a plain loop. Each addition waits for the one
 * before it, so that this is the clock of the core that we were given, and nothing else. Figures divided by it can be
 * compared between machines, and between quiet and busy moments of one.
 */
export function yardstickMs(): number {
  const values = Float64Array.from({ length: VALUES }, (_, index) => index);
  const start = performance.now();
  let sum = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let index = 0; index < VALUES; index++) sum += values[index] as number;
  }
  const durationMs = performance.now() - start;
  if (sum !== (ROUNDS * VALUES * (VALUES - 1)) / 2) throw new Error(`the yardstick summed to ${sum}`);
  return durationMs;
}
