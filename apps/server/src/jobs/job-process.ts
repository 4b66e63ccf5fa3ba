import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { printedValue, readResult, type JobResult } from './job-result.ts';
import { keepOutput } from './kept-output.ts';
import { maskSecrets } from './mask-secrets.ts';

/** A command of the platform in a process of its own: what it computes does not hold up the one that serves. */
export interface JobProgram {
  /** The program and the words before the command: `node`, `main.ts`. */
  readonly executable: string;
  readonly words: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** How long one that was told to stop has for it before it is killed. */
  readonly stopMs?: number;
}

/** How far a command is, as it tells its parent process. */
const progressSchema = z.object({
  type: z.literal('progress'),
  doneFraction: z.number().min(0).max(1),
  detail: z.string().max(400),
});

/** What is told of a process while it runs, and what stops it. */
export interface JobControl {
  readonly onProgress: (doneFraction: number, detail: string) => void;
  readonly signal: AbortSignal;
}

/** More than a summary ever is. */
const OUTPUT_BYTES_MAX = 4 * 1024 * 1024;
/** The last lines say why it failed. Twice as much is read, so that no secret is cut in two before it is masked. */
const COMPLAINTS_MAX = 4096;
const STOP_MS = 5000;
/** What a process has written is read for so long after its end: another one that it left behind may hold its pipes. */
const PIPES_MS = 1000;

/** Everything that a process was, once it is gone. */
interface Finished {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** The end of what it wrote to standard error, without secrets. */
  readonly complaints: string;
}

/** The platform goes first where both want the processor; a job still gets on beside others that want it. */
const PRIORITY = 5;

function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, PRIORITY);
  } catch {
    // It has ended already, or the system does not let us: then they share.
  }
}

/** Stops a process as Ctrl-C does, and kills it where it does not hear. No process outlives this one. */
function stopper(child: ChildProcess, stopMs: number): { stop: () => void; release: () => void } {
  let killing: NodeJS.Timeout | undefined;
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    stop: () => {
      child.kill('SIGINT');
      killing ??= setTimeout(kill, stopMs);
    },
    release: () => {
      clearTimeout(killing);
      process.off('exit', kill);
    },
  };
}

function readProgress(child: ChildProcess, onProgress: JobControl['onProgress']): void {
  child.on('message', (message) => {
    const progress = progressSchema.safeParse(message);
    if (progress.success) onProgress(progress.data.doneFraction, progress.data.detail);
  });
}

interface ProcessControl extends JobControl {
  /** A person waits for it. */
  readonly urgent: boolean;
}

function runProcess(program: JobProgram, words: readonly string[], control: ProcessControl): Promise<Finished> {
  const { signal, urgent } = control;
  return new Promise((resolve, reject) => {
    const child = spawn(program.executable, [...program.words, ...words], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: program.environment,
      windowsHide: true,
    });
    if (!urgent) giveWay(child);
    const output = keepOutput(child.stdout as Readable, OUTPUT_BYTES_MAX);
    const complaints = keepOutput(child.stderr as Readable, 2 * COMPLAINTS_MAX);
    const { stop, release } = stopper(child, program.stopMs ?? STOP_MS);
    signal.addEventListener('abort', stop, { once: true });
    readProgress(child, control.onProgress);
    let pipes: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(pipes);
      signal.removeEventListener('abort', stop);
      release();
      output.end();
      complaints.end();
    };
    child.on('error', (error) => {
      // Also told of a signal that did not reach it; it is over only where it never began.
      if (child.pid !== undefined) return;
      end();
      reject(error);
    });
    const finish = (): void => {
      end();
      resolve({
        code: child.exitCode,
        signal: child.signalCode,
        output: output.text(),
        complaints: maskSecrets(complaints.text(), program.environment).slice(-COMPLAINTS_MAX),
      });
    };
    child.on('exit', () => (pipes = setTimeout(finish, PIPES_MS)));
    child.on('close', finish);
    if (signal.aborted) stop();
  });
}

/** What is known of a process that ended without a result. The last lines of its complaints go with it, for the log. */
function died({ code, signal, complaints }: Finished): Error {
  const cause = new Error(complaints.trim() === '' ? 'It wrote nothing.' : complaints.trim());
  if (/heap out of memory|Array buffer allocation failed/.test(complaints)) {
    return errors.JOB_OUT_OF_MEMORY({}, { cause });
  }
  return errors.JOB_DIED({ end: signal === null ? `exit code ${code}` : `signal ${signal}` }, { cause });
}

/**
 * The JSON value that a command prints. Files of strategies are code of somebody's: they are run apart from the platform
 * even to be listed. Rejects with `JOB_DIED` where there is none.
 */
export async function askProcess(program: JobProgram, words: readonly string[], signal: AbortSignal): Promise<unknown> {
  const finished = await runProcess(program, words, { signal, urgent: true, onProgress: () => undefined });
  const value = printedValue(finished.output);
  if (finished.code !== 0 || value === null) throw died(finished);
  return value;
}

/**
 * Runs a command to its end. Rejects with the signal's reason where it was stopped, with `JOB_FAILED` and the command's own
 * words where it failed, and with `JOB_DIED` or `JOB_OUT_OF_MEMORY` where it ended without a word.
 */
export async function runJobProcess(
  program: JobProgram,
  words: readonly string[],
  control: JobControl,
): Promise<JobResult> {
  const finished = await runProcess(program, words, { ...control, urgent: false });
  // What was done before it heard of the stop counts.
  if (finished.code !== 0) control.signal.throwIfAborted();
  const result = readResult(printedValue(finished.output));
  if (result === null) throw died(finished);
  return result;
}
