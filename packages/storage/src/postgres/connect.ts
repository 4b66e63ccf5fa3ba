import type { Scheduler } from '@pipwright/kernel';
import pg from 'pg';
import { errors } from '../errors.ts';
import { ensureApplicationRole } from './application-role.ts';
import { isConnectionLost, isLoginRefused, reasonOf } from './connection-errors.ts';
import { migrate, readMigrations } from './migrations.ts';
import type { Server } from './sessions.ts';
import { valueParsers } from './value-parsers.ts';

const APPLICATION_NAME = 'pipwright';
const CONNECT_TIMEOUT_MS = 5000;
const POOL_SIZE = 4;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 100;

/** Connections for the work of tenants. Opened when needed, few, because each costs the server several megabytes. */
export function makePool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: APPLICATION_NAME,
    types: valueParsers(),
  });
  // A connection that breaks while nothing runs on it is replaced when the next one is asked for. Without listeners, on
  // the pool for idle ones and on the client for those in use, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

/** A single connection. The caller ends it. */
export async function connectOnce(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({
    ...config,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: APPLICATION_NAME,
    types: valueParsers(),
  });
  // Without a listener a connection that breaks while idle would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The address without user and password. */
function addressOf(url: string): string {
  if (!URL.canParse(url)) throw errors.POSTGRES_UNREACHABLE({ server: 'the given URL', reason: 'it is not a URL' });
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function connectWithPatience(url: string, address: string, scheduler: Scheduler): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectOnce({ connectionString: url });
    } catch (cause) {
      const details = { server: address, reason: reasonOf(cause) };
      if (isLoginRefused(cause)) throw errors.POSTGRES_REFUSED(details, { cause });
      if (!isConnectionLost(cause) || attempt === ATTEMPTS) throw errors.POSTGRES_UNREACHABLE(details, { cause });
      await scheduler.delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

/** Prepares the database behind an open connection: the role of the application, then the tables. */
export async function prepareDatabase(client: pg.Client, address: string): Promise<void> {
  await ensureApplicationRole(client, address);
  await migrate(client, await readMigrations(new URL('./migrations/', import.meta.url)));
}

/** A server that somebody else runs, given by URL. */
export async function connectToUrl(url: string, scheduler: Scheduler): Promise<Server> {
  const address = addressOf(url);
  const client = await connectWithPatience(url, address, scheduler);
  try {
    await prepareDatabase(client, address);
  } finally {
    await client.end();
  }
  const pool = makePool({ connectionString: url });
  return {
    address,
    pool,
    revive: () => Promise.resolve(),
    close: () => pool.end(),
  };
}
