import type { CommissionModel, ExecutionModel } from '../venue/venue-options.ts';
import { EXECUTION_IDEAL } from './execution.ts';
import type { SlippageModel } from './slippage.ts';

/** What trading costs besides the spread, which is in the data, and the swap, which is in the instrument's contract. */
export interface TradingCosts {
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  /** `false` books no swap at all: for comparing with engines that know none. */
  readonly swap: boolean;
  readonly execution: ExecutionModel;
}

/** Costs as a retail account with raw spreads has them. */
export const COST_DEFAULTS: TradingCosts = {
  commission: { kind: 'per-lot', perSide: 3.5 },
  slippage: { kind: 'spread', fraction: 0.25 },
  swap: true,
  execution: EXECUTION_IDEAL,
};

/** Nothing but the spread of the data. */
export const COSTS_NONE: TradingCosts = {
  commission: { kind: 'per-lot', perSide: 0 },
  slippage: { kind: 'none' },
  swap: false,
  execution: EXECUTION_IDEAL,
};
