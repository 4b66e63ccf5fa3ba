import { ExitReason, OrderLifetime } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { PlainBroker } from './plain-broker.fixture.ts';
import { candlesOf, EURUSD, HOUR_MS, openPlay, playScript, START, type Bar } from './play-strategy.fixture.ts';

/** Candles that stand still at 1.1000 and reach nothing. */
const still = (count: number): Bar[] => Array.from({ length: count }, () => 1.1);

describe('positions', () => {
  const seen: { age: number; volume: number; openPrice: number }[] = [];
  const closing = playScript(
    {
      1: (market) => void market.buy({ volume: 0.3 }),
      2: (market) => {
        const [position] = market.positions;
        seen.push({ ...position! });
        market.close(position, { volume: 0.1 });
      },
      3: (market) => {
        seen.push({ ...market.positions[0]! });
        market.close();
        expect(market.positions).toEqual([]);
        expect(market.direction).toBe(0);
      },
      4: (market) => expect(market.positions).toEqual([]),
    },
    still(4),
  );

  test('are seen with their age, and closed in part and whole by a rule of the strategy', () => {
    expect(seen).toMatchObject([
      { age: 1, volume: 0.3, openPrice: 1.1 },
      { age: 2, openPrice: 1.1 },
    ]);
    expect(seen[1]!.volume).toBeCloseTo(0.2, 12);
    expect(closing.broker.closedParts).toEqual([['ticket run-O1', 0.1]]);
    expect(closing.broker.closed).toEqual([['ticket run-O1', ExitReason.Signal]]);
    expect(closing.trades.map(({ volume }) => volume.toFixed(1))).toEqual(['0.1', '0.2']);
    expect(closing.risk.committed(EURUSD.symbol)).toMatchObject({
      openRiskAmount: 0,
      positionsChange: 0,
      marginChange: 0,
    });
  });

  test('of one side, or both by each other', () => {
    const { broker } = playScript(
      {
        1: (market) => void [market.buy(), market.sell()],
        2: (market) => {
          expect(market.direction).toBe(2);
          const [long, short] = market.positions;
          market.closeBy(long!, short!);
          market.closeSide('sell');
        },
        3: (market) => expect(market.direction).toBe(1),
      },
      still(3),
    );
    expect(broker.closedBy).toEqual([['ticket run-O1', 'ticket run-O1.2']]);
    expect(broker.closed).toEqual([['ticket run-O1.2', ExitReason.Signal]]);
  });

  test('a position that waits for its time is closed so long after its fill, not after the order', () => {
    const { broker } = playScript({ 1: (market) => void market.buy({ stop: 1.12, holdingMs: 2 * HOUR_MS }) }, [
      1.1,
      1.1,
      [1.1, 1.13, 1.1, 1.12],
      1.12,
      1.12,
      1.12,
    ]);
    expect(broker.closed).toEqual([['ticket run-O1', ExitReason.TimeLimit]]);
    expect(broker.positions()).toEqual([]);
  });

  test('of others are not seen, and asking about what is over does nothing and is counted', () => {
    const { broker, session } = playScript(
      {
        1: (market) => void market.buy(),
        2: (market) => market.close(),
        3: (market) => {
          const gone = { id: 'ticket run-O1' } as never;
          market.close(gone);
          market.close(gone, { volume: 0.1 });
          market.modify(gone, { stopLoss: 1 });
          market.closeBy(gone, gone);
          market.modifyOrder('run-O1', { stop: 1 });
          market.cancel('run-O1');
        },
      },
      still(3),
    );
    expect([...session.counts.rejectedByReason]).toEqual([
      ['the position is not open any more', 4],
      ['the order is not waiting any more', 2],
    ]);
    expect(broker.changes).toEqual([]);
  });
});

