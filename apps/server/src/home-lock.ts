import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scheduler } from '@pipwright/kernel';
import { errors } from './errors.ts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** A platform that was told to stop, or killed, may take a moment to be gone. */
const ATTEMPTS = 20;
const ATTEMPT_MS = 100;
/** Far longer than the step from finding a dead mark to writing one's own. */
const SETTLE_MS = 50;

/**
 * Takes the folder for this process, since a journal has one writer. The mark that a killed platform left behind is
 * taken over. Resolves to what gives the folder back. Rejects with `HOME_IN_USE` after two seconds.
 */
export async function lockHome(home: string, scheduler: Scheduler): Promise<() => void> {
  mkdirSync(home, { recursive: true });
  const file = join(home, 'platform.pid');
  for (let attempt = 1; ; attempt++) {
    const holder = holderOf(file);
    if (holder === null) break;
    if (attempt === ATTEMPTS) throw errors.HOME_IN_USE({ pid: holder, home });
    await scheduler.delay(ATTEMPT_MS);
  }
  writeFileSync(file, String(process.pid));
  // Two may find the same dead mark and write theirs; the one whose mark stays has the folder.
  await scheduler.delay(SETTLE_MS);
  const winner = holderOf(file);
  if (winner !== null) throw errors.HOME_IN_USE({ pid: winner, home });
  return () => rmSync(file, { force: true });
}
