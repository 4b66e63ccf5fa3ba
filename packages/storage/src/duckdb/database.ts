import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { errors } from '../errors.ts';
import { FORMAT_VERSION, SCHEMA } from './schema.ts';
import type { WorkerSettings } from './protocol.ts';

const OPEN_ATTEMPTS = 6;
const OPEN_PAUSE_MS = 60;

/** Memory for DuckDB's own buffers; what does not fit is spilled to the temporary directory. */
const MEMORY_LIMIT = '1GB';

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

async function openInstance(settings: WorkerSettings): Promise<DuckDBInstance> {
  const options: Record<string, string> = {
    access_mode: settings.readOnly ? 'READ_ONLY' : 'READ_WRITE',
    threads: String(settings.threads),
    memory_limit: MEMORY_LIMIT,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(settings.temporaryDirectory === null ? {} : { temp_directory: settings.temporaryDirectory }),
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return await DuckDBInstance.create(settings.file, options);
    } catch (cause) {
      const reason = (cause as Error).message;
      if (!isLocked(reason)) throw errors.CANDLE_STORE_NOT_OPENED({ file: settings.file, reason }, { cause });
      if (attempt === OPEN_ATTEMPTS)
        throw errors.CANDLE_STORE_BUSY({ file: settings.file, holder: holderIn(reason) }, { cause });
      pause(OPEN_PAUSE_MS);
    }
  }
}

async function ensureSchema(database: Database, readOnly: boolean): Promise<void> {
  const tables = await database.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'store_format'");
  if (tables.length === 0) {
    const { file } = database;
    if (readOnly) throw errors.CANDLE_STORE_NOT_OPENED({ file, reason: 'it holds no candle store.' });
    await database.transaction(async () => {
      for (const statement of SCHEMA) await database.run(statement);
      await database.run('INSERT INTO store_format VALUES (?)', [FORMAT_VERSION]);
    });
  }
  const version = Number((await database.rows('SELECT max(version) FROM store_format'))[0]?.[0]);
  if (version !== FORMAT_VERSION)
    throw errors.CANDLE_STORE_VERSION({ file: database.file, version, expected: FORMAT_VERSION });
}

/** Opens the file, or makes it. Tries a few times where another process holds it. */
export async function openDatabase(settings: WorkerSettings): Promise<Database> {
  const instance = await openInstance(settings);
  try {
    const database = new Database(settings.file, instance, await instance.connect());
    await ensureSchema(database, settings.readOnly);
    return database;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}
