import {
  COST_DEFAULTS,
  fitRecordedSlippage,
  hourFactorsOf,
  recordedFills,
  type RecordedFill,
} from '@pipwright/backtest';
import type { Instrument, OrderType } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { CostChoices } from '../pipeline/trading-parameters.ts';
import type { Stores } from '../stores.ts';
import { readSpreadModel } from './stored-spread-model.ts';

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
 * Choices with everything that they need from the store: the fills that `recorded` slippage is drawn from, and the factors of
 * the hours where it is scaled by them, as the fitted spread is. Throws `TOO_FEW_FILLS`, `NO_SPREAD_MODEL`. What a paper
 * account slipped is what its own model drew: it says something of a broker only once a broker's fills are recorded.
 */
export async function completeCosts<Choices extends CostChoices>(
  stores: Stores,
  instrument: Instrument,
  choices: Choices,
): Promise<Choices> {
  let slippage = choices.slippage ?? COST_DEFAULTS.slippage;
  if (slippage.kind === 'recorded' && slippage.classes.length === 0) {
    slippage = { ...slippage, classes: fitRecordedSlippage(await storedFills(stores, instrument)) };
  }
  if (choices.slippageByHour === true) {
    const model = await readSpreadModel(stores, instrument.symbol);
    if (model === null) throw errors.NO_SPREAD_MODEL({ symbol: instrument.symbol });
    slippage = { ...slippage, hourFactors: hourFactorsOf(model) };
  }
  return slippage === choices.slippage || slippage === COST_DEFAULTS.slippage ? choices : { ...choices, slippage };
}
