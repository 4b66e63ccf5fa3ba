import { Worker } from 'node:worker_threads';

/** How long a command has to stop in good order once its platform is gone. */
const GRACE_MS = 5000;

/**
 * A command that a platform runs as a job does not outlive it: it is stopped when the channel to the platform closes, and
 * killed where it does not hear that. Does nothing for a command that a person has started. The result ends it.
 */
export function followParent(stop: () => void, graceMs = GRACE_MS): () => void {
  if (process.send === undefined || !process.connected) return () => undefined;
  process.on('disconnect', stop);
  // The channel alone does not keep a command alive that has done its work.
  process.channel?.unref();
  const watch = new Worker(new URL('./parent-watch.ts', import.meta.url), {
    workerData: { parent: process.ppid, graceMs },
    name: 'pipwright-parent',
    execArgv: [],
  });
  watch.unref();
  return () => {
    process.off('disconnect', stop);
    void watch.terminate();
  };
}
