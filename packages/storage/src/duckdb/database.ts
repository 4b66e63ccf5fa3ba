import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { errors } from '../errors.ts';
import type { WorkerSettings } from './messages.ts';

const OPEN_ATTEMPTS = 6;
const OPEN_PAUSE_MS = 60;

/** The tables of one kind of file. */
export interface StoreFormat {
  /** Table that holds the version of the others, and tells this kind of file from another. */
  readonly table: string;
  /** A file of another version is refused. */
  readonly version: number;
  /** Statements that make the other tables. */
  readonly schema: readonly string[];
  /** Settings of DuckDB. `memory_limit` is for its own buffers; what does not fit is spilled to the temporary directory. */
  readonly settings: Readonly<Record<string, string>> & { readonly memory_limit: string };
}

/** An open database with the one connection that all work goes through. */
export class Database {
  readonly file: string;
  readonly connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;

  constructor(file: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.file = file;
    this.#instance = instance;
    this.connection = connection;
  }

  async run(sql: string, values: DuckDBValue[] = []): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** Runs a statement and returns the number of rows that it inserted, changed or deleted. */
  async change(sql: string, values: DuckDBValue[] = []): Promise<number> {
    return (await this.connection.run(sql, values)).rowsChanged;
  }

  /** All rows of a small result. */
  async rows(sql: string, values: DuckDBValue[] = []): Promise<DuckDBValue[][]> {
    return (await this.connection.runAndReadAll(sql, values)).getRows();
  }

  /** Runs `work` in one transaction: all of it is stored when the promise resolves, or nothing. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A failed COMMIT has ended the transaction already; the first error is the one that matters.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Writes what the log still holds into the file and lets go of it. */
  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Blocks this thread, which has nothing else to do. */
function pause(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}

function isLocked(reason: string): boolean {
  return /could not set lock|conflicting lock|being used by another process/i.test(reason);
}

/** DuckDB names the holder where the system tells it: `Conflicting lock is held in /usr/bin/node (PID 4711)`. */
function holderIn(reason: string): string {
  const match = /held in (.+? \(PID \d+\))/.exec(reason) ?? /(\(PID \d+\))/.exec(reason);
  return match?.[1] ?? 'the system does not say which process';
}

async function openInstance(settings: WorkerSettings, format: StoreFormat): Promise<DuckDBInstance> {
  const options: Record<string, string> = {
    access_mode: settings.readOnly ? 'READ_ONLY' : 'READ_WRITE',
    threads: String(settings.threads),
    ...format.settings,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(settings.temporaryDirectory === null ? {} : { temp_directory: settings.temporaryDirectory }),
  };
  const { kind, file } = settings;
  for (let attempt = 1; ; attempt++) {
    try {
      return await DuckDBInstance.create(file, options);
    } catch (cause) {
      const reason = (cause as Error).message;
      if (!isLocked(reason)) throw errors[`${kind}_NOT_OPENED`]({ file, reason }, { cause });
      if (attempt === OPEN_ATTEMPTS) throw errors[`${kind}_BUSY`]({ file, holder: holderIn(reason) }, { cause });
      pause(OPEN_PAUSE_MS);
    }
  }
}

async function ensureSchema(database: Database, settings: WorkerSettings, format: StoreFormat): Promise<void> {
  const { kind, readOnly } = settings;
  const { file } = database;
  const tables = (await database.rows('SELECT table_name FROM duckdb_tables()')).map(([name]) => name);
  if (!tables.includes(format.table)) {
    if (tables.length > 0) throw errors[`${kind}_NOT_OPENED`]({ file, reason: 'it holds something else.' });
    if (readOnly) throw errors[`${kind}_NOT_OPENED`]({ file, reason: 'it is empty.' });
    await database.transaction(async () => {
      await database.run(`CREATE TABLE ${format.table} (version INTEGER NOT NULL)`);
      for (const statement of format.schema) await database.run(statement);
      await database.run(`INSERT INTO ${format.table} VALUES (?)`, [format.version]);
    });
  }
  const version = Number((await database.rows(`SELECT max(version) FROM ${format.table}`))[0]?.[0]);
  if (version !== format.version) throw errors[`${kind}_VERSION`]({ file, version, expected: format.version });
}

/** Opens the file, or makes it. Tries a few times where another process holds it. */
export async function openDatabase(settings: WorkerSettings, format: StoreFormat): Promise<Database> {
  const instance = await openInstance(settings, format);
  try {
    const database = new Database(settings.file, instance, await instance.connect());
    await ensureSchema(database, settings, format);
    return database;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
