import { candleCloseTime, currency, findInstrument, Side, type EpochMs, type MinorUnits } from '@pipwright/model';
import { createRandom, type Random } from '@pipwright/kernel';
import { syntheticCandles } from '@pipwright/testkit';
import {
  defineStrategy,
  Risk,
  RISK_UNLIMITED,
  strategyOf,
  TradingSession,
  type MarketView,
  type OrderOptions,
} from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { commissionOf } from './costs/commission.ts';
import { COST_DEFAULTS, type TradingCosts } from './costs/trading-costs.ts';
import { SimulatedVenue } from './venue/simulated-venue.ts';
import { AccountMode } from './venue/venue-options.ts';

const EURUSD = findInstrument('EURUSD')!;
const LENGTH = 600;

/** Everything that a strategy may do, at random. */
class Wild {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  act(market: MarketView): void {
    for (let deeds = this.#random.integer(4); deeds > 0; deeds--) this.#one(market);
  }

  #one(market: MarketView): void {
    const random = this.#random;
    const { positions, orders } = market;
    const position = positions[random.integer(Math.max(1, positions.length))];
    const order = orders[random.integer(Math.max(1, orders.length))];
    switch (random.integer(10)) {
      case 0:
        return market.close(position, { volume: 0.01 * (1 + random.integer(8)) });
      case 1:
        return random.next() < 0.2 ? market.close() : market.closeSide(random.next() < 0.5 ? Side.Buy : Side.Sell);
      case 2:
        return position === undefined
          ? undefined
          : market.modify(position, { stopLoss: this.#near(market.bid, 0.01), takeProfit: 0, trailing: 0.003 });
      case 3:
        return order === undefined
          ? undefined
          : market.modifyOrder(order.clientOrderId, { stopLoss: 0.004, expires: 'day' });
      case 4:
        return market.cancel(random.next() < 0.5 ? order?.clientOrderId : undefined);
      case 5: {
        const opposite = positions.find(({ side }) => side !== position?.side);
        return opposite === undefined ? undefined : market.closeBy(position!, opposite);
      }
      default:
        return void market[random.next() < 0.5 ? 'buy' : 'sell'](this.#options(market));
    }
  }

  #options(market: MarketView): OrderOptions {
    const random = this.#random;
    const common = {
      volume: 0.01 * (1 + random.integer(20)),
      ...(random.next() < 0.7 && { stopLoss: 0.001 + 0.01 * random.next() }),
      ...(random.next() < 0.5 && { takeProfit: 0.001 + 0.01 * random.next() }),
      ...(random.next() < 0.2 && { trailing: 0.002 }),
      ...(random.next() < 0.3 && { holdingMs: 3_600_000 * (1 + random.integer(30)) }),
    };
    if (random.next() < 0.4) return { ...common, reverse: random.next() < 0.3 };
    const waiting = { ...common, ...(random.next() < 0.3 && { group: `g${random.integer(3)}` }) };
    const expires = random.next() < 0.3 ? ({ expires: 'day' } as const) : {};
    if (random.next() < 0.4) return { ...waiting, ...expires, limit: this.#near(market.bid, 0.004) };
    if (random.next() < 0.7) return { ...waiting, ...expires, stop: this.#near(market.ask, 0.004) };
    return { ...waiting, stop: this.#near(market.ask, 0.003), limit: this.#near(market.ask, 0.003) };
  }

  #near(price: number, most: number): number {
    return price + most * (2 * this.#random.next() - 1);
  }
}

/** Plays a wild session and returns what it did, in a few numbers. */
function play(seed: string, mode: AccountMode, costs: TradingCosts) {
  const { candles } = syntheticCandles({ seed, length: LENGTH });
  const account = { currency: currency('USD'), initialBalance: 1_000_000_00 as MinorUnits, stopOutLevel: 0.2, mode };
  const broker = new SimulatedVenue({ account, instruments: [EURUSD], costs, random: createRandom(`${seed} venue`) });
  const risk = new Risk(RISK_UNLIMITED);
  const wild = new Wild(createRandom(`${seed} wild`));
  let isOver = false;
  const deals: string[] = [];
  const session = new TradingSession({
    runId: 'wild',
    instrument: EURUSD,
    timeframe: 'H1',
    predictor: null,
    strategy: strategyOf(
      defineStrategy({
        name: 'wild',
        description: 'Does everything at random.',
        parameters: {},
        start: () => ({ onCandle: (market) => (isOver ? undefined : wild.act(market)) }),
      }),
    ),
    risk,
    broker,
    commission: commissionOf(costs.commission, account.currency),
    listener: { onFill: ({ clientOrderId, volume, price }) => deals.push(`${clientOrderId} ${volume} ${price}`) },
  });
  for (let index = 0; index < LENGTH; index++) {
    // The last two days only close what is there.
    if (index === LENGTH - 48) isOver = true;
    if (isOver) session.flatten();
    broker.onCandleClosed(EURUSD.symbol, candles, index, candleCloseTime(candles.time[index] as EpochMs, 'H1'));
    session.onCandleClosed(candles, index);
    const { positionsChange, openRiskAmount, marginChange } = risk.committed(EURUSD.symbol);
    // What risk counts is what the broker shows and what is on its way: no more is subtracted than is there.
    expect(broker.positions().length + positionsChange).toBeGreaterThanOrEqual(0);
    expect(openRiskAmount).toBeGreaterThanOrEqual(0);
    expect(broker.account().margin + marginChange).toBeGreaterThan(-1e5);
  }
  return { broker, session, risk, deals };
}

const SEEDS = ['wild 1', 'wild 2', 'wild 3', 'wild 4', 'wild 5', 'wild 6'];
const COSTS: readonly (readonly [string, TradingCosts])[] = [
  ['at once', COST_DEFAULTS],
  [
    'late, shallow and moody',
    {
      ...COST_DEFAULTS,
      execution: {
        latencyMs: 400,
        latencyJitterMs: 300,
        rejectRate: 0.05,
        requoteRate: 0,
        depth: { lots: 0.07, volumeFraction: 0 },
      },
    },
  ],
];

describe.each(COSTS)('a session that does everything, at a venue that works %s', (_, costs) => {
  describe.each([AccountMode.Hedging, AccountMode.Netting])('%s', (mode) => {
    test.each(SEEDS)('ties up nothing once everything is over, and repeats (%s)', (seed) => {
      const { broker, session, risk, deals } = play(seed, mode, costs);
      expect(deals.length).toBeGreaterThan(100);
      expect(broker.positions()).toEqual([]);
      expect(session.openOrders.size).toBe(0);
      expect(risk.committed(EURUSD.symbol)).toEqual({
        openRiskAmount: 0,
        marginChange: 0,
        positionsOfSymbolChange: 0,
        positionsChange: 0,
      });
      expect(play(seed, mode, costs).deals).toEqual(deals);
    });
  });
});
