import { spawn } from 'node:child_process';
import { z } from 'zod';
import { errors } from '../errors.ts';

/** A command of the platform in a process of its own: what it computes does not hold up the one that serves. */
export interface JobProgram {
  /** The program and the words before the command: `node`, `main.ts`. */
  readonly executable: string;
  readonly words: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** How far a command is, as it tells its parent process. */
export const jobProgressSchema = z.object({
  type: z.literal('progress'),
  doneFraction: z.number(),
  detail: z.string(),
});

const resultSchema = z.object({ runId: z.string(), verdict: z.object({ headline: z.string() }).optional() });
const failureSchema = z.object({
  error: z.object({ code: z.string(), message: z.string().optional(), action: z.string().optional() }),
});

export interface JobResult {
  readonly runId: string;
  readonly headline: string | null;
}

export interface JobControl {
  readonly onProgress: (doneFraction: number, detail: string) => void;
  readonly signal: AbortSignal;
}

/** More than a summary ever is. */
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

interface Finished {
  readonly code: number | null;
  readonly output: string;
}

function runProcess(program: JobProgram, words: readonly string[], control: JobControl): Promise<Finished> {
  const { onProgress, signal } = control;
  return new Promise((resolve, reject) => {
    const child = spawn(program.executable, [...program.words, ...words], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      env: program.environment,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stop = (): void => void child.kill('SIGINT');
    signal.addEventListener('abort', stop, { once: true });
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= OUTPUT_BYTES_MAX) chunks.push(chunk);
    });
    child.on('message', (message) => {
      const progress = jobProgressSchema.safeParse(message);
      if (progress.success) onProgress(progress.data.doneFraction, progress.data.detail);
    });
    child.on('error', (error) => {
      signal.removeEventListener('abort', stop);
      reject(error);
    });
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
    });
    if (signal.aborted) stop();
  });
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

/**
 * The JSON value that a command prints. Files of strategies are code of somebody's: they are run apart from the platform
 * even to be listed. Rejects with `JOB_DIED` where there is none.
 */
export async function askProcess(program: JobProgram, words: readonly string[], signal: AbortSignal): Promise<unknown> {
  const { code, output } = await runProcess(program, words, { signal, onProgress: () => undefined });
  const body = parsed(output);
  if (code !== 0 || body === null) throw errors.JOB_DIED({ code: code ?? 'none' });
  return body;
}

/**
 * Runs a command to its end. Rejects with the signal's reason where it was stopped, and with `JOB_FAILED` and the command's own
 * words where it failed.
 */
export async function runJobProcess(
  program: JobProgram,
  words: readonly string[],
  control: JobControl,
): Promise<JobResult> {
  const { code, output } = await runProcess(program, words, control);
  control.signal.throwIfAborted();
  const body = parsed(output);
  const result = resultSchema.safeParse(body);
  if (result.success) return { runId: result.data.runId, headline: result.data.verdict?.headline ?? null };
  const failure = failureSchema.safeParse(body);
  if (!failure.success) throw errors.JOB_DIED({ code: code ?? 'none' });
  const { message, action } = failure.data.error;
  throw errors.JOB_FAILED({
    reason: message ?? failure.data.error.code,
    next: action ?? 'Run it from the command line to see more.',
  });
}
