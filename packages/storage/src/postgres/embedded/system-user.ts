import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { promisify } from 'node:util';
import { errors } from '../../errors.ts';

/** User and group of the operating system that the server runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const CANDIDATES = ['postgres', '_postgres', 'nobody'];

/** PostgreSQL refuses to run as root. Windows has no such thing, and `pg_ctl` gives up rights there by itself. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number> {
  return Number((await run('id', [flag, name])).stdout);
}

/** The first of the users `postgres`, `_postgres` and `nobody` that the machine has. */
export async function unprivilegedUser(): Promise<SystemUser> {
  for (const name of CANDIDATES) {
    try {
      return { uid: await idOf('-u', name), gid: await idOf('-g', name) };
    } catch {
      // No such user: the next one.
    }
  }
  throw errors.EMBEDDED_POSTGRES_NO_USER();
}

const EXECUTE = 0o1;
const READ_AND_EXECUTE = 0o5;

async function allows(path: string, user: SystemUser, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}

/** Whether the user can pass through every directory above `path`, by the permission bits. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  const { root } = parse(path);
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (!(await allows(directory, user, EXECUTE))) return false;
    if (directory === root) return true;
  }
}

/** Whether the user can start the program. */
export async function canRun(program: string, user: SystemUser): Promise<boolean> {
  return (await canReach(program, user)) && allows(program, user, READ_AND_EXECUTE);
}
