import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isRoot } from './system-user.ts';

/** What is remembered of an embedded server, in `settings.json`, readable by its owner only. */
export interface ClusterSettings {
  readonly format: 1;
  readonly port: number;
  /** Password of `pipwright`, who owns the tables. */
  readonly administratorPassword: string;
  /** Password of the role that the work of tenants is done as. */
  readonly applicationPassword: string;
  /** Where the data is, when it could not be kept beside this file; null when it is. */
  readonly cluster: string | null;
}

const OWNER_ONLY = 0o600;

function settingsFile(directory: string): string {
  return join(directory, 'settings.json');
}

export async function readSettings(directory: string): Promise<ClusterSettings | null> {
  try {
    return JSON.parse(await readFile(settingsFile(directory), 'utf8')) as ClusterSettings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function writeBeside(directory: string, settings: ClusterSettings): Promise<string> {
  const unfinished = `${settingsFile(directory)}.${randomBytes(6).toString('hex')}`;
  await writeFile(unfinished, `${JSON.stringify(settings, null, 2)}\n`, { mode: OWNER_ONLY, flag: 'wx', flush: true });
  return unfinished;
}

/** Writes new settings where there are none. Of several processes that do so at once, one wins and all use its settings. */
export async function createSettings(directory: string, cluster: string | null): Promise<ClusterSettings> {
  const unfinished = await writeBeside(directory, {
    format: 1,
    port: await freePort(),
    administratorPassword: randomBytes(24).toString('base64url'),
    applicationPassword: randomBytes(24).toString('base64url'),
    cluster,
  });
  try {
    // A link, unlike a rename, fails where the name exists.
    await link(unfinished, settingsFile(directory));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
  return (await readSettings(directory)) as ClusterSettings;
}

export async function changePort(directory: string, settings: ClusterSettings): Promise<ClusterSettings> {
  const changed = { ...settings, port: await freePort() };
  const { uid, gid } = await stat(settingsFile(directory));
  const unfinished = await writeBeside(directory, changed);
  // Root may run a server that belongs to an ordinary user, who has to be able to read the file later.
  if (isRoot()) await chown(unfinished, uid, gid);
  await rename(unfinished, settingsFile(directory));
  return changed;
}
