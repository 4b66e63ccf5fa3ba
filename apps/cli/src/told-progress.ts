import type { Progress } from './progress.ts';

/** More often nobody looks. */
const TELL_EVERY_MS = 100;
/** Messages that the parent has not taken; a parent that is busy gets no more. */
const ON_THE_WAY_MAX = 20;

/**
 * Tells the platform that runs this command as a job how far it is; see `progressSchema` of its jobs. Of what comes in quick
 * succession the latest is told, so that neither side gathers what the other has no time for.
 */
export function toldProgress(): Progress {
  let toldAt = Number.NEGATIVE_INFINITY;
  let onTheWay = 0;
  let latest: { readonly doneFraction: number; readonly detail: string } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    if (latest === null || !process.connected || onTheWay >= ON_THE_WAY_MAX) return;
    toldAt = performance.now();
    onTheWay++;
    process.send?.({ type: 'progress', ...latest }, undefined, undefined, () => void onTheWay--);
    latest = null;
  };
  return {
    update: (doneFraction, detail = '') => {
      latest = { doneFraction: Math.min(1, Math.max(0, doneFraction)), detail };
      const waitMs = toldAt + TELL_EVERY_MS - performance.now();
      if (waitMs <= 0) tell();
      else timer ??= setTimeout(tell, waitMs).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
