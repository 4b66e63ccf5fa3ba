/** `full` is what figures are recorded for; `small` runs inside the test suite so that no benchmark rots. */
export type BenchmarkSize = 'full' | 'small';

/** What one timed pass did. */
export interface BenchmarkPass {
  /** How many units of work it was: rows, bars, decisions. */
  readonly count: number;
  /** SHA-256 of the result: speed cannot be bought with a wrong answer. */
  readonly digest: string;
  /** Where the pass timed itself in pieces: the time of each, in milliseconds. */
  readonly latenciesMs?: Float64Array;
}

export interface Benchmark {
  readonly name: string;
  /** What `count` counts. */
  readonly unit: string;
  /** What the design demands, in words; null where it demands nothing. */
  readonly budget: string | null;
  /** Makes the input, outside the timing. The result is timed by calling it; `dispose` cleans up. */
  prepare(size: BenchmarkSize): Promise<{ pass(): Promise<BenchmarkPass>; dispose(): Promise<void> }>;
}
