import { reportStep, type StudyControl } from '../statistics/study-control.ts';

/** Runs that a study hands to its caller. */
export interface RunOptions extends StudyControl {
  /** Runs under way at once, for callers that spread them over threads; the result does not depend on it. Default 1. */
  readonly parallel?: number | undefined;
}

/** Results of `task` for 0 to `count` - 1, in that order. Rejects with `STUDY_STOPPED` and with what a task rejects with. */
export async function runAll<Result>(
  study: string,
  count: number,
  options: RunOptions,
  task: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(count);
  let next = 0;
  let done = 0;
  reportStep(study, options, done, count);
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      results[index] = await task(index);
      reportStep(study, options, ++done, count);
      await options.pause?.();
    }
  };
  const workers = Array.from({ length: Math.max(1, options.parallel ?? 1) }, async () => {
    try {
      await worker();
    } catch (error) {
      // The others begin nothing new.
      next = count;
      throw error;
    }
  });
  await Promise.all(workers);
  return results;
}
