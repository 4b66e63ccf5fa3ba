import type { Scheduler } from '@pipwright/kernel';
import type pg from 'pg';
import { APPLICATION_ROLE } from '../application-role.ts';
import { makePool, prepareDatabase } from '../connect.ts';
import { existsAlready } from '../connection-errors.ts';
import type { Server } from '../sessions.ts';
import { enter, leave, type Presence } from './presence.ts';

/** The role of the application logs in by itself, so that not even hand-written SQL can fall back to the administrator. */
async function ensureApplicationLogin(client: pg.Client, password: string): Promise<void> {
  const { rows } = await client.query<{ rolcanlogin: boolean }>('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [
    APPLICATION_ROLE,
  ]);
  if (rows[0]?.rolcanlogin === true) return;
  const attributes = `LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`;
  if (rows.length > 0) {
    await client.query(`ALTER ROLE ${APPLICATION_ROLE} ${attributes}`);
    return;
  }
  await client.query(`CREATE ROLE ${APPLICATION_ROLE} ${attributes}`).catch((error: unknown) => {
    // Made at the same time by another process, with the same password: as good.
    if (!existsAlready(error)) throw error;
  });
}

class EmbeddedServer implements Server {
  readonly #directory: string;
  readonly #scheduler: Scheduler;
  #presence: Presence;
  #pool: pg.Pool;
  #reviving: Promise<void> | null = null;

  constructor(directory: string, scheduler: Scheduler, presence: Presence) {
    this.#directory = directory;
    this.#scheduler = scheduler;
    this.#presence = presence;
    this.#pool = this.#makePool();
  }

  get address(): string {
    return `127.0.0.1:${this.#presence.port}`;
  }

  get pool(): pg.Pool {
    return this.#pool;
  }

  revive(): Promise<void> {
    this.#reviving ??= this.#enterAgain().finally(() => {
      this.#reviving = null;
    });
    return this.#reviving;
  }

  async close(): Promise<void> {
    await this.#reviving?.catch(() => undefined);
    await this.#pool.end();
    await leave(this.#presence, this.#scheduler);
  }

  async #enterAgain(): Promise<void> {
    const { client } = this.#presence;
    // Where our own session still answers, only the other connection was lost.
    const answers = await client.query('SELECT 1').then(
      () => true,
      () => false,
    );
    if (answers) return;
    await client.end().catch(() => undefined);
    this.#presence = await enter(this.#directory, this.#scheduler);
    const before = this.#pool;
    this.#pool = this.#makePool();
    // Its connections are dead; whoever waits for one is told so.
    void before.end().catch(() => undefined);
  }

  #makePool(): pg.Pool {
    const { port, cluster } = this.#presence;
    const password = cluster.settings.applicationPassword;
    return makePool({ host: '127.0.0.1', port, user: APPLICATION_ROLE, password, database: 'postgres' });
  }
}

/** Starts or joins the embedded server of a directory and prepares its database. */
export async function startEmbedded(directory: string, scheduler: Scheduler): Promise<Server> {
  const presence = await enter(directory, scheduler);
  try {
    await ensureApplicationLogin(presence.client, presence.cluster.settings.applicationPassword);
    await prepareDatabase(presence.client, `127.0.0.1:${presence.port}`);
  } catch (error) {
    await leave(presence, scheduler);
    throw error;
  }
  return new EmbeddedServer(directory, scheduler, presence);
}
