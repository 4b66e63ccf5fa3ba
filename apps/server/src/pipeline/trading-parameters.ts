import type { Currency, MinorUnits } from '@pipwright/model';
import type { ModelSignalParameters, RiskLimits, RiskSizingOptions } from '@pipwright/trading';
import type { TradingCosts } from '@pipwright/backtest';

/** How a model is traded: the same in backtest and on the paper account. Plain data, kept in journals. */
export interface TradingParameters {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  readonly strategy: ModelSignalParameters;
  readonly sizing: RiskSizingOptions;
  readonly limits: RiskLimits;
  readonly costs: TradingCosts;
  readonly seed: number;
}
