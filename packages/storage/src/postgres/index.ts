export { inspectEmbeddedPostgres, type EmbeddedPostgresReport } from './embedded/inspect.ts';
export { openPostgresLedger, type PostgresLedgerOptions } from './open-ledger.ts';
