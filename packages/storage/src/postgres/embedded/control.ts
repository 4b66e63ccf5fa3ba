import { open, rename, stat } from 'node:fs/promises';
import type { Scheduler } from '@pipwright/kernel';
import { logFile, type Cluster } from './cluster.ts';
import { findPostmaster, removeStalePostmasterFile } from './postmaster-file.ts';
import { runTool } from './run-tool.ts';

/**
 * Small, because an idle platform shall stay below 400 MB: no parallel workers, no replication, one vacuum worker, reads
 * without worker processes. Nothing that guards the data is changed: `fsync` and `full_page_writes` stay on.
 * The values need no quotes in any shell.
 */
const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  shared_buffers: '24MB',
  maintenance_work_mem: '16MB',
  io_method: 'sync',
  jit: 'off',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  log_checkpoints: 'off',
};

const LOG_BYTES_MAX = 5_000_000;
const STOP_PAUSE_MS = 10;
/** Half a minute: a server that has much to write still stops by itself after that. */
const STOP_PAUSES_MAX = 3000;

async function logSize(log: string): Promise<number> {
  return (await stat(log).catch(() => null))?.size ?? 0;
}

async function logSince(log: string, offset: number): Promise<string> {
  const handle = await open(log, 'r').catch(() => null);
  if (handle === null) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4000), 0, 4000, offset);
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await handle.close();
  }
}

/**
 * Starts the server and waits until it takes connections. Returns null, or the reason why there is none: another process
 * may have started it at the same time, the port may be taken. `pg_ctl` is used and not `postgres` itself, because it
 * detaches the server from terminal and process group on every system and gives up administrator rights on Windows.
 */
export async function startServer(cluster: Cluster): Promise<string | null> {
  const log = logFile(cluster.path);
  await removeStalePostmasterFile(cluster.path);
  if ((await logSize(log)) > LOG_BYTES_MAX) await rename(log, `${log}.1`).catch(() => undefined);
  const before = await logSize(log);
  const settings = Object.entries(SERVER_SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const { exitCode, output } = await runTool(
    cluster.binaries.pgCtl,
    ['start', '--wait', '-D', cluster.path, '-l', log, '-o', [`-p ${cluster.settings.port}`, ...settings].join(' ')],
    { user: cluster.user, cwd: cluster.path },
  );
  if (exitCode === 0) return null;
  return `${output.trim()} ${await logSince(log, before)}`.trim();
}

/** True where the reason of a failed start is that something else listens on the port. */
export function isPortTaken(reason: string): boolean {
  return /could not bind|could not create any TCP/i.test(reason);
}

/**
 * Stops the server: sessions are ended, everything is written. Returns when this server is gone, also where another
 * process has started the next one in the meantime. (`pg_ctl stop --wait` would then wait for that one to stop.)
 */
export async function stopServer(cluster: Cluster, scheduler: Scheduler): Promise<void> {
  const before = await findPostmaster(cluster.path);
  if (before === null) return;
  await runTool(cluster.binaries.pgCtl, ['stop', '--no-wait', '--mode=fast', '-D', cluster.path], {
    user: cluster.user,
    cwd: cluster.path,
  });
  for (let pause = 0; pause < STOP_PAUSES_MAX; pause++) {
    if ((await findPostmaster(cluster.path))?.pid !== before.pid) return;
    await scheduler.delay(STOP_PAUSE_MS);
  }
}
