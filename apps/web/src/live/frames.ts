import type { FrameScheduler } from './live-store.ts';

const HIDDEN_DELAY_MS = 1000;
/** 25 changes a second: more cannot be read, and drawing them would leave no time for the reader's own input. */
const GAP_MS = 40;

/** Before a drawing, at most every 40 ms; once a second while the page is hidden, when the browser draws nothing. */
export function makeFrameScheduler(): FrameScheduler {
  let lastMs = Number.NEGATIVE_INFINITY;
  const run = (work: () => void): void => {
    lastMs = performance.now();
    work();
  };
  return (work) => {
    if (document.hidden) {
      setTimeout(() => run(work), HIDDEN_DELAY_MS);
      return;
    }
    const waitMs = lastMs + GAP_MS - performance.now();
    if (waitMs <= 0) requestAnimationFrame(() => run(work));
    else setTimeout(() => requestAnimationFrame(() => run(work)), waitMs);
  };
}
