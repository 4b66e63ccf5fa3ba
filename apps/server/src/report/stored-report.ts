import type { EquityColumns } from '@pipwright/backtest';
import {
  packColumns,
  packedReportSchema,
  packReport,
  reportSchema,
  unpackColumns,
  unpackReport,
  type PackedReport,
  type ReportDocument,
} from '@pipwright/protocol';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { renderReport } from './render-report.ts';

/** Name of the blob that holds the report of a backtest. */
const reportBlobOf = (runId: string): string => `reports/${runId}.json`;

/** Name of the blob that holds the account at every candle of a backtest; its report has what a chart needs of it. */
const equityBlobOf = (runId: string): string => `reports/${runId}.equity`;

/**
 * Stores a report in the packed form, and the whole equity beside it. Throws `ZodError` where the report is not what its
 * schema says.
 */
export async function putReport(stores: Stores, document: ReportDocument, equity: EquityColumns): Promise<void> {
  const packed = await packReport(reportSchema.parse(document));
  const { time, balance } = equity;
  await stores.blobs.put(equityBlobOf(document.runId), await packColumns({ time, balance, equity: equity.equity }));
  await stores.blobs.put(reportBlobOf(document.runId), new TextEncoder().encode(JSON.stringify(packed)));
}

/** The account at every candle of a backtest. */
export async function readEquity(stores: Stores, { runId }: ReportDocument): Promise<EquityColumns> {
  const bytes = await stores.blobs.get(equityBlobOf(runId));
  if (bytes === null) throw errors.NO_BACKTEST({ what: `named ${runId} with its equity` });
  const columns = await unpackColumns(new Uint8Array(bytes));
  return { time: columns.numbers('time'), balance: columns.numbers('balance'), equity: columns.numbers('equity') };
}

/** What runs are called; anything else is a slip of the hand, and no name of a blob. */
const RUN_ID = /^[a-z0-9][a-z0-9._-]*[a-z0-9]$/;

async function readBody(stores: Stores, runId: string): Promise<unknown> {
  if (!RUN_ID.test(runId)) return null;
  const bytes = await stores.blobs.get(reportBlobOf(runId));
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
}

/** Reports of another version of the platform are not read: their fields mean something else, or are not there. */
async function readPacked(stores: Stores, runId: string): Promise<PackedReport | null> {
  const body = await readBody(stores, runId);
  if (body === null) return null;
  const read = packedReportSchema.safeParse(body);
  if (!read.success) throw errors.REPORT_OUTDATED({ run: runId }, { cause: read.error });
  return read.data;
}

/** The document of a stored report. Throws `NO_BACKTEST` and `REPORT_OUTDATED`. */
export async function readReport(stores: Stores, runId: string): Promise<ReportDocument> {
  const packed = await readPacked(stores, runId);
  if (packed === null) throw errors.NO_BACKTEST({ what: `named ${runId}` });
  return unpackReport(packed);
}

/** The HTML of a stored report; null where there is none of that run. Throws `REPORT_OUTDATED`. */
export async function storedReport(stores: Stores, runId: string): Promise<string | null> {
  const packed = await readPacked(stores, runId);
  return packed === null ? null : renderReport(packed);
}

/** More than anybody trains or trades on paper between two backtests. */
const RUNS_MAX = 1000;

/** The run that is meant where none is named: the newest one that has a report. Throws `NO_BACKTEST`. */
export async function newestBacktest(stores: Stores): Promise<string> {
  const ledger = await stores.ledger();
  const runs = await ledger.listRuns({ limit: RUNS_MAX });
  const run = runs.find(({ kind }) => kind === 'backtest' || kind === 'search' || kind === 'walk-forward');
  if (run === undefined) throw errors.NO_BACKTEST({ what: 'yet' });
  return run.id;
}

/** The report of a backtest, by default the newest. Throws `NO_BACKTEST` and `REPORT_OUTDATED`. */
export async function renderBacktestReport(
  stores: Stores,
  runId: string | undefined,
): Promise<{ id: string; html: string; headline: string }> {
  const id = runId ?? (await newestBacktest(stores));
  const packed = await readPacked(stores, id);
  if (packed === null) throw errors.NO_BACKTEST({ what: `named ${id}` });
  return { id, html: renderReport(packed), headline: packed.verdict.headline };
}
