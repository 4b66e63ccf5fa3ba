import type { Client } from 'pg';
import { errors } from '../errors.ts';
import { existsAlready, isConnectionLost, reasonOf } from './connection-errors.ts';

/** The role that all work of tenants is done as. It owns nothing, and row-level security binds it. */
export const APPLICATION_ROLE = 'pipwright_application';

async function canBecome(client: Client): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query("SELECT set_config('role', $1, true)", [APPLICATION_ROLE]);
    return true;
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    return false;
  } finally {
    await client.query('ROLLBACK');
  }
}

async function create(client: Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  if (found.rowCount === 0)
    await client.query(`CREATE ROLE ${APPLICATION_ROLE} NOLOGIN NOBYPASSRLS`).catch((error: unknown) => {
      if (!existsAlready(error)) throw error;
    });
  if (!(await canBecome(client))) await client.query(`GRANT ${APPLICATION_ROLE} TO CURRENT_USER`);
}

/**
 * Makes sure that the connected user can work as the application role. A user who may not create roles needs it to be
 * there: else rejects with `POSTGRES_ROLE_MISSING`, which says what an administrator has to run. Rejects with
 * `POSTGRES_ROLE_UNSAFE` where row-level security would not bind the role.
 */
export async function ensureApplicationRole(client: Client, server: string): Promise<void> {
  if (!(await canBecome(client))) {
    try {
      await create(client);
    } catch (cause) {
      if (isConnectionLost(cause)) throw cause;
      const { rows } = await client.query<{ user: string }>('SELECT current_user AS user');
      const user = rows[0]?.user ?? '';
      throw errors.POSTGRES_ROLE_MISSING({ server, role: APPLICATION_ROLE, user, reason: reasonOf(cause) }, { cause });
    }
  }
  const { rows } = await client.query<{ bypasses: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = $1',
    [APPLICATION_ROLE],
  );
  if (rows[0]?.bypasses !== false) throw errors.POSTGRES_ROLE_UNSAFE({ server, role: APPLICATION_ROLE });
}
