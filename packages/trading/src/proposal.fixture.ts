import {
  findInstrument,
  MARKET_TERMS,
  OrderType,
  Side,
  utcMs,
  type EpochMs,
  type Lots,
  type MinorUnits,
  type Price,
  type Trade,
} from '@pipwright/model';
import type { Proposal } from './risk-checks.ts';
import { Risk } from './risk.ts';

export const HOUR_MS = 3_600_000;
/** A Tuesday. */
export const NOW = utcMs(2019, 2, 5, 12);
export const EURUSD = findInstrument('EURUSD')!;

export interface Change extends Partial<Omit<Proposal, 'signal'>> {
  readonly side?: Side;
  /** Of a limit order. */
  readonly price?: number;
  readonly ocoGroup?: string;
}

/** An order that passes every check of a fresh risk. */
export function proposal({ side = Side.Buy, price = 0, ocoGroup = '', ...change }: Change = {}): Proposal {
  const time = change.time ?? NOW;
  return {
    clientOrderId: 'r-O1',
    signal: {
      id: 'r-S1',
      predictionId: 'r-P1',
      strategy: 'test',
      symbol: EURUSD.symbol,
      time,
      side,
      ...MARKET_TERMS,
      ...(price > 0 && { type: OrderType.Limit, price: price as Price }),
      ocoGroup,
      stopLossDistance: 0.002,
      takeProfitDistance: 0.003,
      exitTime: (time + HOUR_MS) as EpochMs,
    },
    probability: 0.6,
    instrument: EURUSD,
    volume: 0.5 as Lots,
    time,
    bid: 1.1,
    ask: 1.10008,
    quoteTime: time,
    equity: 1_000_000,
    riskAmount: 10_000,
    openRiskAmount: 0,
    positionsOfSymbol: 0,
    positionsOfAccount: 0,
    marginAmount: 100_000,
    marginAfter: 100_000,
    ...change,
  };
}

/** Risk that has seen an account of 10,000.00 once. */
export function fresh(): Risk {
  const risk = new Risk();
  risk.observeEquity(NOW, 1_000_000);
  return risk;
}

export function loss(closeTime: EpochMs, net = -1): Trade {
  return { closeTime, split: { net: net as MinorUnits } } as Trade;
}
