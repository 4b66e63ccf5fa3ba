import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A script in a process of its own, to be killed: what it prints tells how far it got. */
export class ScriptProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #exited: Promise<unknown>;
  #errorText = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit');
    child.stderr?.on('data', (text: Buffer) => {
      this.#errorText += text.toString();
    });
    this.#lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })[
      Symbol.asyncIterator
    ]();
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** The next line that it prints. Rejects with what it wrote to the error output where there is none. */
  async line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error(`the script ended: ${this.#errorText}`);
    return next.value;
  }

  /** Kills it, with everything in its process group, as a power cut would; returns the lines that it had still printed. */
  async kill(): Promise<string[]> {
    if (process.platform === 'win32') this.#child.kill('SIGKILL');
    else process.kill(-this.pid, 'SIGKILL');
    await this.#exited;
    const rest: string[] = [];
    for (let next = await this.#lines.next(); next.done !== true; next = await this.#lines.next())
      rest.push(next.value);
    return rest;
  }

  /** Waits for its end. Rejects with what it wrote to the error output where it failed. */
  async succeed(): Promise<void> {
    await this.#exited;
    if (this.#child.exitCode !== 0) throw new Error(`the script failed: ${this.#errorText}`);
  }
}

export interface ScriptOptions {
  /** TypeScript of an ES module. */
  readonly source: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Starts a script under the Node that runs the tests, in a process group of its own. */
export function startScript({ source, user }: ScriptOptions): ScriptProcess {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
    ...user,
  });
  return new ScriptProcess(child);
}
