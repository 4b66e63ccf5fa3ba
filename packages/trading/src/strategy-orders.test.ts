import { Filling, OrderLifetime, OrderType, type OrderRequest } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { PlainBroker } from './plain-broker.fixture.ts';
import { EURUSD, HOUR_MS, playScript, START, type Bar } from './play-strategy.fixture.ts';
import type { MarketView, OrderOptions } from './strategy-definition.ts';

/** Candles that stand still at 1.1000 and reach nothing. */
const still = (count: number): Bar[] => Array.from({ length: count }, () => 1.1);

/** The order that a wish at the first candle became. */
function requestOf(options: OrderOptions, side: 'buy' | 'sell' = 'buy'): OrderRequest {
  const { broker } = playScript({ 1: (market) => void market[side](options) }, still(1));
  return broker.submitted[0]!.request;
}

describe('a wish becomes an order', () => {
  test('at the market, of the strategy’s own volume, without levels and without an end', () => {
    expect(requestOf({})).toMatchObject({
      clientOrderId: 'run-O1',
      signalId: 'run-S1',
      symbol: 'EURUSD',
      side: 'buy',
      type: OrderType.Market,
      volume: 0.1,
      stopLossDistance: 0,
      filling: Filling.FillOrKill,
      lifetime: OrderLifetime.GoodTillCancelled,
      ocoGroup: '',
      createdAt: START + HOUR_MS,
    });
    expect(requestOf({}).exitTime).toBeGreaterThan(4e12);
  });

  test('with levels, a volume rounded down to its step, and a time limit', () => {
    const options = { volume: 0.239, stopLoss: 0.002, takeProfit: 0.003, trailing: 0.001, holdingMs: HOUR_MS };
    expect(requestOf(options, 'sell')).toMatchObject({
      side: 'sell',
      volume: 0.23,
      stopLossDistance: 0.002,
      takeProfitDistance: 0.003,
      trailingDistance: 0.001,
      exitTime: START + 2 * HOUR_MS,
    });
  });

  test.each<[string, OrderOptions, Partial<OrderRequest>]>([
    ['a limit', { limit: 1.0900004 }, { type: OrderType.Limit, price: 1.09 as never, limitPrice: 0 as never }],
    ['a stop', { stop: 1.1200049 }, { type: OrderType.Stop, price: 1.12 as never }],
    [
      'a stop-limit',
      { stop: 1.12, limit: 1.121 },
      { type: OrderType.StopLimit, price: 1.12 as never, limitPrice: 1.121 as never },
    ],
  ])('that waits: %s, at a price of the instrument’s tick', (_, options, terms) => {
    expect(requestOf(options)).toMatchObject({ ...terms, filling: Filling.Return });
  });

  test('that waits until a time, or the end of the day, in a group', () => {
    const until = START + 5 * HOUR_MS;
    expect(requestOf({ stop: 1.12, expires: until })).toMatchObject({ lifetime: OrderLifetime.Date, expiresAt: until });
    const day = { lifetime: OrderLifetime.Day, expiresAt: 0, ocoGroup: 'run-range', deviation: 0.0002 };
    expect(requestOf({ stop: 1.12, expires: 'day', group: 'range', deviation: 0.0002 })).toMatchObject(day);
  });

  test('the first filling that the instrument allows', () => {
    const instrument = { ...EURUSD, fillings: [Filling.ImmediateOrCancel] };
    const { broker } = playScript({ 1: (market) => void market.buy() }, still(1), { instrument });
    expect(broker.submitted[0]!.request.filling).toBe(Filling.ImmediateOrCancel);
  });
});

describe('several wishes at one candle', () => {
  const ids: string[] = [];
  const { broker, decisions, session, orders } = playScript(
    {
      2: (market) => {
        ids.push(
          market.buy({ stop: 1.12 }),
          market.buy({ stop: 1.13 }),
          market.sell({ stop: 1.08 }),
          market.buy({ stop: 1.12 }),
        );
        ids.push(...market.orders.map(({ clientOrderId }) => clientOrderId));
      },
    },
    still(3),
  );

  test('have ids of their own, and show at once', () => {
    expect(ids).toEqual(['run-O2', 'run-O2.2', 'run-O2.3', 'run-O2.4', 'run-O2', 'run-O2.2', 'run-O2.3']);
    expect(broker.submitted.map(({ request }) => request.signalId)).toEqual(['run-S2', 'run-S2.2', 'run-S2.3']);
    expect(orders.map(({ request, state }) => `${request.clientOrderId} ${state}`).slice(0, 4)).toEqual([
      'run-O2 approved',
      'run-O2 sending',
      'run-O2 acknowledged',
      'run-O2.2 approved',
    ]);
  });

  test('are decided one by one; the same one again is refused', () => {
    expect(decisions.map(({ id, outcome, codes }) => [id, outcome, ...codes])).toEqual([
      ['run-D1', 'no-signal', 'no-wish'],
      ['run-D2', 'order'],
      ['run-D2.2', 'order'],
      ['run-D2.3', 'order'],
      ['run-D2.4', 'refused', 'duplicate-intent'],
      ['run-D3', 'no-signal', 'no-wish'],
    ]);
    expect(decisions[1]!.reason).toBe('buy stop 0.1 lots at 1.12: every check passed');
    expect(session.counts).toMatchObject({ candles: 3, orders: 3, refused: 1, noSignal: 2 });
  });
});

