import { auditStrategy, type AuditReport } from '@pipwright/backtest';
import { columnPredictor, ratesOf } from '@pipwright/trading';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { prepareRun, type PreparedRun, type RunRequest } from './prepare-run.ts';

/** Before every run: enough to catch what a slip of the pen does, and done in a fraction of a second. */
const BRIEF = { candlesMax: 1500, cuts: 8 } as const;

export interface AuditRunOptions extends RunRequest {
  readonly stores: Stores;
  /** Candles that are looked at, the last ones of the range. */
  readonly candlesMax: number;
  readonly cuts: number;
}

/** Audits the strategy on one market of the run. */
function audit(
  run: PreparedRun,
  place: number,
  { candlesMax, cuts }: { readonly candlesMax: number; readonly cuts: number },
): AuditReport {
  const market = run.markets[place]!;
  const columns = run.models[place]?.unseen.columns;
  const { setup } = run;
  return auditStrategy({
    strategy: run.strategy,
    instrument: market.instrument,
    series: market.series,
    account: setup.account,
    candlesMax,
    cuts,
    seed: setup.seed,
    ...(columns === undefined ? {} : { predictor: () => columnPredictor(columns) }),
    ...(market.reference === undefined ? {} : { reference: market.reference }),
    ...(setup.rates === null ? {} : { rates: ratesOf(setup.rates) }),
  });
}

/** Throws `STRATEGY_NOT_HONEST` where a brief audit finds that a run would hide something. */
export function requireHonest(run: PreparedRun): void {
  const [finding] = run.markets.flatMap((_, place) => audit(run, place, BRIEF).findings);
  if (finding === undefined) return;
  const { what, advice } = finding;
  throw errors.STRATEGY_NOT_HONEST({ strategy: run.strategy.name, what, advice });
}

/** Audits a strategy on the stored candles of the first market as thoroughly as is asked for. Throws what `prepareRun` throws. */
export async function auditRun(options: AuditRunOptions): Promise<AuditReport> {
  return audit(await prepareRun(options.stores, options), 0, options);
}
