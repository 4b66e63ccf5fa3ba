import { reportSchema, type ReportDocument } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import { reportBlobOf } from '../pipeline/backtest-model.ts';
import type { Stores } from '../stores.ts';
import { renderReport } from './render-report.ts';

async function readDocument(stores: Stores, runId: string): Promise<ReportDocument | null> {
  const bytes = await stores.blobs.get(reportBlobOf(runId));
  return bytes === null ? null : reportSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The HTML of a stored report; null where there is none of that run. */
export async function storedReport(stores: Stores, runId: string): Promise<string | null> {
  const document = await readDocument(stores, runId);
  return document === null ? null : renderReport(document);
}

/** The report of a backtest, by default the newest. Throws `NO_BACKTEST`. */
export async function renderBacktestReport(
  stores: Stores,
  runId: string | undefined,
): Promise<{ id: string; html: string; headline: string }> {
  const ledger = await stores.ledger();
  const id = runId ?? (await ledger.listRuns({ kind: 'backtest', limit: 1 }))[0]?.id;
  if (id === undefined) throw errors.NO_BACKTEST({ what: 'yet' });
  const document = await readDocument(stores, id);
  if (document === null) throw errors.NO_BACKTEST({ what: `named ${id}` });
  return { id, html: renderReport(document), headline: document.verdict.headline };
}