describe('what waits counts in the limits', () => {
  const breakout = (market: MarketView): void => {
    market.buy({ stop: 1.12, stopLoss: 0.01, group: 'g' });
    market.sell({ stop: 1.08, stopLoss: 0.01, group: 'g' });
  };

  test('one by one, but a group as one position', () => {
    const alone = playScript(
      { 1: (market) => void [market.buy({ stop: 1.12 }), market.sell({ stop: 1.08 })] },
      still(1),
      { limits: { positionsPerSymbolMax: 1 } },
    );
    expect(alone.broker.submitted).toHaveLength(1);
    expect([...alone.session.counts.refusedByCheck.keys()]).toEqual(['positions-per-symbol']);
    const grouped = playScript({ 1: breakout }, still(1), { limits: { positionsPerSymbolMax: 1, openRiskMax: 0.01 } });
    // A tenth of a lot at a stop of 100 pips: 100 dollars of 10,000.
    expect(grouped.broker.submitted).toHaveLength(2);
    expect(grouped.risk.committed(EURUSD.symbol)).toMatchObject({ openRiskAmount: 10_000, positionsChange: 1 });
  });

  test('until they are withdrawn', () => {
    const limits = { positionsPerSymbolMax: 1 };
    const { broker, session, risk } = playScript(
      { 1: breakout, 2: (market) => market.cancel(), 3: breakout },
      still(3),
      {
        limits,
      },
    );
    expect(broker.cancelled).toEqual(['run-O1', 'run-O1.2']);
    expect(broker.submitted).toHaveLength(4);
    expect(risk.committed(EURUSD.symbol).positionsChange).toBe(1);
    expect(session.counts.noSignalByCode.get('positions-managed')).toBe(1);
    expect(session.counts.rejectedByReason.get('cancelled')).toBe(2);
  });

  test('what is filled in parts becomes one position, and its rest goes on waiting', () => {
    const broker = new PlainBroker();
    broker.depth = 0.04;
    const seen: [number, number, number][] = [];
    const { session, risk } = playScript(
      {
        1: (market) => void market.buy({ volume: 0.1, limit: 1.1, stopLoss: 0.01 }),
        2: (market) => void seen.push([market.positions[0]!.volume, market.orders[0]!.volume, market.direction]),
        3: (market) => void seen.push([market.positions[0]!.volume, market.orders[0]!.volume, market.direction]),
        4: (market) => void seen.push([market.positions[0]!.volume, market.orders.length, market.direction]),
      },
      still(4),
      { broker },
    );
    expect(seen.map((row) => row.map((value) => Number(value.toFixed(2))))).toEqual([
      [0.04, 0.06, 1],
      [0.08, 0.02, 1],
      [0.1, 0, 1],
    ]);
    expect(session.openOrders.size).toBe(0);
    expect(risk.committed(EURUSD.symbol)).toMatchObject({ openRiskAmount: 10_000, positionsChange: 0 });
  });
});

test('what a candle came to is counted, with the strategy’s own reasons', () => {
  const { decisions, session } = playScript(
    {
      1: (market) => market.pass('too-quiet', () => `range ${market.ask - market.bid > 0 ? 'small' : 'none'}`),
      2: (market) => market.pass('too-quiet'),
      3: (market) => void market.buy({ reason: 'a new high' }),
      5: (market) => market.close(),
    },
    still(5),
  );
  expect([...session.counts.noSignalByCode]).toEqual([
    ['too-quiet', 2],
    ['no-wish', 1],
    ['positions-managed', 1],
  ]);
  expect(decisions.map(({ reason }) => reason)).toEqual([
    'range small',
    'too quiet',
    'a new high; buy 0.1 lots: every check passed',
    'no wish',
    'positions managed',
  ]);
});
