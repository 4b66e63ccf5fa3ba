import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { errors } from '../errors.ts';
import { reasonOf } from './connection-errors.ts';
import { MIGRATION_LOCK } from './locks.ts';

/** A step of the schema: `NNNN-name.sql`, applied in the order of the names, never edited once released. */
export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly sql: string;
}

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** The migrations of a directory. Line ends do not count for the checksum: git may have changed them. */
export async function readMigrations(directory: URL): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, directory), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Migrations of the database, oldest first; none where it has never been used. */
export async function appliedMigrations(client: Pick<Client, 'query'>): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('pipwright.migrations') IS NOT NULL AS found",
  );
  if (rows[0]?.found !== true) return [];
  return (await client.query<AppliedMigration>('SELECT name, checksum FROM pipwright.migrations ORDER BY name')).rows;
}

/** What is still to be applied. Throws `MIGRATION_MISSING` and `MIGRATION_CHANGED` where the database is not ours. */
function pendingAfter(applied: readonly AppliedMigration[], known: readonly Migration[]): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = byName.get(name);
    if (migration === undefined) throw errors.MIGRATION_MISSING({ name });
    if (migration.checksum !== checksum)
      throw errors.MIGRATION_CHANGED({ name, applied: checksum, expected: migration.checksum });
    byName.delete(name);
  }
  return [...byName.values()];
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query('INSERT INTO pipwright.migrations (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw errors.MIGRATION_FAILED({ name: migration.name, reason: reasonOf(cause) }, { cause });
  }
}

/**
 * Brings the schema up to date: each migration in a transaction of its own, one process at a time. Does a single query
 * where nothing is to be done.
 */
export async function migrate(client: Client, known: readonly Migration[]): Promise<void> {
  if (pendingAfter(await appliedMigrations(client), known).length === 0) return;
  await client.query('SELECT pg_advisory_lock($1, $2)', MIGRATION_LOCK);
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS pipwright');
    await client.query(
      `CREATE TABLE IF NOT EXISTS pipwright.migrations
       (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    // Another process may have applied some while this one waited.
    for (const migration of pendingAfter(await appliedMigrations(client), known)) await apply(client, migration);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1, $2)', MIGRATION_LOCK).catch(() => undefined);
  }
}
