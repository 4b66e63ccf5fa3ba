import {
  AccountMode,
  COST_DEFAULTS,
  PathRule,
  type CommissionModel,
  type SlippageModel,
  type TradingCosts,
} from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { currency, minorDigits, type Currency, type Instrument, type MinorUnits } from '@pipwright/model';
import { RISK_DEFAULTS, RISK_UNLIMITED, riskSizing, type RiskLimits, type RiskSizingOptions } from '@pipwright/trading';
import { MODEL_SIGNAL_DEFAULTS, modelSignal, type ModelSignalParameters } from '../strategies/model-signal.ts';

/** Account, costs and limits of a run, whatever trades on it. Plain data, kept in journals and reports. */
export interface RunParameters {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  /** Positions are closed, the worst first, while equity is below this fraction of the margin. */
  readonly stopOutLevel: number;
  readonly sizing: RiskSizingOptions;
  readonly limits: RiskLimits;
  readonly costs: TradingCosts;
  /** Leverage of the account, which replaces that of the contract; null leaves the contract's. */
  readonly leverage: number | null;
  readonly accountMode: AccountMode;
  readonly pathRule: PathRule;
  readonly seed: number;
}

/** How a model is traded: the same in backtest and on the paper account. */
export interface TradingParameters extends RunParameters {
  readonly strategy: ModelSignalParameters;
}

/** What trading costs and on what kind of account, as far as a person chooses it. */
export interface CostChoices {
  readonly commission?: CommissionModel;
  /** Units of the account's currency for one fill, at least, whatever the model. */
  readonly commissionMinimum?: number;
  readonly slippage?: SlippageModel;
  /** Scales the slippage by the hour as the fitted spread is. */
  readonly slippageByHour?: boolean;
  /** `false` books none. */
  readonly swap?: boolean;
  readonly latencyMs?: number;
  /** Uniform addition to the latency. */
  readonly latencyJitterMs?: number;
  readonly rejectRate?: number;
  readonly requoteRate?: number;
  /** Lots that can be filled at once at the touch; missing: everything. */
  readonly depthLots?: number;
  readonly accountMode?: AccountMode;
  readonly leverage?: number;
  readonly pathRule?: PathRule;
}

/** What a person may choose; everything else has its default. */
export interface TradingChoices extends CostChoices {
  readonly currency?: string;
  /** Initial balance in units of the currency. */
  readonly balance?: number;
  /** Probability from which a direction is traded. */
  readonly threshold?: number;
  /** Fraction of the equity that is lost at the stop of one position. */
  readonly riskPerTrade?: number;
  readonly seed?: number;
  /** Lots of every order; missing: the strategy's own volume, or by the risk at the stop. */
  readonly volume?: number;
  /** `false` refuses nothing but what the account cannot carry: to measure a strategy apart from the platform's limits. */
  readonly limits?: boolean;
}

const DEFAULTS = { balance: 10_000, threshold: 0.53, riskPerTrade: 0.005, seed: 1 } as const;
const STOP_OUT_LEVEL = 0.5;
const MARGIN_SHARE_MAX = 0.3;

/** US dollars where the instrument has them on a side, else its quote currency: no other rate is needed for either. */
function naturalCurrency({ base, quote }: Instrument): Currency {
  const dollar = currency('USD');
  return base === dollar ? dollar : quote;
}

/** What defaults of money are multiplied by: a currency without a smaller unit has units of about a cent. */
const moneyScale = (code: Currency): number => (minorDigits(code) === 0 ? 100 : 1);

function defaultCommission(code: Currency): CommissionModel {
  const { commission } = COST_DEFAULTS;
  return commission.kind === 'per-lot' ? { ...commission, perSide: commission.perSide * moneyScale(code) } : commission;
}

