import { fitRecordedSlippage, recordedFills, type RecordedFill } from '@pipwright/backtest';
import type { Instrument, OrderType } from '@pipwright/model';
import type { CostChoices } from '../pipeline/trading-parameters.ts';
import type { Stores } from '../stores.ts';

/** Newest first: what a broker did years ago is no guide. */
const RUNS_MAX = 50;
const FILLS_MAX = 100_000;

/** Fills of an instrument that could slip, from the accounts that traded it. */
export async function storedFills(stores: Stores, instrument: Instrument): Promise<readonly RecordedFill[]> {
  const ledger = await stores.ledger();
  const runs = await ledger.listRuns({ kind: 'paper', limit: RUNS_MAX });
  const found: RecordedFill[] = [];
  for (const run of runs) {
    if (run.symbol !== instrument.symbol) continue;
    const what = { runId: run.id, limit: FILLS_MAX };
    const types = new Map<string, OrderType>(
      (await ledger.listOrders(what)).map(({ request }) => [request.clientOrderId, request.type]),
    );
    found.push(...recordedFills(instrument, await ledger.listFills(what), (id) => types.get(id)));
  }
  return found;
}

/**
 * The same choices with the fills that `--slippage recorded` draws from. Throws `TOO_FEW_FILLS`. What a paper account slipped is
 * what its own model drew: it says something of a broker only once a broker's fills are recorded.
 */
export async function withRecordedSlippage<Choices extends CostChoices>(
  stores: Stores,
  instrument: Instrument,
  choices: Choices,
): Promise<Choices> {
  const { slippage } = choices;
  if (slippage?.kind !== 'recorded' || slippage.classes.length > 0) return choices;
  const classes = fitRecordedSlippage(await storedFills(stores, instrument));
  return { ...choices, slippage: { ...slippage, classes } };
}
