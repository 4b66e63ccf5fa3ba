import {
  packedReportSchema,
  packReport,
  reportSchema,
  unpackReport,
  type PackedReport,
  type ReportDocument,
} from '@pipwright/protocol';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { renderReport } from './render-report.ts';

/** Name of the blob that holds the report of a backtest. */
export const reportBlobOf = (runId: string): string => `reports/${runId}.json`;

/** Stores a report, in the packed form. Throws `ZodError` where it is not what its schema says. */
export async function putReport(stores: Stores, document: ReportDocument): Promise<void> {
  const packed = await packReport(reportSchema.parse(document));
  await stores.blobs.put(reportBlobOf(document.runId), new TextEncoder().encode(JSON.stringify(packed)));
}

async function readBody(stores: Stores, runId: string): Promise<unknown> {
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

/** The run that is meant where none is named: the newest backtest. Throws `NO_BACKTEST`. */
export async function newestBacktest(stores: Stores): Promise<string> {
  const ledger = await stores.ledger();
  const [run] = await ledger.listRuns({ kind: 'backtest', limit: 1 });
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
