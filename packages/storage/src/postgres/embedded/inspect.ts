import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errors } from '../../errors.ts';
import { reasonOf } from '../connection-errors.ts';
import { clusterPath, logFile } from './cluster.ts';
import { findPostmaster } from './postmaster-file.ts';
import { readSettings } from './settings.ts';

/** What can be said of an embedded server without touching it. */
export type EmbeddedPostgresReport =
  | { readonly initialised: false; readonly directory: string }
  | {
      readonly initialised: true;
      readonly directory: string;
      /** PostgreSQL's data directory; outside `directory` where root's server could not reach that. */
      readonly cluster: string;
      /** Major version of the data. */
      readonly version: string;
      readonly dataBytes: number;
      readonly log: string;
      /** Null where no server runs. */
      readonly server: { readonly pid: number; readonly port: number; readonly status: string } | null;
    };

async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A running server removes files while we look.
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Looks at the embedded server of a directory. Starts nothing, stops nothing, writes nothing. Rejects with
 * `EMBEDDED_POSTGRES_FAILED` where the settings cannot be read: they belong to another user, or are damaged.
 */
export async function inspectEmbeddedPostgres(directory: string): Promise<EmbeddedPostgresReport> {
  const place = await realpath(directory).catch(() => resolve(directory));
  const settings = await readSettings(place).catch((cause: unknown) => {
    const details = { directory: place, operation: 'be inspected', reason: reasonOf(cause), log: place };
    throw errors.EMBEDDED_POSTGRES_FAILED(details, { cause });
  });
  const cluster = settings === null ? null : clusterPath(place, settings);
  const version = cluster === null ? null : await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (cluster === null || version === null) return { initialised: false, directory: place };
  return {
    initialised: true,
    directory: place,
    cluster,
    version: version.trim(),
    dataBytes: await sizeOf(cluster),
    log: logFile(cluster),
    server: await findPostmaster(cluster),
  };
}
