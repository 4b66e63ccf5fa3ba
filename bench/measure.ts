import type { Benchmark, BenchmarkSize } from './benchmark.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly budget: string | null;
  readonly count: number;
  readonly digest: string;
  /** Fastest, median and slowest pass. */
  readonly bestMs: number;
  readonly medianMs: number;
  readonly worstMs: number;
  readonly perSecond: number;
  /** Percentiles of the pieces where the benchmark times them, in milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly worst: number } | null;
}

function percentile(sorted: Float64Array, fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

/** Runs a benchmark `passes` times. Throws where two passes give different results. */
export async function measure(benchmark: Benchmark, size: BenchmarkSize, passes: number): Promise<Measurement> {
  const prepared = await benchmark.prepare(size);
  try {
    const durations: number[] = [];
    let count = 0;
    let digest = '';
    let latency: Measurement['latency'] = null;
    for (let index = 0; index < passes; index++) {
      const start = performance.now();
      const pass = await prepared.pass();
      durations.push(performance.now() - start);
      if (index > 0 && pass.digest !== digest)
        throw new Error(`${benchmark.name}: pass ${index} gave ${pass.digest}, not ${digest}`);
      ({ count, digest } = pass);
      const sorted = pass.latenciesMs?.toSorted();
      if (sorted !== undefined)
        latency = { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), worst: sorted.at(-1) ?? 0 };
    }
    const sorted = durations.toSorted((a, b) => a - b);
    const medianMs = sorted[sorted.length >> 1] as number;
    return {
      name: benchmark.name,
      unit: benchmark.unit,
      budget: benchmark.budget,
      count,
      digest,
      bestMs: sorted[0] as number,
      medianMs,
      worstMs: sorted.at(-1) as number,
      perSecond: (count / medianMs) * 1000,
      latency,
    };
  } finally {
    await prepared.dispose();
  }
}
