/** What a command's end tells a script. */
export const ExitCode = {
  Done: 0,
  /** The work could not be done; the message says why and what to do. */
  Failed: 1,
  /** The command line makes no sense. */
  Usage: 2,
  /** The work was done and found something wrong: rows refused, a check that failed. */
  Findings: 3,
  /** Stopped by Ctrl-C or a signal; what was acknowledged is kept, and the same command goes on from there. */
  Interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
