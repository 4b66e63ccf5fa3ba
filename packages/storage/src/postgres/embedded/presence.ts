import type { Scheduler } from '@pipwright/kernel';
import { PipwrightError } from '@pipwright/model';
import type pg from 'pg';
import { errors } from '../../errors.ts';
import { connectOnce } from '../connect.ts';
import { isConnectionLost, reasonOf } from '../connection-errors.ts';
import { PRESENCE_LOCK } from '../locks.ts';
import { ADMINISTRATOR, ensureCluster, logFile, type Cluster } from './cluster.ts';
import { isPortTaken, startServer, stopServer } from './control.ts';
import { findPostmaster } from './postmaster-file.ts';
import { changePort } from './settings.ts';

/**
 * How processes share a server. Each holds one session with the presence lock in shared mode for as long as it uses the
 * server. Who leaves gives its lock up and asks for the same lock exclusively, without waiting: it gets it only if
 * nobody else is there, and then stops the server. The server gives up the lock of a process that dies, because its
 * session ends.
 *
 * The race: who arrives while the last one stops the server waits for the lock, is disconnected by the stop, and starts
 * the server again. Two who start it at once: PostgreSQL lets one of them, and the other one connects to that.
 */
export interface Presence {
  readonly cluster: Cluster;
  readonly client: pg.Client;
  readonly port: number;
}

const ATTEMPTS = 400;
const PAUSE_MS = 50;
const START_FAILURES_MAX = 20;

function failed(cluster: Cluster, operation: string, reason: string, cause?: unknown): Error {
  const { directory, path } = cluster;
  return errors.EMBEDDED_POSTGRES_FAILED({ directory, operation, reason, log: logFile(path) }, { cause });
}

/** Connects to the server on `port` and takes the shared lock. Null where the server is not ready, or is just stopping. */
async function join(cluster: Cluster, port: number): Promise<pg.Client | null> {
  let client: pg.Client | undefined;
  try {
    client = await connectOnce({
      host: '127.0.0.1',
      port,
      user: ADMINISTRATOR,
      password: cluster.settings.administratorPassword,
      database: 'postgres',
    });
    await client.query('SELECT pg_advisory_lock_shared($1, $2)', PRESENCE_LOCK);
    return client;
  } catch (cause) {
    await client?.end().catch(() => undefined);
    if (isConnectionLost(cause)) return null;
    throw failed(cluster, 'be joined', reasonOf(cause), cause);
  }
}

/** Joins the server that runs on the cluster of `directory`, or starts one. */
export async function enter(directory: string, scheduler: Scheduler): Promise<Presence> {
  let cluster = await ensureCluster(directory).catch((cause: unknown) => {
    if (cause instanceof PipwrightError) throw cause;
    const details = { directory, operation: 'be opened', reason: reasonOf(cause), log: directory };
    throw errors.EMBEDDED_POSTGRES_FAILED(details, { cause });
  });
  let failures = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const postmaster = await findPostmaster(cluster.path);
    if (postmaster === null) {
      const reason = await startServer(cluster);
      if (reason === null) continue;
      if (++failures === START_FAILURES_MAX) throw failed(cluster, 'start', reason);
      if (isPortTaken(reason)) {
        cluster = { ...cluster, settings: await changePort(cluster.directory, cluster.settings) };
        continue;
      }
    } else {
      const client = postmaster.port === 0 ? null : await join(cluster, postmaster.port);
      if (client !== null) return { cluster, client, port: postmaster.port };
    }
    await scheduler.delay(PAUSE_MS);
  }
  throw failed(cluster, 'be reached', 'it runs and does not take connections');
}

/** Leaves the server, and stops it where nobody else uses it. */
export async function leave({ cluster, client }: Presence, scheduler: Scheduler): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1, $2)', PRESENCE_LOCK);
    const { rows } = await client.query<{ last: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS last',
      PRESENCE_LOCK,
    );
    if (rows[0]?.last === true) await stopServer(cluster, scheduler);
  } catch (error) {
    // A server that is gone need not be left.
    if (!isConnectionLost(error)) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
