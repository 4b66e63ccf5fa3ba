import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../bin/pipwright.mjs', import.meta.url));

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** `PIPWRIGHT_HOME` of the command. */
  readonly home: string;
  readonly cwd?: string;
  /** The Node that starts the launcher; by default the one that runs the tests. */
  readonly node?: string;
}

/** Starts `pipwright` as a user's shell would. */
export function startPipwright(words: readonly string[], { home, cwd, node }: Surroundings): ChildProcess {
  const { DATABASE_URL: _ledger, PIPWRIGHT_DEBUG: _debug, NODE_OPTIONS: _options, ...environment } = process.env;
  return spawn(node ?? process.execPath, [LAUNCHER, ...words], {
    cwd: cwd ?? home,
    env: { ...environment, PIPWRIGHT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

/** Gathers what a command says until it has ended. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** Runs `pipwright` to its end. */
export async function runPipwright(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return endOf(startPipwright(words, surroundings));
}
