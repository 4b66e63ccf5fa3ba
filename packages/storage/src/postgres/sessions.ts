import type { Pool, PoolClient } from 'pg';
import { PipwrightError } from '@pipwright/model';
import type { Scheduler } from '@pipwright/kernel';
import { errors } from '../errors.ts';
import { APPLICATION_ROLE } from './application-role.ts';
import { isConnectionLost, isLoginRefused, reasonOf } from './connection-errors.ts';

/** Where the ledger's connections lead. An embedded server that died is started again by `revive`. */
export interface Server {
  /** Address for messages, without password. */
  readonly address: string;
  readonly pool: Pool;
  /** Called after a connection was lost; resolves when it makes sense to try again. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;

/** Work inside one transaction of one tenant. */
export type TenantWork<Result> = (client: PoolClient) => Promise<Result>;

/**
 * Runs work in transactions as the application role, with the tenant set for the length of the transaction. Work is
 * repeated on a new connection when the old one was lost: every statement of the ledger may run twice, because it names
 * what it stores by id and sequence.
 */
export class Sessions {
  readonly #server: Server;
  readonly #scheduler: Scheduler;
  #closed = false;

  constructor(server: Server, scheduler: Scheduler) {
    this.#server = server;
    this.#scheduler = scheduler;
  }

  async run<Result>(tenant: string, operation: string, work: TenantWork<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closed) throw errors.LEDGER_CLOSED();
      try {
        return await this.#transaction(tenant, work);
      } catch (error) {
        if (!isConnectionLost(error) || this.#closed) throw this.#explain(operation, error);
        if (attempt === ATTEMPTS) throw this.#unreachable(error);
        await this.#scheduler.delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
        await this.#server.revive();
      }
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#server.close();
  }

  async #transaction<Result>(tenant: string, work: TenantWork<Result>): Promise<Result> {
    const client = await this.#server.pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      await client.query("SELECT set_config('role', $1, true), set_config('pipwright.tenant', $2, true)", [
        APPLICATION_ROLE,
        tenant,
      ]);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = isConnectionLost(error) || (await rollBackFails(client));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #unreachable(cause: unknown): PipwrightError {
    return errors.POSTGRES_UNREACHABLE({ server: this.#server.address, reason: reasonOf(cause) }, { cause });
  }

  #explain(operation: string, cause: unknown): unknown {
    if (cause instanceof PipwrightError) return cause;
    const details = { server: this.#server.address, reason: reasonOf(cause) };
    if (isLoginRefused(cause)) return errors.POSTGRES_REFUSED(details, { cause });
    return errors.LEDGER_FAILED({ operation, reason: reasonOf(cause) }, { cause });
  }
}

async function rollBackFails(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
}
