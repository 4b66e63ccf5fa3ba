/** `full` is what figures are recorded for; `small` runs inside the test suite so that no benchmark rots. */
export type BenchmarkSize = 'full' | 'small';

/** What one timed pass did. */
export interface BenchmarkPass {
  /** How many units of work it was: rows, bars, decisions. */
  readonly count: number;
  /** SHA-256 of the result, computed after the clock has stopped: speed cannot be bought with a wrong answer. */
  digest(): string | Promise<string>;
  /** Where the pass timed itself in pieces: the time of each, in milliseconds. */
  readonly latenciesMs?: Float64Array;
  /** Further figures worth keeping, each named with its unit: `trades`, `readMs`. Asked for after the clock has stopped. */
  figures?(): Readonly<Record<string, number>>;
}

/** What the design demands of a benchmark of full size, on one core of the reference machine. */
export type Budget =
  /** The fastest pass takes at most so long. */
  | { readonly kind: 'duration'; readonly msMax: number }
  /** The fastest pass does at least so many units each second. */
  | { readonly kind: 'rate'; readonly perSecondMin: number }
  /** In the best pass 99 of 100 pieces take at most so long. */
  | { readonly kind: 'p99'; readonly msMax: number };

/** A benchmark whose input is there. */
export interface PreparedBenchmark {
  /** The work that is timed. */
  pass(): Promise<BenchmarkPass>;
  dispose(): Promise<void>;
}

export interface Benchmark {
  readonly name: string;
  /** What is done, in a few words, for the table of figures. */
  readonly what: string;
  /** What `count` counts. */
  readonly unit: string;
  /** Null where the design demands nothing. */
  readonly budget: Budget | null;
  /** Another benchmark that does the same in another way, and so must give the same digest. */
  readonly sameDigestAs?: string;
  /** Makes the input, outside the timing. */
  prepare(size: BenchmarkSize): Promise<PreparedBenchmark>;
}

/** A benchmark that leaves nothing behind has nothing to clean up. */
export const nothingToDispose = (): Promise<void> => Promise.resolve();
