import {
  findInstrument,
  MARKET_TERMS,
  OrderType,
  Side,
  utcMs,
  type EpochMs,
  type Lots,
  type MinorUnits,
  type OrderRequest,
  type Price,
  type Trade,
} from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import type { Proposal } from './risk-checks.ts';
import { RISK_RULES } from './risk-checks.ts';
import { RISK_DEFAULTS } from './risk-limits.ts';
import { assertApproved, Risk, type ApprovedOrder } from './risk.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday. */
const NOW = utcMs(2019, 2, 5, 12);
const EURUSD = findInstrument('EURUSD')!;

interface Change extends Partial<Omit<Proposal, 'signal'>> {
  readonly side?: Side;
  readonly price?: number;
  readonly ocoGroup?: string;
}

function proposal({ side = Side.Buy, price = 0, ocoGroup = '', ...change }: Change = {}): Proposal {
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

function fresh(): Risk {
  const risk = new Risk();
  risk.observeEquity(NOW, 1_000_000);
  return risk;
}

function loss(closeTime: EpochMs, net = -1): Trade {
  return { closeTime, split: { net: net as MinorUnits } } as Trade;
}

describe('an order that passes', () => {
  test('carries the proposal and every check', () => {
    const review = fresh().review(proposal());
    expect(review.failed).toEqual([]);
    expect(review.order!.request).toEqual({
      clientOrderId: 'r-O1',
      signalId: 'r-S1',
      symbol: 'EURUSD',
      side: 'buy',
      volume: 0.5,
      ...MARKET_TERMS,
      stopLossDistance: 0.002,
      takeProfitDistance: 0.003,
      exitTime: NOW + HOUR_MS,
      createdAt: NOW,
    } satisfies Record<keyof OrderRequest, unknown>);
    const checks = review.checks();
    expect(checks.map((check) => check.name)).toEqual(RISK_RULES.map((rule) => rule.name));
    expect(checks.every((check) => check.passed && check.reason !== '')).toBe(true);
    expect(() => assertApproved(review.order!)).not.toThrow();
  });

  test('cannot be imitated', () => {
    const order = fresh().review(proposal()).order!;
    const { request, probability } = order;
    expect(() => assertApproved({ request, probability } as ApprovedOrder)).toThrow('risk has not approved');
    expect(() => assertApproved(Object.create(order) as ApprovedOrder)).toThrow('risk has not approved');
  });
});

describe('each check refuses at its limit', () => {
  const friday = utcMs(2019, 2, 8, 20, 30);
  test.each<[string, Change, string]>([
    ['open-risk', { openRiskAmount: 50_001 }, 'risk at all stops 6.00 % of equity, at most 6.00 %'],
    ['positions', { positionsOfAccount: 10 }, '11 positions in all, at most 10'],
    ['margin', { marginAfter: 500_001 }, 'margin 50.00 % of equity after the fill, at most 50.00 %'],
    [
      'volume',
      { volume: 0 as Lots },
      'the account is too small for this stop, or there is none to size by: less than 0.01 lots',
    ],
    ['risk-per-trade', { riskAmount: 20_100 }, 'risk at the stop 2.01 % of equity, at most 2.00 %'],
    ['positions-per-symbol', { positionsOfSymbol: 1 }, '2 positions of the symbol, at most 1'],
    ['spread', { ask: 1.1003 }, 'spread 3.0 pips, at most 2.4'],
    ['quote-age', { quoteTime: (NOW - 10_001) as EpochMs }, 'quote 10001 ms old, at most 10000'],
    ['trading-hours', { time: friday, quoteTime: friday }, '90 min to the weekend, at least 120 min'],
    ['margin', { marginAfter: Number.NaN }, 'margin NaN % of equity after the fill, at most 50.00 %'],
  ])('%s', (name, change, reason) => {
    const review = fresh().review(proposal(change));
    expect(review.order).toBeNull();
    expect(review.failed).toEqual([name]);
    expect(review.checks().find((check) => check.name === name)).toMatchObject({ passed: false, reason });
  });

  test('kill-switch, until it is released', () => {
    const risk = fresh();
    risk.kill('A person said so.');
    expect(risk.review(proposal()).failed).toEqual(['kill-switch']);
    risk.release();
    expect(risk.review(proposal()).failed).toEqual([]);
  });

  test('daily-loss, until the next trading day opens at 17:00 New York', () => {
    const risk = fresh();
    risk.observeEquity((NOW + HOUR_MS) as EpochMs, 965_000);
    expect(risk.review(proposal({ equity: 965_000 })).failed).toEqual(['daily-loss']);
    const evening = utcMs(2019, 2, 5, 22);
    risk.observeEquity(evening, 965_000);
    expect(risk.review(proposal({ equity: 965_000, time: evening, quoteTime: evening })).failed).toEqual([]);
  });

  test('drawdown, from the highest equity: a breaker that a person releases', () => {
    const risk = fresh();
    risk.observeEquity((NOW + HOUR_MS) as EpochMs, 1_300_000);
    const nextDay = utcMs(2019, 2, 6, 12);
    const later = proposal({ equity: 1_030_000, time: nextDay, quoteTime: nextDay });
    risk.observeEquity(nextDay, 1_030_000);
    expect(risk.review(later).failed).toEqual(['kill-switch', 'drawdown']);
    expect(risk.killReason).toBe('The equity fell by more than 20.0 % from its peak.');
    risk.release();
    risk.observeEquity(nextDay, 1_030_000);
    expect(risk.killReason).toBe('');
    expect(risk.review(later).failed).toEqual([]);
  });

  test('cool-down, after losses in a row and for its time', () => {
    const risk = fresh();
    for (let index = 0; index < RISK_DEFAULTS.coolDownLosses; index++) risk.observeTrade(loss(NOW));
    expect(risk.review(proposal()).failed).toEqual(['cool-down']);
    const later = (NOW + RISK_DEFAULTS.coolDownMs) as EpochMs;
    expect(risk.review(proposal({ time: later, quoteTime: later })).failed).toEqual([]);
  });

  test('cool-down starts again after a gain', () => {
    const risk = fresh();
    for (let index = 0; index < 4; index++) risk.observeTrade(loss(NOW));
    risk.observeTrade(loss(NOW, 5));
    risk.observeTrade(loss(NOW));
    expect(risk.review(proposal()).failed).toEqual([]);
  });

  test('duplicate-intent is about the same order: two waiting ones at other prices are not', () => {
    const risk = fresh();
    expect(risk.review(proposal({ price: 1.09 })).failed).toEqual([]);
    expect(risk.review(proposal({ price: 1.08 })).failed).toEqual([]);
    expect(risk.review(proposal({ price: 1.09 })).failed).toEqual(['duplicate-intent']);
    expect(risk.review(proposal()).failed).toEqual([]);
  });

  test('duplicate-intent, for the same side and candle only', () => {
    const risk = fresh();
    expect(risk.review(proposal()).order).not.toBeNull();
    expect(risk.review(proposal()).failed).toEqual(['duplicate-intent']);
    expect(risk.review(proposal({ side: Side.Sell })).failed).toEqual([]);
    const later = (NOW + HOUR_MS) as EpochMs;
    expect(risk.review(proposal({ time: later, quoteTime: later })).failed).toEqual([]);
  });

  test('all failed checks are named, not the first alone', () => {
    const review = fresh().review(proposal({ ask: 1.2, positionsOfSymbol: 3, volume: 0 as Lots }));
    expect(review.failed).toEqual(['volume', 'positions-per-symbol', 'spread']);
  });

  test('outside of the trading week nothing is opened', () => {
    const saturday = utcMs(2019, 2, 9, 12);
    const review = fresh().review(proposal({ time: saturday, quoteTime: saturday }));
    expect(review.checks().find((check) => check.name === 'trading-hours')!.reason).toBe('the market is closed');
  });
});

describe('what approved orders tie up', () => {
  const nothing = { openRiskAmount: 0, marginChange: 0, positionsOfSymbolChange: 0, positionsChange: 0 };
  const inFlight = { openRiskAmount: 10_000, marginChange: 100_000, positionsOfSymbolChange: 1, positionsChange: 1 };
  const closing = { openRiskAmount: 0, marginChange: -100_000, positionsOfSymbolChange: -1, positionsChange: -1 };
  const filled = (volume: number) => ({ volume, opens: true });

  test('counts in flight, then open, then closing, then not at all', () => {
    const risk = fresh();
    const committed = (): unknown => risk.committed(EURUSD.symbol);
    expect(committed()).toEqual(nothing);
    risk.review(proposal());
    expect(committed()).toEqual(inFlight);
    risk.observeFill('r-O1', filled(0.5));
    risk.observeEnd('r-O1', true);
    expect(committed()).toEqual({ ...nothing, openRiskAmount: 10_000 });
    risk.observeClosing('r-O1', true);
    expect(committed()).toEqual(closing);
    risk.observeClosing('r-O1', false);
    expect(committed()).toEqual({ ...nothing, openRiskAmount: 10_000 });
    risk.observeClosed('r-O1', 0.5);
    expect(committed()).toEqual(nothing);
  });

  test('counts in flight until it hears of the fill, where it hears first that the order ended as filled', () => {
    const risk = fresh();
    risk.review(proposal());
    risk.observeEnd('r-O1', true);
    expect(risk.committed(EURUSD.symbol)).toEqual(inFlight);
    risk.observeFill('r-O1', filled(0.5));
    expect(risk.committed(EURUSD.symbol)).toEqual({ ...nothing, openRiskAmount: 10_000 });
  });

  test('an order that was not filled ties up nothing', () => {
    const risk = fresh();
    risk.review(proposal());
    risk.observeEnd('r-O1', false);
    expect(risk.committed(EURUSD.symbol)).toEqual(nothing);
  });

  test('a part that is filled is a position, and the rest goes on waiting until it is given up', () => {
    const risk = fresh();
    risk.review(proposal());
    risk.observeFill('r-O1', filled(0.125));
    const half = { openRiskAmount: 10_000, marginChange: 75_000, positionsOfSymbolChange: 0, positionsChange: 0 };
    expect(risk.committed(EURUSD.symbol)).toEqual(half);
    risk.observeEnd('r-O1', false);
    expect(risk.committed(EURUSD.symbol)).toEqual({ ...nothing, openRiskAmount: 2500 });
    risk.observeClosed('r-O1', 0.0625);
    expect(risk.committed(EURUSD.symbol)).toEqual({ ...nothing, openRiskAmount: 1250 });
    risk.observeClosed('r-O1', 0.0625);
    expect(risk.committed(EURUSD.symbol)).toEqual(nothing);
  });

  test('on a netting account, what closes the other side opens nothing', () => {
    const risk = fresh();
    risk.review(proposal({ side: Side.Sell }));
    expect(risk.sideOf('r-O1')).toBe(Side.Sell);
    risk.observeFill('r-O1', { volume: 0.5, opens: false });
    risk.observeEnd('r-O1', true);
    expect(risk.committed(EURUSD.symbol)).toEqual(nothing);
  });

  test('of a group, one order can become a position: it counts once, as the largest of its members', () => {
    const risk = fresh();
    risk.review(proposal({ ocoGroup: 'g' }));
    const larger = { clientOrderId: 'r-O1.2', side: Side.Sell, riskAmount: 12_000, marginAmount: 90_000 };
    risk.review(proposal({ ...larger, ocoGroup: 'g' }));
    const once = { openRiskAmount: 12_000, marginChange: 100_000, positionsOfSymbolChange: 1, positionsChange: 1 };
    expect(risk.committed(EURUSD.symbol)).toEqual(once);
    expect(risk.committedByGroup('g')).toMatchObject({ riskAmount: 12_000, marginAmount: 100_000 });
    expect(risk.committedByGroup('other')).toBeUndefined();
    expect(risk.committedByGroup('')).toBeUndefined();
    risk.observeFill('r-O1.2', filled(0.5));
    risk.observeEnd('r-O1', false);
    expect(risk.committed(EURUSD.symbol)).toEqual({ ...nothing, openRiskAmount: 12_000 });
  });
});

describe('a stop that is moved', () => {
  const open = (): Risk => {
    const risk = fresh();
    risk.review(proposal());
    risk.observeFill('r-O1', { volume: 0.5, opens: true });
    return risk;
  };
  const change = (riskAmount: number) => ({
    clientOrderId: 'r-O1',
    symbol: EURUSD.symbol,
    time: NOW,
    equity: 1_000_000,
    riskAmount,
  });
  const openRisk = (risk: Risk): number => risk.committed(EURUSD.symbol).openRiskAmount;

  test('nearer to the market passes, and less is at risk from then on', () => {
    const risk = open();
    risk.kill('A person said so.');
    expect(risk.reviewStop(change(4000))).toBeNull();
    expect(openRisk(risk)).toBe(4000);
  });

  test('farther away passes as far as the limits allow', () => {
    const risk = open();
    expect(risk.reviewStop(change(20_000))).toBeNull();
    expect(openRisk(risk)).toBe(20_000);
    const refused = risk.reviewStop(change(20_100))!;
    expect(refused.failed).toEqual(['risk-per-trade']);
    expect(refused.checks().find(({ passed }) => !passed)!.reason).toBe(
      'risk at the stop 2.01 % of equity, at most 2.00 %',
    );
    expect(openRisk(risk)).toBe(20_000);
  });

  test('counts the other positions: all stops together have a limit too', () => {
    const risk = open();
    risk.limits = { ...risk.limits, riskPerTradeMax: 1 };
    risk.review(proposal({ clientOrderId: 'r-O3', riskAmount: 45_000, side: Side.Sell }));
    expect(risk.reviewStop(change(16_000))!.failed).toEqual(['open-risk']);
    expect(risk.reviewStop(change(15_000))).toBeNull();
  });

  test('is not moved away after the kill switch', () => {
    const risk = open();
    risk.kill('A person said so.');
    expect(risk.reviewStop(change(10_001))!.failed).toEqual(['kill-switch']);
  });

  test('counts as before where the broker does not move it', () => {
    const risk = open();
    risk.reviewStop(change(4000));
    risk.observeUnchanged('r-O1');
    expect(openRisk(risk)).toBe(10_000);
  });
});
