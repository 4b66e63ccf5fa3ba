import type { FrameScheduler } from './live-store.ts';

const HIDDEN_DELAY_MS = 1000;

/** Before the next drawing; once a second while the page is hidden, when the browser draws nothing. */
export const onNextFrame: FrameScheduler = (work) => {
  if (document.hidden) setTimeout(work, HIDDEN_DELAY_MS);
  else requestAnimationFrame(work);
};
