import { PipwrightError } from '@pipwright/model';
import { Presets, SingleBar } from 'cli-progress';
import { errors } from './errors.ts';
import { ExitCode } from './exit-code.ts';
import type { Progress } from './progress.ts';
import { toldProgress } from './told-progress.ts';

/** Where a command speaks: results to standard output, everything else to standard error. */
export interface Terminal {
  /** `true` with `--json`: exactly one JSON value goes to standard output. */
  readonly json: boolean;
  /** The result of the command, for people or as JSON. */
  result(text: string, value: unknown): void;
  /** A line on the way to the result; silent with `--json`. */
  note(text: string): void;
  /** A progress bar on a terminal; elsewhere nothing. */
  progress(label: string): Progress;
  failure(error: unknown): ExitCode;
  /** The user stopped the command. */
  interrupted(): ExitCode;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };
const BAR_STEPS = 1000;

/** A bar that appears with the first thing that it has to show. */
function createBar(label: string): Progress {
  let bar: SingleBar | null = null;
  const open = (): SingleBar => {
    const opened = new SingleBar(
      {
        format: `${label} {bar} {percentage}% {detail}`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
      },
      Presets.shades_classic,
    );
    opened.start(BAR_STEPS, 0, { detail: '' });
    return opened;
  };
  return {
    update: (doneFraction, detail = '') => {
      bar ??= open();
      bar.update(Math.round(doneFraction * BAR_STEPS), { detail });
    },
    stop: () => {
      bar?.stop();
      bar = null;
    },
  };
}

/** What the operating system says of a file is about the user's files, not about the platform. */
function toKnown(error: unknown): unknown {
  const { code, path, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code === undefined || path === undefined || message === undefined) return error;
  const [problem = code] = message.split(', ');
  return errors.FILE_NOT_USABLE({ file: path, problem }, { cause: error });
}

function describeFailure(thrown: unknown): { message: string; action: string; body: unknown } {
  const error = toKnown(thrown);
  if (error instanceof PipwrightError) return { message: error.message, action: error.action, body: error.toJSON() };
  const message = error instanceof Error ? error.message : String(error);
  return {
    message,
    action: 'This is a fault of the platform. Run again with PIPWRIGHT_DEBUG=1 and report what it prints.',
    body: { code: 'UNEXPECTED', message },
  };
}

export function createTerminal(options: { readonly json: boolean }): Terminal {
  const { json } = options;
  return {
    json,
    result: (text, value) => {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
    },
    note: (text) => {
      if (!json) process.stderr.write(`${text}\n`);
    },
    progress: (label) => {
      if (process.send !== undefined) return toldProgress();
      return process.stderr.isTTY && !json ? createBar(label) : SILENT;
    },
    failure: (error) => {
      const { message, action, body } = describeFailure(error);
      if (json) process.stdout.write(`${JSON.stringify({ error: body })}\n`);
      process.stderr.write(`${message}\n${action}\n`);
      if (process.env['PIPWRIGHT_DEBUG'] !== undefined) console.error(error);
      return ExitCode.Failed;
    },
    interrupted: () => {
      if (json) process.stdout.write(`${JSON.stringify({ error: { code: 'INTERRUPTED' } })}\n`);
      process.stderr.write('Stopped. What was acknowledged is kept; run the same command to go on.\n');
      return ExitCode.Interrupted;
    },
  };
}
