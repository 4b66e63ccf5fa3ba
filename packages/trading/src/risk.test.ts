import { MARKET_TERMS, Side, utcMs, type EpochMs, type Lots, type OrderRequest } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { fresh, HOUR_MS, loss, NOW, proposal, type Change } from './proposal.fixture.ts';
import { RISK_RULES } from './risk-checks.ts';
import { RISK_DEFAULTS } from './risk-limits.ts';
import { assertApproved, type ApprovedOrder } from './risk.ts';

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
