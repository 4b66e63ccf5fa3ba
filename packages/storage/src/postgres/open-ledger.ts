import type { Scheduler } from '@pipwright/kernel';
import type { Ledger } from '../ports/index.ts';
import { connectToUrl } from './connect.ts';
import { startEmbedded } from './embedded/embedded-server.ts';
import { PostgresLedger } from './ledger.ts';
import { Sessions } from './sessions.ts';

/** Where the ledger is: a server given by URL, or one that the platform runs itself in a directory. */
export type PostgresLedgerOptions = { readonly scheduler: Scheduler } & (
  | { readonly url: string }
  | { readonly embedded: { readonly directory: string } }
);

/**
 * Opens the ledger: connects (or starts the embedded server, or joins the one that already runs), makes sure of the
 * application role, and applies pending migrations. `close` ends the connections; the embedded server is stopped by the
 * last process that leaves it.
 */
export async function openPostgresLedger(options: PostgresLedgerOptions): Promise<Ledger> {
  const { scheduler } = options;
  const server =
    'url' in options
      ? await connectToUrl(options.url, scheduler)
      : await startEmbedded(options.embedded.directory, scheduler);
  return new PostgresLedger(new Sessions(server, scheduler));
}
