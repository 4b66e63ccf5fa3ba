export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** What did not run: file, title, and the reason where the test gave one. */
  readonly skipped: readonly string[];
}

/** The name of the variable that tells the reporter where to write. */
export const COUNTS_FILE = 'PIPWRIGHT_TEST_COUNTS';

/** A run is never better than its exit code: one that crashed, or wrote no counts, has failed. */
export function settleCounts(counts: TestCounts | undefined, exitCode: number): TestCounts {
  if (counts === undefined) return { passed: 0, failed: 1, skipped: [] };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
