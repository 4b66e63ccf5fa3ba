import type { Trials } from '@pipwright/backtest';
import type { SymbolName, Timeframe } from '@pipwright/model';
import type { TenantLedger, TrialRecord } from '@pipwright/storage/ports';

/** Records that are looked through; nobody tries more by hand. */
const RECORDS_MAX = 10_000;

interface Series {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
}

/** Models of a series that were trained, looked at and never backtested: put aside, which is a trial too. */
async function modelsPutAside(
  ledger: TenantLedger,
  { symbol, timeframe }: Series,
  current: string | null,
): Promise<number> {
  const models = await ledger.listModels({ symbol, timeframe, limit: RECORDS_MAX });
  const runs = await ledger.listRuns({ limit: RECORDS_MAX });
  const tested = new Set([current, ...runs.map(({ parameters }) => parameters['modelId'])]);
  return models.filter(({ id, summary }) => summary['simulated'] !== true && !tested.has(id)).length;
}

/** Variants that were tried on a series before `current`, a model that is not counted itself. */
export async function triedBefore(ledger: TenantLedger, series: Series, current: string): Promise<number> {
  const trials = await ledger.listTrials(series.symbol, series.timeframe);
  return trials.length + (await modelsPutAside(ledger, series, current));
}

/**
 * Enters a variant of `modelId` (null where it uses no model) and returns what luck is to be measured by: all variants of the series, and the variance
 * of their Sharpe ratios per day. Where only one was ever backtested that variance is not known, and is taken to be what
 * the ratio of a variant without skill has over `days`: one over their number (Lo, 2002).
 */
export async function countTrial(
  ledger: TenantLedger,
  trial: TrialRecord,
  { modelId, days }: { readonly modelId: string | null; readonly days: number },
): Promise<Trials> {
  await ledger.putTrials([trial]);
  const sharpes = (await ledger.listTrials(trial.symbol, trial.timeframe)).map(({ sharpe }) => sharpe);
  const count = sharpes.length + (await modelsPutAside(ledger, trial, modelId));
  if (sharpes.length === 1) return { count, sharpeVariance: 1 / Math.max(1, days) };
  const mean = sharpes.reduce((sum, sharpe) => sum + sharpe, 0) / sharpes.length;
  const squares = sharpes.reduce((sum, sharpe) => sum + (sharpe - mean) ** 2, 0);
  return { count, sharpeVariance: squares / (sharpes.length - 1) };
}
