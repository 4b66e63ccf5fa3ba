import { roundDownToVolumeStep, type CandleSeries, type Instrument } from '@pipwright/model';
import { RISK_DEFAULTS, type ConversionRates, type RiskLimits } from '@pipwright/trading';
import type { TradingCosts } from '../costs/trading-costs.ts';
import type { PathRule, VenueAccount } from '../venue/venue-options.ts';

/** What the columnar engine runs on: a backtest of one market with the same volume for every order and no model. */
export interface ColumnarSettings {
  readonly series: CandleSeries;
  /** Index of the first candle that is traded, as of a `TradedMarket`; default 0. Those before it are history for `columns`. */
  readonly first?: number;
  readonly instrument: Instrument;
  /** Lots of every order, rounded down to the contract's step as `fixedVolume` does. */
  readonly volume: number;
  /** Missing limits take their defaults, as in a backtest. */
  readonly limits?: Partial<RiskLimits>;
  readonly costs: TradingCosts;
  readonly account: VenueAccount;
  readonly rates?: ConversionRates;
  /** Default: pessimistic. */
  readonly pathRule?: PathRule;
}

/** Why the columnar engine does not run something: a constant code and a sentence. The event engine runs it. */
export interface ColumnarRefusal {
  readonly kind: 'refused';
  readonly code: ColumnarRefusalCode;
  readonly reason: string;
}

export const ColumnarRefusalCode = {
  Symbol: 'symbol',
  Latency: 'latency',
  Fate: 'reject-rate',
  Depth: 'depth',
  RandomSlippage: 'random-slippage',
  Limits: 'risk-limits',
  Volume: 'volume',
  OrderCount: 'orders-max',
  FreezeLevel: 'freeze-level',
  Filling: 'filling',
  /** The targets are not what columns of targets are. */
  Targets: 'targets',
  /** At some moment the account has less equity than the position and the next order may need as margin. */
  Margin: 'margin',
  /** There is no rate to convert a price move with at some moment. */
  Rates: 'conversion-rate',
} as const;
export type ColumnarRefusalCode = (typeof ColumnarRefusalCode)[keyof typeof ColumnarRefusalCode];

export function refused(code: ColumnarRefusalCode, reason: string): ColumnarRefusal {
  return { kind: 'refused', code, reason };
}

/**
 * Why these settings cannot be reproduced over columns; null where they can. What turns up only in a run, such as an account
 * that comes close to its margin, is refused by the run.
 */
export function columnarRefusal(settings: ColumnarSettings): ColumnarRefusal | null {
  return refusalOfCosts(settings.costs) ?? refusalOfLimits(limitsOf(settings)) ?? refusalOfContract(settings);
}

export function limitsOf({ limits }: ColumnarSettings): RiskLimits {
  return { ...RISK_DEFAULTS, ...limits };
}

function refusalOfCosts({ slippage, execution }: TradingCosts): ColumnarRefusal | null {
  if (execution.latencyMs > 0 || execution.latencyJitterMs > 0) {
    return refused(ColumnarRefusalCode.Latency, 'orders arrive with a delay, inside of candles');
  }
  if (execution.rejectRate > 0 || execution.requoteRate > 0) {
    return refused(ColumnarRefusalCode.Fate, 'orders are rejected or requoted at random');
  }
  if (execution.depth !== null) return refused(ColumnarRefusalCode.Depth, 'orders may be filled in parts');
  if (slippage.kind === 'random' || slippage.kind === 'recorded') {
    return refused(ColumnarRefusalCode.RandomSlippage, 'slippage is drawn at random');
  }
  return null;
}

function refusalOfLimits(limits: RiskLimits): ColumnarRefusal | null {
  if (limits.drawdownMax < 1) {
    return refused(ColumnarRefusalCode.Limits, 'a fall from the peak stops trading for good');
  }
  if (limits.positionsPerSymbolMax < 1 || limits.positionsMax < 1) {
    return refused(ColumnarRefusalCode.Limits, 'the limits allow no position');
  }
  if (!(limits.quoteAgeMaxMs >= 0)) return refused(ColumnarRefusalCode.Limits, 'the limits allow no quote');
  return null;
}

function refusalOfContract({ series, instrument, volume, account }: ColumnarSettings): ColumnarRefusal | null {
  if (series.symbol !== instrument.symbol) {
    return refused(
      ColumnarRefusalCode.Symbol,
      `the candles are of ${series.symbol}, the contract of ${instrument.symbol}`,
    );
  }
  const lots = roundDownToVolumeStep(instrument, volume);
  if (!(lots > 0) || lots > (instrument.volume.limit ?? Infinity)) {
    return refused(ColumnarRefusalCode.Volume, `the contract allows no order of ${volume} lots`);
  }
  if ((account.ordersMax ?? Infinity) < 1)
    return refused(ColumnarRefusalCode.OrderCount, 'the account may have no order');
  if (instrument.freezeLevel > 0) {
    return refused(ColumnarRefusalCode.FreezeLevel, 'positions close to their levels cannot be closed on request');
  }
  if (instrument.fillings.length === 0) {
    return refused(ColumnarRefusalCode.Filling, 'the contract allows no filling of market orders');
  }
  return null;
}