describe('a stop', () => {
  const limits = { riskPerTradeMax: 0.02, openRiskMax: 1 };
  /** A lot bought at 1.1 with a stop 100 pips away: 1,000 of 10,000 dollars, were the limits not looked at. */
  const moving = (stopLoss: number, volume = 0.1) =>
    playScript(
      {
        1: (market) => void market.buy({ volume, stopLoss: 0.01 }),
        2: (market) => market.modify(market.positions[0]!, { stopLoss, takeProfit: 1.15 }),
      },
      still(3),
      { limits },
    );

  test('is moved towards the market, and less is at risk', () => {
    const { broker, risk } = moving(1.095);
    expect(broker.changes).toEqual([['ticket run-O1', { stopLoss: 1.095, takeProfit: 1.15 }]]);
    expect(risk.committed(EURUSD.symbol).openRiskAmount).toBeCloseTo(5000, 6);
  });

  test('is moved away as far as risk allows', () => {
    expect(moving(1.0801).broker.changes).toHaveLength(1);
    const { broker, decisions, session } = moving(1.0799);
    expect(broker.changes).toEqual([]);
    expect(decisions[1]).toMatchObject({ id: 'run-D2', outcome: 'refused', codes: ['risk-per-trade'], signal: null });
    expect(decisions[1]!.reason).toBe(
      'the stop of run-O1 was not moved: risk at the stop 2.01 % of equity, at most 2.00 %',
    );
    expect(session.counts.refusedByCheck.get('risk-per-trade')).toBe(1);
    expect(session.counts).toMatchObject({ candles: 3, orders: 1, refused: 0, noSignal: 2 });
  });

  test('is not taken away where a whole account must not be at risk', () => {
    expect(moving(0).decisions[1]).toMatchObject({ outcome: 'refused', codes: ['risk-per-trade'] });
  });

  test('of a waiting order is changed by its distance', () => {
    const change = (stopLoss: number) =>
      playScript(
        {
          1: (market) => void market.buy({ volume: 0.1, limit: 1.05, stopLoss: 0.01 }),
          2: (market) => market.modifyOrder('run-O1', { limit: 1.0600004, stopLoss, expires: 'day' }),
        },
        still(2),
        { limits },
      );
    expect(change(0.02).broker.changes).toEqual([
      ['run-O1', { price: 1.06, stopLossDistance: 0.02, lifetime: OrderLifetime.Day, expiresAt: 0 }],
    ]);
    expect(change(0.0201).broker.changes).toEqual([]);
  });

  test('that the broker does not move counts as before', () => {
    const broker = new PlainBroker();
    broker.refuses = { request: 'modify-position', reason: 'frozen' };
    const { risk, session, refusals } = playScript(
      {
        1: (market) => void market.buy({ stopLoss: 0.01 }),
        2: (market) => market.modify(market.positions[0]!, { stopLoss: 1.095 }),
      },
      still(2),
      { broker },
    );
    expect(risk.committed(EURUSD.symbol).openRiskAmount).toBeCloseTo(10_000, 6);
    expect(refusals).toMatchObject([{ request: 'modify-position', id: 'ticket run-O1' }]);
    expect([...session.counts.rejectedByReason]).toEqual([['frozen', 1]]);
  });
});

describe('a broker that does not follow', () => {
  test('a closing: the position counts again, and may be closed again', () => {
    const broker = new PlainBroker();
    broker.refuses = { request: 'close-position', reason: 'market closed' };
    const directions: number[] = [];
    const { trades } = playScript(
      {
        1: (market) => void market.buy(),
        2: (market) => market.close(),
        3: (market) => {
          directions.push(market.direction);
          broker.refuses = null;
          market.close();
          directions.push(market.direction);
        },
      },
      still(4),
      { broker },
    );
    expect(directions).toEqual([1, 0]);
    expect(trades).toHaveLength(1);
  });

  test('a cancellation: the order is shown again', () => {
    const broker = new PlainBroker();
    broker.refuses = { request: 'cancel-order', reason: 'frozen' };
    const shown: number[] = [];
    playScript(
      {
        1: (market) => void market.buy({ stop: 1.12 }),
        2: (market) => {
          market.cancel();
          shown.push(market.orders.length);
        },
      },
      still(2),
      { broker },
    );
    expect(shown).toEqual([1]);
  });
});

test('trades are told at the close of the candle in which they happened, before it is decided', () => {
  const told: string[] = [];
  const play = openPlay({
    start: () => ({
      onTrade: (trade, market) => void told.push(`trade ${trade.exitReason} at ${(market.time - START) / HOUR_MS}`),
      onCandle: (market) => {
        told.push(`candle ${(market.time - START) / HOUR_MS}`);
        if (market.direction === 0) market.buy();
        else market.close();
      },
    }),
  });
  play.closeAll(candlesOf(still(4)));
  expect(told).toEqual(['candle 1', 'candle 2', 'trade signal at 3', 'candle 3', 'candle 4']);
});

test('flatten closes what is open and withdraws what waits', () => {
  const play = playScript({ 1: (market) => void [market.buy(), market.sell({ limit: 1.2 })] }, still(2));
  play.session.flatten();
  expect(play.broker.closed).toEqual([['ticket run-O1', ExitReason.Manual]]);
  expect(play.broker.cancelled).toEqual(['run-O1.2']);
});
