import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemScheduler, type Scheduler } from '@pipwright/kernel';
import { describeLedger, exampleOrder, exampleRun } from '@pipwright/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APPLICATION_ROLE } from './application-role.ts';
import { enter, leave, type Presence } from './embedded/presence.ts';
import { freePort } from './embedded/settings.ts';
import { openPostgresLedger } from './index.ts';
import { migrate, readMigrations } from './migrations.ts';

/** A server with an administrator, on which the tests make databases and users as an operator would. */
let directory: string;
let server: Presence;
let administrator: pg.Client;

const MIGRATIONS = new URL('./migrations/', import.meta.url);
const scheduler = systemScheduler(systemClock);
const openUrl = (url: string) => openPostgresLedger({ url, scheduler });

function urlOf(user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${server.port}/${database}`;
}

async function makeDatabase(name: string, attributes: string): Promise<string> {
  await administrator.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${attributes}`);
  await administrator.query(`CREATE DATABASE ${name} OWNER ${name}`);
  return urlOf(name, 'secret', name);
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-url-'));
  await chmod(directory, 0o755);
  // The bare server: nothing of the platform is in it yet.
  server = await enter(directory, scheduler);
  administrator = await connected(urlOf('pipwright', server.cluster.settings.administratorPassword, 'postgres'));
});
afterAll(async () => {
  await administrator.end();
  await leave(server, scheduler);
  await rm(directory, { recursive: true });
});

describeLedger('PostgreSQL by URL, as a user who may create roles,', async () => {
  const url = await makeDatabase('creator', 'CREATEROLE');
  return { open: () => openUrl(url), remove: () => Promise.resolve() };
});

test('a user who may not create roles is told what the administrator has to run, and then works', async () => {
  const url = await makeDatabase('restricted', '');
  const refused = openUrl(url);
  await expect(refused).rejects.toMatchObject({ code: 'POSTGRES_ROLE_MISSING', category: 'INTEGRATION' });
  await expect(refused).rejects.toThrow(/permission denied/);
  await administrator.query(`GRANT ${APPLICATION_ROLE} TO restricted`);
  const ledger = await openUrl(url);
  await ledger.tenant('a').putRun(exampleRun('run'));
  expect(await ledger.tenant('b').listRuns({ limit: 5 })).toEqual([]);
  await ledger.close();
});

test('a role that bypasses row-level security is refused', async () => {
  await administrator.query(`ALTER ROLE ${APPLICATION_ROLE} BYPASSRLS`);
  const url = urlOf('pipwright', server.cluster.settings.administratorPassword, 'postgres');
  await expect(openUrl(url)).rejects.toMatchObject({ code: 'POSTGRES_ROLE_UNSAFE', category: 'SECURITY' });
  await administrator.query(`ALTER ROLE ${APPLICATION_ROLE} NOBYPASSRLS`);
});

test('an applied migration that changed or is unknown is refused', async () => {
  const url = await makeDatabase('migrated', 'SUPERUSER');
  const changeAndOpen = async (sql: string) => {
    const client = await connected(url);
    await client.query(sql);
    await client.end();
    return openUrl(url);
  };
  await (await openUrl(url)).close();
  const changed = changeAndOpen("UPDATE pipwright.migrations SET checksum = 'other' WHERE name LIKE '0001-%'");
  await expect(changed).rejects.toMatchObject({ code: 'MIGRATION_CHANGED', category: 'SYSTEM' });
  const unknown = changeAndOpen("UPDATE pipwright.migrations SET name = '9999-later.sql' WHERE name LIKE '0001-%'");
  await expect(unknown).rejects.toMatchObject({ code: 'MIGRATION_MISSING', category: 'SYSTEM' });
});

test('a migration that fails is undone as a whole, and the next start tries it again', async () => {
  const url = await makeDatabase('broken', 'SUPERUSER');
  const client = await connected(url);
  const known = await readMigrations(MIGRATIONS);
  const next = (sql: string) => ({ name: '9999-next.sql', checksum: 'c', sql });
  const failing = next('CREATE TABLE pipwright.next (id text); SELECT 1 / 0');
  await expect(migrate(client, [...known, failing])).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  await migrate(client, [...known, next('CREATE TABLE pipwright.next (id text)')]);
  const { rows } = await client.query('SELECT name FROM pipwright.migrations ORDER BY name');
  expect(rows).toEqual([...known.map(({ name }) => ({ name })), { name: '9999-next.sql' }]);
  await client.end();
});

test('orders that were stored before orders had terms are market orders', async () => {
  const client = await connected(await makeDatabase('aged', 'SUPERUSER'));
  const known = await readMigrations(MIGRATIONS);
  await migrate(
    client,
    known.filter(({ name }) => name < '0003'),
  );
  await client.query("SELECT set_config('pipwright.tenant', 'a', false)");
  await client.query(`INSERT INTO pipwright.runs (id, kind, symbol, timeframe, started_at, parameters)
    VALUES ('run', 'paper', 'EURUSD', 'H1', 0, '{}')`);
  const { request, state, updatedAt } = exampleOrder('old');
  await client.query(
    `INSERT INTO pipwright.orders (run_id, client_order_id, signal_id, symbol, side, volume, stop_loss_distance,
       take_profit_distance, exit_time, created_at, state, updated_at)
     VALUES ('run', 'old', $1, 'EURUSD', 'buy', 0.07, 0.0012, $2, $3, $4, $5, $6)`,
    [request.signalId, request.takeProfitDistance, request.exitTime, request.createdAt, state, updatedAt],
  );
  await client.end();
  const ledger = await openUrl(urlOf('aged', 'secret', 'aged'));
  expect(await ledger.tenant('a').listOrders({ runId: 'run', limit: 5 })).toEqual([exampleOrder('old')]);
  await ledger.close();
});

test('processes that start at once apply each migration once', async () => {
  const known = await readMigrations(MIGRATIONS);
  const url = await makeDatabase('crowded', 'CREATEROLE');
  await administrator.query(`GRANT ${APPLICATION_ROLE} TO crowded`);
  const ledgers = await Promise.all(Array.from({ length: 5 }, () => openUrl(url)));
  for (const ledger of ledgers) expect(await ledger.migrations()).toHaveLength(known.length);
  await Promise.all(ledgers.map((ledger) => ledger.close()));
});

test('says what is wrong with an address, and never the password', async () => {
  const wrongPassword = openUrl(urlOf('pipwright', 'not-it', 'postgres'));
  await expect(wrongPassword).rejects.toMatchObject({ code: 'POSTGRES_REFUSED', category: 'SECURITY' });
  await expect(wrongPassword).rejects.toThrow(/^(?!.*not-it)/s);
  await expect(
    openUrl(urlOf('pipwright', server.cluster.settings.administratorPassword, 'none')),
  ).rejects.toMatchObject({
    code: 'POSTGRES_REFUSED',
  });
  await expect(openUrl('not a url')).rejects.toMatchObject({ code: 'POSTGRES_UNREACHABLE' });
});

test('waits for a server that is not there yet, and gives up after a while', async () => {
  const pauses: number[] = [];
  const waiting: Scheduler = {
    clock: systemClock,
    delay: (delayMs) => {
      pauses.push(delayMs);
      return Promise.resolve();
    },
  };
  const url = `postgres://a:b@127.0.0.1:${await freePort()}/c`;
  const error = { code: 'POSTGRES_UNREACHABLE', category: 'INTEGRATION', retryable: true };
  await expect(openPostgresLedger({ url, scheduler: waiting })).rejects.toMatchObject(error);
  expect(pauses).toEqual([100, 200, 400, 800]);
});
