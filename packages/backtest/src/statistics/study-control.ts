import { errors } from '../errors.ts';

/** How a long computation is watched and stopped from outside. */
export interface StudyControl {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Awaited between steps, so that a process that also serves others stays responsive; left out, nothing waits. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** Tells how far a study is. Throws `STUDY_STOPPED` when its signal is aborted. */
export function reportStep(study: string, control: StudyControl, done: number, total: number): void {
  control.onProgress?.(done, total);
  if (control.signal?.aborted === true) {
    throw errors.STUDY_STOPPED({ study, done, total }, { cause: control.signal.reason });
  }
}
