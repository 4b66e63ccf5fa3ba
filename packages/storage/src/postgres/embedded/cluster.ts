import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { errors } from '../../errors.ts';
import { binariesAt, installedBinaries, type Binaries } from './binaries.ts';
import { runTool } from './run-tool.ts';
import { createSettings, readSettings, type ClusterSettings } from './settings.ts';
import { canReach, canRun, isRoot, unprivilegedUser, type SystemUser } from './system-user.ts';

/** The user of the database who owns its tables. */
export const ADMINISTRATOR = 'pipwright';

/**
 * Where root's databases are kept when their user cannot reach the wanted directory (`/root` is closed to everybody
 * else): below this directory, by a digest of the wanted one. The settings file records the place.
 */
const ROOT_FALLBACK = '/var/lib/pipwright';

/** An initialised data directory and what is needed to run a server on it. */
export interface Cluster {
  /** The directory that was asked for; it holds the settings. */
  readonly directory: string;
  /** PostgreSQL's data directory. */
  readonly path: string;
  readonly settings: ClusterSettings;
  readonly binaries: Binaries;
  /** Who the server runs as; null for ourselves. */
  readonly user: SystemUser | null;
}

/** Path of the data directory that belongs to the settings. */
export function clusterPath(directory: string, settings: ClusterSettings): string {
  return settings.cluster ?? join(directory, 'cluster');
}

export function logFile(cluster: string): string {
  return join(cluster, 'server.log');
}

/** Who owns the data directory, or null where it has not been initialised. */
async function ownerOfCluster(path: string): Promise<SystemUser | null> {
  const found = await stat(join(path, 'PG_VERSION')).catch(() => null);
  return found === null ? null : { uid: found.uid, gid: found.gid };
}

/** A directory tree that everybody can read and pass through. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink())
      await chmod(path, ((await stat(path)).mode & 0o777) | (entry.isDirectory() ? 0o555 : 0o444));
  }
}

/** The binaries, or where the user cannot run them (an installation below `/root`) a copy that it can. */
async function binariesFor(user: SystemUser | null): Promise<Binaries> {
  const installed = await installedBinaries();
  if (user === null || (await canRun(installed.pgCtl, user))) return installed;
  const root = join(ROOT_FALLBACK, `postgresql-${installed.version}`);
  const copy = binariesAt(root, installed.version);
  if (await canRun(copy.pgCtl, user).catch(() => false)) return copy;
  await mkdir(ROOT_FALLBACK, { recursive: true, mode: 0o755 });
  const unfinished = `${root}.${randomBytes(6).toString('hex')}`;
  await cp(installed.root, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToAll(unfinished);
  for (const program of await readdir(join(unfinished, 'bin'))) await chmod(join(unfinished, 'bin', program), 0o755);
  // Where another process was faster, its copy is as good.
  await rename(unfinished, root).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}

async function placeFor(directory: string, user: SystemUser | null): Promise<string | null> {
  if (user === null || (await canReach(join(directory, 'cluster'), user))) return null;
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  await mkdir(ROOT_FALLBACK, { recursive: true, mode: 0o755 });
  return join(ROOT_FALLBACK, `cluster-${digest}`);
}

/** Runs `initdb` in a directory of its own and renames it when it is complete, so that a kill leaves nothing half made. */
async function initialise(path: string, settings: ClusterSettings, binaries: Binaries, user: SystemUser | null) {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  const passwordFile = `${unfinished}.password`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, `${settings.administratorPassword}\n`, { mode: 0o600, flag: 'wx' });
    if (user !== null) {
      await chown(unfinished, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const { exitCode, output } = await runTool(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ADMINISTRATOR}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      { user, cwd: parse(path).root },
    );
    if (exitCode !== 0)
      throw errors.EMBEDDED_POSTGRES_FAILED({
        directory: path,
        operation: 'be made',
        reason: output.trim(),
        log: path,
      });
    await rename(unfinished, path);
  } catch (error) {
    // Where another process was faster, its cluster has the same settings and is as good.
    if ((await ownerOfCluster(path)) === null) throw error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Removes what killed processes have left of unfinished clusters, once there is a finished one. */
async function removeLeftovers(path: string): Promise<void> {
  const leftover = new RegExp(`^${basename(path)}\\.[0-9a-f]{12}(?:\\.password)?$`);
  for (const name of await readdir(dirname(path)))
    if (leftover.test(name)) await rm(join(dirname(path), name), { recursive: true, force: true });
}

async function create(directory: string): Promise<Cluster> {
  const user = isRoot() ? await unprivilegedUser() : null;
  const settings =
    (await readSettings(directory)) ?? (await createSettings(directory, await placeFor(directory, user)));
  const binaries = await binariesFor(user);
  const path = clusterPath(directory, settings);
  if ((await ownerOfCluster(path)) === null) await initialise(path, settings, binaries, user);
  return { directory, path, settings, binaries, user };
}

/** Opens the cluster of a directory and makes it first where there is none. */
export async function ensureCluster(wanted: string): Promise<Cluster> {
  await mkdir(resolve(wanted), { recursive: true });
  const directory = await realpath(wanted);
  const settings = await readSettings(directory);
  if (settings === null && (await ownerOfCluster(join(directory, 'cluster'))) !== null)
    throw errors.EMBEDDED_POSTGRES_FAILED({
      directory,
      operation: 'be opened',
      reason: 'settings.json, which holds its passwords, is missing. Restore it from a copy, or move the data away.',
      log: directory,
    });
  if (settings === null) return create(directory);
  const path = clusterPath(directory, settings);
  const owner = await ownerOfCluster(path);
  if (owner === null) return create(directory);
  await removeLeftovers(path);
  const user = isRoot() ? owner : null;
  return { directory, path, settings, user, binaries: await binariesFor(user) };
}
