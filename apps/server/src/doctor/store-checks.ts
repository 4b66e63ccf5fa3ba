import { findReferenceMarket, PipwrightError } from '@pipwright/model';
import { inspectEmbeddedPostgres } from '@pipwright/storage/postgres';
import type { Configuration } from '../configuration.ts';
import { listPaperRuns } from '../paper/run-identity.ts';
import type { Stores } from '../stores.ts';
import { counted, failure, ok, warning, type DoctorCheck } from './doctor-check.ts';

function failed(name: string, error: unknown): DoctorCheck {
  if (error instanceof PipwrightError) return failure(name, error.message, error.action);
  return failure(name, error instanceof Error ? error.message : String(error), 'Run again with PIPWRIGHT_DEBUG=1.');
}

/** Opens the candles and tells what is there. */
export async function checkCandles(stores: Stores): Promise<DoctorCheck[]> {
  try {
    const { series, refused, imports } = await stores.candles(async (store) => ({
      series: await store.listSeries(),
      refused: await store.listQuarantined({ limit: 1 }),
      imports: await store.listImports(),
    }));
    const unfinished = imports.filter(({ report }) => report === null);
    const symbols = new Set(series.map(({ symbol }) => symbol)).size;
    const checks: DoctorCheck[] = [];
    if (series.length === 0) {
      checks.push(
        warning(
          'Candles',
          'nothing is stored',
          'Import a file with `pipwright import FILE`; until then a simulated market is traded.',
        ),
      );
    } else {
      checks.push(ok('Candles', `${series.length} series of ${counted(symbols, 'symbol')}`));
    }
    if (unfinished.length > 0) {
      const files = unfinished.map(({ file }) => file).join(', ');
      checks.push(
        warning('Imports', `not finished: ${files}`, 'Import the same files again: it goes on where it stopped.'),
      );
    }
    if (refused.length > 0)
      checks.push(warning('Refused rows', 'some rows were refused', 'See `pipwright data refused`.'));
    const assumed = series
      // Reference markets cost nothing: nobody trades them.
      .filter(({ symbol, assumedAsk }) => assumedAsk > 0 && findReferenceMarket(symbol) === undefined)
      .map(({ symbol, timeframe }) => `${symbol} ${timeframe}`);
    if (assumed.length > 0) {
      checks.push(
        warning(
          'Spreads',
          `assumed, not measured, in ${assumed.join(', ')}`,
          'Import data with bid and ask to make the costs real.',
        ),
      );
    }
    return checks;
  } catch (error) {
    return [failed('Candles', error)];
  }
}

/** Opens the ledger, starting the embedded server where it does not run. */
export async function checkLedger(configuration: Configuration, stores: Stores): Promise<DoctorCheck[]> {
  try {
    const ledger = await stores.ledger();
    const [runs, models] = await Promise.all([ledger.listRuns({ limit: 1000 }), ledger.listModels({ limit: 1000 })]);
    const checks = [ok('Ledger', `${counted(runs.length, 'run')}, ${counted(models.length, 'model')}`)];
    if (configuration.databaseUrl === undefined) {
      const server = await inspectEmbeddedPostgres(configuration.databaseDirectory);
      if (server.initialised) {
        const port =
          server.server === null ? 'not running' : `port ${server.server.port}, process ${server.server.pid}`;
        checks.push(
          ok(
            'PostgreSQL',
            `embedded ${server.version}, ${(server.dataBytes / 1e6).toFixed(0)} MB at ${server.cluster}, ${port}`,
          ),
        );
      }
    } else {
      checks.push(ok('PostgreSQL', 'by DATABASE_URL'));
    }
    return checks;
  } catch (error) {
    return [failed('Ledger', error)];
  }
}

export function checkJournals(configuration: Configuration): DoctorCheck {
  const runs = listPaperRuns(configuration);
  return ok('Paper runs', runs.length === 0 ? 'none yet' : `${runs.length}, the newest is ${runs.at(-1)}`);
}
