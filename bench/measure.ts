import type { Benchmark, BenchmarkPass, BenchmarkSize } from './benchmark.ts';
import { yardstickMs } from './yardstick.ts';

/** Percentiles of the pieces of one pass, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly count: number;
  readonly digest: string;
  readonly passes: number;
  /** Fastest, median and slowest pass: from the first to the last is the noise band. */
  readonly bestMs: number;
  readonly medianMs: number;
  readonly worstMs: number;
  /** Units each second in the fastest pass. */
  readonly perSecond: number;
  /** Processor time of the cheapest pass, all threads together: what a neighbour on the machine changes least. */
  readonly processorMs: number;
  /** The fastest yardstick of this benchmark, measured before and after each pass; 0 at small size. */
  readonly yardstickMs: number;
  /** Of the pass with the lowest p99, where the benchmark times its pieces. */
  readonly latency: Latency | null;
  /** Further figures of the fastest pass. */
  readonly figures: Readonly<Record<string, number>>;
}

interface TimedPass {
  readonly pass: BenchmarkPass;
  readonly durationMs: number;
  readonly processorMs: number;
}

function latencyOf({ latenciesMs }: BenchmarkPass): Latency | null {
  if (latenciesMs === undefined || latenciesMs.length === 0) return null;
  const sorted = latenciesMs.toSorted();
  const at = (fraction: number): number => sorted[Math.floor((sorted.length - 1) * fraction)] as number;
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}

async function timed(run: () => Promise<BenchmarkPass>): Promise<TimedPass> {
  const before = process.cpuUsage();
  const start = performance.now();
  const pass = await run();
  const durationMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { pass, durationMs, processorMs: (user + system) / 1000 };
}

/** The figures of several passes of one benchmark that gave the same digest. */
class Summary {
  readonly #durationsMs: number[] = [];
  #processorMs = Infinity;
  #latency: Latency | null = null;
  #figures: Readonly<Record<string, number>> = {};
  count = 0;

  add({ pass, durationMs, processorMs }: TimedPass): void {
    if (durationMs <= Math.min(...this.#durationsMs)) this.#figures = pass.figures?.() ?? {};
    this.#durationsMs.push(durationMs);
    this.#processorMs = Math.min(this.#processorMs, processorMs);
    const latency = latencyOf(pass);
    if (latency !== null && latency.p99 <= (this.#latency?.p99 ?? Infinity)) this.#latency = latency;
    this.count = pass.count;
  }

  finish(benchmark: Benchmark, digest: string, yardstick: number): Measurement {
    const sorted = this.#durationsMs.toSorted((a, b) => a - b);
    const bestMs = sorted[0] as number;
    return {
      name: benchmark.name,
      unit: benchmark.unit,
      count: this.count,
      digest,
      passes: sorted.length,
      bestMs,
      medianMs: sorted[sorted.length >> 1] as number,
      worstMs: sorted.at(-1) as number,
      perSecond: (this.count / bestMs) * 1000,
      processorMs: this.#processorMs,
      yardstickMs: yardstick,
      latency: this.#latency,
      figures: this.#figures,
    };
  }
}

/** Runs a benchmark `passes` times, at least once. Throws where two passes give different results. */
export async function measure(benchmark: Benchmark, size: BenchmarkSize, passes: number): Promise<Measurement> {
  const prepared = await benchmark.prepare(size);
  try {
    const summary = new Summary();
    let yardstick = size === 'full' ? Infinity : 0;
    let digest = '';
    for (let index = 0; index < Math.max(1, passes); index++) {
      if (size === 'full') yardstick = Math.min(yardstick, yardstickMs());
      const run = await timed(() => prepared.pass());
      if (size === 'full') yardstick = Math.min(yardstick, yardstickMs());
      summary.add(run);
      const found = await run.pass.digest();
      if (index > 0 && found !== digest)
        throw new Error(`${benchmark.name}: pass ${index + 1} gave ${found}, pass 1 gave ${digest}`);
      digest = found;
    }
    return summary.finish(benchmark, digest, yardstick);
  } finally {
    await prepared.dispose();
  }
}
