import type { ColumnarRefusal } from './columnar-settings.ts';

/** Ends a run that turns out to be beyond what columns can tell. Caught by `ColumnarRun`, seen by nobody else. */
export class RunRefused extends Error {
  readonly refusal: ColumnarRefusal;

  constructor(refusal: ColumnarRefusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}
