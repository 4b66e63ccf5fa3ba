import { errors } from '../errors.ts';
import type { Ledger, TenantLedger } from '../ports/index.ts';
import { appliedMigrations, type AppliedMigration } from './migrations.ts';
import type { Sessions } from './sessions.ts';
import { PostgresTenantLedger } from './tenant-ledger.ts';

const TENANT = /^[A-Za-z0-9._-]{1,64}$/;

export class PostgresLedger implements Ledger {
  readonly #sessions: Sessions;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  /** Throws `LEDGER_TENANT_INVALID` on an id that is not 1 to 64 characters of `A-Za-z0-9._-`. */
  tenant(id: string): TenantLedger {
    if (!TENANT.test(id)) throw errors.LEDGER_TENANT_INVALID({ tenant: id });
    return new PostgresTenantLedger(this.#sessions, id);
  }

  migrations(): Promise<readonly AppliedMigration[]> {
    // The list belongs to no tenant; any name will do for the transaction.
    return this.#sessions.run('platform', 'migrations', appliedMigrations);
  }

  close(): Promise<void> {
    return this.#sessions.close();
  }
}