/** The costs that choices amount to on an account of a currency: the defaults, where nothing was chosen. */
function costsOf(choices: CostChoices, code: Currency): TradingCosts {
  const { execution } = COST_DEFAULTS;
  return {
    commission: {
      ...(choices.commission ?? defaultCommission(code)),
      ...(choices.commissionMinimum === undefined ? {} : { minimum: choices.commissionMinimum }),
    },
    slippage: choices.slippage ?? COST_DEFAULTS.slippage,
    swap: choices.swap ?? COST_DEFAULTS.swap,
    execution: {
      latencyMs: choices.latencyMs ?? execution.latencyMs,
      latencyJitterMs: choices.latencyJitterMs ?? execution.latencyJitterMs,
      rejectRate: choices.rejectRate ?? execution.rejectRate,
      requoteRate: choices.requoteRate ?? execution.requoteRate,
      depth: choices.depthLots === undefined ? execution.depth : { lots: choices.depthLots, volumeFraction: 0 },
    },
  };
}

/** The contract on an account of its own leverage: one leverage for every size. */
export function tradedInstrument(
  instrument: Instrument,
  { leverage }: Pick<TradingParameters, 'leverage'>,
): Instrument {
  if (leverage === null) return instrument;
  return { ...instrument, margin: { leverage, hedgedFraction: instrument.margin.hedgedFraction } };
}

/** Account, costs and limits as chosen. `leading` is the instrument that the account's currency follows where none is. */
export function runParameters(leading: Instrument, choices: TradingChoices = {}): RunParameters {
  const code = choices.currency === undefined ? naturalCurrency(leading) : currency(choices.currency);
  const chosen = { ...DEFAULTS, balance: DEFAULTS.balance * moneyScale(code), ...choices };
  return {
    currency: code,
    initialBalance: Math.round(chosen.balance * 10 ** minorDigits(code)) as MinorUnits,
    stopOutLevel: STOP_OUT_LEVEL,
    sizing: { riskPerTrade: chosen.riskPerTrade, marginShareMax: MARGIN_SHARE_MAX },
    limits: choices.limits === false ? RISK_UNLIMITED : RISK_DEFAULTS,
    costs: costsOf(choices, code),
    leverage: choices.leverage ?? null,
    accountMode: choices.accountMode ?? AccountMode.Hedging,
    pathRule: choices.pathRule ?? PathRule.Pessimistic,
    seed: chosen.seed,
  };
}

/**
 * The parameters of a paper account. The model's direction is traded from the threshold on without asking for a positive
 * expected value: what is to be seen is what the model earns after costs, not a model that is never tested.
 */
export function tradingParameters(instrument: Instrument, choices: TradingChoices = {}): TradingParameters {
  const threshold = choices.threshold ?? DEFAULTS.threshold;
  return {
    ...runParameters(instrument, choices),
    strategy: {
      ...MODEL_SIGNAL_DEFAULTS,
      buyProbabilityMin: threshold,
      sellProbabilityMin: threshold,
      expectedValueMin: -1,
    },
  };
}

/**
 * For a backtest: a fall from the peak stops a live account until a person re-arms it, and nobody is there to do so; the
 * backtest trades on and shows the whole fall.
 */
export function forBacktest<Parameters extends RunParameters>(parameters: Parameters): Parameters {
  return { ...parameters, limits: { ...parameters.limits, drawdownMax: 1e9 } };
}

/** The parameters of a backtest of a model. */
export function backtestParameters(instrument: Instrument, choices: TradingChoices = {}): TradingParameters {
  return forBacktest(tradingParameters(instrument, choices));
}

/** The rooms that the parameters describe, made anew for each run. */
export function tradingRooms(parameters: TradingParameters, instrument: Instrument) {
  return {
    instrument: tradedInstrument(instrument, parameters),
    pathRule: parameters.pathRule,
    strategy: modelSignal(parameters.strategy),
    sizing: riskSizing(parameters.sizing),
    account: {
      currency: parameters.currency,
      initialBalance: parameters.initialBalance,
      stopOutLevel: parameters.stopOutLevel,
      mode: parameters.accountMode,
    },
    random: createRandom(parameters.seed).split(`venue ${instrument.symbol}`),
  };
}
