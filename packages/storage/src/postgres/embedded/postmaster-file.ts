import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a running server, or one that was killed, says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`; empty in a file that is being written. */
  readonly status: string;
}

const run = promisify(execFile);

async function textOf(cluster: string): Promise<string | null> {
  return readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
}

function parse(text: string): Postmaster | null {
  // Lines: process id, data directory, start time, port, socket directory, address, shared memory, status.
  const lines = text.split('\n');
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process that has ended but that nobody has waited for still has its number: usual in containers. */
async function isZombie(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).startsWith('Z');
}

/**
 * Whether process `pid` is the server of this cluster. After a crash or a restart of the machine its number may belong
 * to any other program. A server works inside its data directory, which Linux shows; elsewhere its command names it;
 * where the system does not tell, the answer is yes.
 */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') {
      if (await isZombie(pid)) return false;
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster));
    }
    if (process.platform === 'win32') {
      const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { windowsHide: true });
      return stdout.toLowerCase().includes('postgres');
    }
    const { stdout } = await run('ps', ['-o', 'stat=,command=', '-p', String(pid)]);
    return !stdout.trimStart().startsWith('Z') && stdout.includes('postgres');
  } catch {
    return isAlive(pid);
  }
}

/** The server that runs on this cluster, or null. Changes nothing. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const postmaster = parse((await textOf(cluster)) ?? '');
  return postmaster !== null && (await isServerOf(cluster, postmaster.pid)) ? postmaster : null;
}

/**
 * Removes a `postmaster.pid` whose process is not the server. PostgreSQL does so by itself only where no process has the
 * number; it stays safe because it also looks at the shared memory of the cluster.
 */
export async function removeStalePostmasterFile(cluster: string): Promise<void> {
  const before = await textOf(cluster);
  if (before === null) return;
  const postmaster = parse(before);
  if (postmaster !== null && (await isServerOf(cluster, postmaster.pid))) return;
  // Another process of ours may have started a server in the meantime.
  if ((await textOf(cluster)) === before) await rm(join(cluster, 'postmaster.pid'), { force: true });
}
