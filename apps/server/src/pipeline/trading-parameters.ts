import { COST_DEFAULTS, type CommissionModel, type TradingCosts } from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { currency, minorDigits, type Currency, type Instrument, type MinorUnits } from '@pipwright/model';
import {
  MODEL_SIGNAL_DEFAULTS,
  modelSignal,
  RISK_DEFAULTS,
  riskSizing,
  type ModelSignalParameters,
  type RiskLimits,
  type RiskSizingOptions,
} from '@pipwright/trading';

/** How a model is traded: the same in backtest and on the paper account. Plain data, kept in journals and reports. */
export interface TradingParameters {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  /** Positions are closed, the worst first, while equity is below this fraction of the margin. */
  readonly stopOutLevel: number;
  readonly strategy: ModelSignalParameters;
  readonly sizing: RiskSizingOptions;
  readonly limits: RiskLimits;
  readonly costs: TradingCosts;
  readonly seed: number;
}

/** What a person may choose; everything else has its default. */
export interface TradingChoices {
  readonly currency?: string;
  /** Initial balance in units of the currency. */
  readonly balance?: number;
  /** Probability from which a direction is traded. */
  readonly threshold?: number;
  /** Fraction of the equity that is lost at the stop of one position. */
  readonly riskPerTrade?: number;
  readonly commission?: CommissionModel;
  readonly seed?: number;
}

const DEFAULTS = { balance: 10_000, threshold: 0.53, riskPerTrade: 0.005, seed: 1 } as const;
const STOP_OUT_LEVEL = 0.5;
const MARGIN_SHARE_MAX = 0.3;

/** US dollars where the instrument has them on a side, else its quote currency: no other rate is needed for either. */
function naturalCurrency({ base, quote }: Instrument): Currency {
  const dollar = currency('USD');
  return base === dollar ? dollar : quote;
}

/**
 * The parameters of a paper account. The model's direction is traded from the threshold on without asking for a positive
 * expected value: what is to be seen is what the model earns after costs, not a model that is never tested.
 */
export function tradingParameters(instrument: Instrument, choices: TradingChoices = {}): TradingParameters {
  const chosen = { ...DEFAULTS, ...choices };
  const code = choices.currency === undefined ? naturalCurrency(instrument) : currency(choices.currency);
  return {
    currency: code,
    initialBalance: Math.round(chosen.balance * 10 ** minorDigits(code)) as MinorUnits,
    stopOutLevel: STOP_OUT_LEVEL,
    strategy: {
      ...MODEL_SIGNAL_DEFAULTS,
      buyProbabilityMin: chosen.threshold,
      sellProbabilityMin: chosen.threshold,
      expectedValueMin: -1,
    },
    sizing: { riskPerTrade: chosen.riskPerTrade, marginShareMax: MARGIN_SHARE_MAX },
    limits: RISK_DEFAULTS,
    costs: {
      ...COST_DEFAULTS,
      commission: choices.commission ?? COST_DEFAULTS.commission,
    },
    seed: chosen.seed,
  };
}

/**
 * The same for a backtest: a fall from the peak stops a live account until a person re-arms it, and nobody is there to do
 * so; the backtest trades on and shows the whole fall.
 */
export function backtestParameters(instrument: Instrument, choices: TradingChoices = {}): TradingParameters {
  const parameters = tradingParameters(instrument, choices);
  return { ...parameters, limits: { ...parameters.limits, drawdownMax: 1 } };
}

/** The rooms that the parameters describe, made anew for each run. */
export function tradingRooms(parameters: TradingParameters, instrument: Instrument) {
  return {
    strategy: modelSignal(parameters.strategy),
    sizing: riskSizing(parameters.sizing),
    account: {
      currency: parameters.currency,
      initialBalance: parameters.initialBalance,
      stopOutLevel: parameters.stopOutLevel,
    },
    random: createRandom(parameters.seed).split(`venue ${instrument.symbol}`),
  };
}
