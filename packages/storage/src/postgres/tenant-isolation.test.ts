import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemScheduler } from '@pipwright/kernel';
import { currency, minorUnits } from '@pipwright/model';
import {
  exampleEntry,
  exampleFill,
  exampleOrder,
  exampleRun,
  exampleSearch,
  exampleSearchTrial,
} from '@pipwright/testkit';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ledger } from '../ports/index.ts';
import { APPLICATION_ROLE } from './application-role.ts';
import { readSettings, type ClusterSettings } from './embedded/settings.ts';
import { openPostgresLedger } from './index.ts';

let directory: string;
let ledger: Ledger;
let settings: ClusterSettings;
let application: pg.Client;

function connect(user: string, password: string): pg.Client {
  return new pg.Client({ host: '127.0.0.1', port: settings.port, user, password, database: 'postgres' });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-tenants-'));
  await chmod(directory, 0o755);
  ledger = await openPostgresLedger({ embedded: { directory }, scheduler: systemScheduler(systemClock) });
  settings = (await readSettings(directory)) as ClusterSettings;
  for (const name of ['a', 'b']) {
    const tenant = ledger.tenant(name);
    await tenant.putAccount({ id: 'account', currency: currency('EUR'), initialBalance: minorUnits(0) });
    await tenant.putRun(exampleRun('run'));
    await tenant.putFacts({
      kind: 'rates',
      source: 'test',
      rows: [{ availableAt: 2, time: 1, currency: currency('EUR'), ratePercent: 1 }],
    });
    await tenant.putSearch(exampleSearch('search'));
    await tenant.putSearchTrials([exampleSearchTrial('search', 0)]);
    await tenant.append([exampleEntry('run', 0, { orders: [exampleOrder('o')], fills: [exampleFill('f')] })]);
  }
  application = connect(APPLICATION_ROLE, settings.applicationPassword);
  await application.connect();
});
afterAll(async () => {
  await application.end();
  await ledger.close();
  await rm(directory, { recursive: true });
});

/** Runs hand-written SQL as the application does, for one tenant, and undoes it. */
async function as(tenant: string | null, sql: string): Promise<pg.QueryResult> {
  await application.query('BEGIN');
  try {
    if (tenant !== null) await application.query("SELECT set_config('pipwright.tenant', $1, true)", [tenant]);
    return await application.query(sql);
  } finally {
    await application.query('ROLLBACK');
  }
}

const TABLES = ['accounts', 'runs', 'entries', 'orders', 'fills', 'rates', 'searches', 'search_trials'];

test.each(TABLES)('%s: a tenant reads its own rows only, whatever it asks for', async (table) => {
  expect((await as('a', `SELECT DISTINCT tenant_id FROM pipwright.${table}`)).rows).toEqual([{ tenant_id: 'a' }]);
  expect((await as('a', `SELECT * FROM pipwright.${table} WHERE tenant_id = 'b'`)).rows).toEqual([]);
  expect((await as(null, `SELECT * FROM pipwright.${table}`)).rows).toEqual([]);
});

test('a tenant cannot write rows of another one', async () => {
  const foreign = `INSERT INTO pipwright.accounts VALUES ('b', 'new', 'EUR', 0)`;
  await expect(as('a', foreign)).rejects.toThrow('row-level security');
  const moved = `UPDATE pipwright.accounts SET tenant_id = 'b', id = 'moved'`;
  await expect(as('a', moved)).rejects.toThrow('row-level security');
  const changed = `UPDATE pipwright.accounts SET initial_balance = 1 WHERE tenant_id = 'b'`;
  expect((await as('a', changed)).rowCount).toBe(0);
  await expect(as(null, `INSERT INTO pipwright.accounts VALUES ('', 'x', 'EUR', 0)`)).rejects.toThrow(
    /check constraint|row-level security/,
  );
});

test.each([
  'DELETE FROM pipwright.fills',
  "UPDATE pipwright.fills SET profit = 1 WHERE id = 'f'",
  'UPDATE pipwright.search_trials SET score = 9',
  'DELETE FROM pipwright.search_trials',
  'TRUNCATE pipwright.runs',
  'ALTER TABLE pipwright.runs DISABLE ROW LEVEL SECURITY',
  'DROP POLICY tenant ON pipwright.runs',
  'SET ROLE pipwright',
  'CREATE TABLE pipwright.mine (id text)',
  'DELETE FROM pipwright.migrations',
])('the application may not: %s', async (sql) => {
  await expect(as('a', sql)).rejects.toThrow(/permission denied|must be owner/);
});

test('the setting of the tenant ends with its transaction', async () => {
  await as('a', 'SELECT 1');
  expect((await application.query('SELECT * FROM pipwright.runs')).rows).toEqual([]);
});

test('every table has a tenant and forced row-level security, the list of migrations excepted', async () => {
  const administrator = connect('pipwright', settings.administratorPassword);
  await administrator.connect();
  const { rows } = await administrator.query<{ name: string; safe: boolean }>(
    `SELECT relname AS name, relrowsecurity AND relforcerowsecurity
       AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid)
       AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'tenant_id' AND attnotnull)
       AS safe
     FROM pg_class WHERE relnamespace = 'pipwright'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
  await administrator.end();
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter(({ safe }) => !safe).map(({ name }) => name)).toEqual(['migrations']);
});
