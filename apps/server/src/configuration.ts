import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { LOCAL_TENANT } from '@pipwright/storage/ports';

/** Where the platform keeps its things and where it listens. Read from the environment; see docs/configuration.md. */
export interface Configuration {
  /** Folder of everything that the platform stores. */
  readonly home: string;
  readonly candleFile: string;
  readonly featureFile: string;
  /** Unset: PostgreSQL is started and stopped by the platform. */
  readonly databaseUrl: string | undefined;
  readonly databaseDirectory: string;
  readonly blobDirectory: string;
  readonly journalDirectory: string;
  readonly cacheDirectory: string;
  /** Strategies of the user's own that the page can run. */
  readonly strategyDirectory: string;
  readonly tenant: string;
  readonly logLevel: string;
}

/** Values given on the command line; they win over the environment. */
export interface ConfigurationOverrides {
  readonly home?: string;
}

/**
 * PIPWRIGHT_HOME: folder of all data, `~/.pipwright` by default. DATABASE_URL: a PostgreSQL of the user's own.
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: ConfigurationOverrides = {},
): Configuration {
  const home = resolve(overrides.home ?? (environment['PIPWRIGHT_HOME'] || join(homedir(), '.pipwright')));
  return {
    home,
    candleFile: join(home, 'candles.duckdb'),
    featureFile: join(home, 'features.duckdb'),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    databaseDirectory: join(home, 'ledger'),
    blobDirectory: join(home, 'blobs'),
    journalDirectory: join(home, 'journals'),
    cacheDirectory: join(home, 'cache'),
    strategyDirectory: join(home, 'strategies'),
    tenant: LOCAL_TENANT,
    logLevel: environment['PIPWRIGHT_LOG_LEVEL'] || 'warn',
  };
}
