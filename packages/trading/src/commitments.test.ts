import { Side } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { Closing } from './commitments.ts';
import { EURUSD, fresh, NOW, proposal } from './proposal.fixture.ts';
import type { Risk } from './risk.ts';

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
    risk.observeClosing('r-O1', Closing.Position);
    expect(committed()).toEqual(closing);
    risk.observeClosing('r-O1', Closing.None);
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
