import { errors } from './errors.ts';

/** Throws `INVARIANT_BROKEN` unless `condition` holds. Stays on in production. */
export function invariant(condition: boolean, what: string): asserts condition {
  if (!condition) throw errors.INVARIANT_BROKEN({ what });
}
