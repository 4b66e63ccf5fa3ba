import { parentPort, workerData } from 'node:worker_threads';

/** The thread of `follow-parent.ts`: it runs also while the command's own thread is in a loop without an end. */
const { parent, graceMs } = workerData as { readonly parent: number; readonly graceMs: number };
const LOOK_EVERY_MS = 1000;

function isThere(): boolean {
  if (process.ppid !== parent) return false;
  try {
    process.kill(parent, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const timer = setInterval(() => {
  if (isThere()) return;
  clearInterval(timer);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs);
}, LOOK_EVERY_MS);
parentPort?.unref();
