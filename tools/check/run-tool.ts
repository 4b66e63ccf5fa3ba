import { spawn } from 'node:child_process';

export interface ToolRun {
  readonly code: number;
  readonly output: string;
  readonly durationMs: number;
}

/** Runs a script with this very Node: no shell and no links, so that it is the same on every system. */
export function runTool(
  args: readonly string[],
  options: { readonly cwd: string; readonly shown: boolean; readonly env?: Readonly<Record<string, string>> },
): Promise<ToolRun> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.shown ? 'inherit' : 'pipe', options.shown ? 'inherit' : 'pipe'],
    });
    let output = '';
    const finish = (code: number): void => resolve({ code, output, durationMs: performance.now() - startedMs });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(1);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `ended by ${signal}\n`;
      finish(code ?? 1);
    });
  });
}
