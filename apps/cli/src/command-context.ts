import { openStores, readConfiguration, type Configuration, type Stores } from '@pipwright/server';
import type { Command } from 'commander';
import { ExitCode } from './exit-code.ts';
import { followParent } from './follow-parent.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What every command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly configuration: Configuration;
  /** Opens on first use; closed when the command ends. */
  readonly stores: Stores;
  /** Aborted by Ctrl-C, SIGTERM and, on Windows, the closing of the console. */
  readonly signal: AbortSignal;
}

/** npm, a service manager and the terminal may each hand the same signal on; a person who is impatient is slower. */
const IMPATIENCE_MS = 500;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

function interruption(): DOMException {
  return new DOMException('stopped by the user', 'AbortError');
}

/**
 * Runs one command: opens what it needs, stops it on a signal, closes everything, sets the exit code.
 * A second signal ends the process at once; stores are made to survive that.
 */
export async function runCommand(
  command: Command,
  work: (context: CommandContext) => Promise<ExitCode>,
): Promise<void> {
  const globals = command.optsWithGlobals<{ json?: boolean; home?: string }>();
  const terminal = createTerminal({ json: globals.json === true });
  const abort = new AbortController();
  let stoppedAt = 0;
  const stop = (): void => {
    if (!abort.signal.aborted) {
      stoppedAt = performance.now();
      abort.abort(interruption());
    } else if (performance.now() - stoppedAt > IMPATIENCE_MS) {
      process.exit(ExitCode.Interrupted);
    }
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  const unfollow = followParent(stop);
  let stores: Stores | undefined;
  try {
    const configuration = readConfiguration(process.env, globals.home === undefined ? {} : { home: globals.home });
    stores = openStores(configuration);
    process.exitCode = await work({ terminal, configuration, stores, signal: abort.signal });
  } catch (error) {
    process.exitCode = abort.signal.aborted ? terminal.interrupted() : terminal.failure(error);
  } finally {
    await stores?.close();
    unfollow();
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  }
}
