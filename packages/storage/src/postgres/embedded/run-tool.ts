import { spawn } from 'node:child_process';
import type { SystemUser } from './system-user.ts';

export interface ToolResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a program of PostgreSQL to its end, as `user` where one is given. It gets a process group (on Windows a console)
 * of its own, so that Ctrl-C in our terminal reaches neither it nor the server that it leaves behind.
 */
export function runTool(
  program: string,
  parameters: readonly string[],
  options: { readonly user: SystemUser | null; readonly cwd: string },
): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      ...options.user,
    });
    let output = '';
    const collect = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    // It could not be started at all.
    child.on('error', (error) => {
      resolve({ exitCode: null, output: error.message });
    });
    // Not `close`: on Windows the server inherits the pipes and would keep them open.
    child.on('exit', (exitCode) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ exitCode, output });
    });
  });
}
