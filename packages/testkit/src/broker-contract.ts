import {
  DealEntry,
  ExitReason,
  OrderState,
  OrderType,
  ReturnCode,
  roundToTick,
  Side,
  type Fill,
  type Instrument,
  type Lots,
  type OrderRequest,
  type Price,
  type Trade,
} from '@pipwright/model';
import { canFollow, type ApprovedOrder, type Broker, type OrderUpdate, type RequestRefusal } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { approvedOrder } from './approved-order.ts';

/** A broker under test and the market behind it. */
export interface BrokerHarness {
  readonly broker: Broker;
  /** An instrument that it trades; its account can carry a lot of it. */
  readonly instrument: Instrument;
  /** Moves the market by so many points over one candle; market orders and closings are done at its open. */
  readonly nextCandle: (movePoints: number) => void;
}

/** What a broker told its listener, in order. */
class Record {
  readonly updates: OrderUpdate[] = [];
  readonly fills: Fill[] = [];
  readonly trades: Trade[] = [];
  readonly refusals: RequestRefusal[] = [];

  constructor(broker: Broker) {
    broker.subscribe({
      onOrderUpdate: (update) => this.updates.push(update),
      onFill: (fill) => this.fills.push(fill),
      onTrade: (trade) => this.trades.push(trade),
      onRefusal: (refusal) => this.refusals.push(refusal),
    });
  }

  statesOf(clientOrderId: string): OrderState[] {
    return this.updates.filter((update) => update.clientOrderId === clientOrderId).map((update) => update.state);
  }
}

function expectSound(broker: Broker): void {
  const account = broker.account();
  const floating = broker.positions().reduce((sum, position) => sum + position.floatingProfit, 0);
  expect(account.equity).toBe(account.balance + floating);
  expect(account.freeMargin).toBe(account.equity - account.margin);
}

type Started = BrokerHarness & {
  readonly record: Record;
  /** A price so many points from the present bid. */
  readonly priceAt: (points: number) => Price;
  /** Submits an order of a tenth of a lot. */
  readonly order: (clientOrderId: string, request: Partial<OrderRequest>) => void;
};

/** What every broker does, whatever stands behind it. `open` gives a fresh one, with a quote. */
export function brokerContract(name: string, open: () => BrokerHarness): void {
  const start = (): Started => {
    const harness = open();
    const { broker, instrument } = harness;
    return {
      ...harness,
      record: new Record(broker),
      priceAt: (points) => roundToTick(instrument, broker.quote(instrument.symbol)!.bid + points * instrument.tickSize),
      order: (clientOrderId, request) => {
        broker.submit(approvedOrder(instrument, { clientOrderId, volume: 0.1 as Lots, ...request }));
      },
    };
  };

  waitingOrders(name, start);
  changes(name, start);

  describe(`${name} is a broker`, () => {
    test('refuses what risk has not made', () => {
      const { broker, instrument } = start();
      const { request, probability } = approvedOrder(instrument);
      expect(() => broker.submit({ request, probability } as ApprovedOrder)).toThrow('risk has not approved');
      expect(broker.positions()).toHaveLength(0);
    });

    test.each([Side.Buy, Side.Sell])('fills a market order to %s and shows its position', (side) => {
      const { broker, instrument, nextCandle, record } = start();
      broker.submit(approvedOrder(instrument, { clientOrderId: 'a', side, volume: 0.1 as Lots }));
      nextCandle(0);
      expect(record.statesOf('a')).toEqual([OrderState.Acknowledged, OrderState.Filled]);
      expect(record.fills).toHaveLength(1);
      expect(record.fills[0]).toMatchObject({ clientOrderId: 'a', side, entry: DealEntry.In, volume: 0.1 });
      expect(broker.positions()).toHaveLength(1);
      expect(broker.positions()[0]).toMatchObject({ id: record.fills[0]!.positionId, side, volume: 0.1 });
      expectSound(broker);
    });

    test('takes only steps that an order may take', () => {
      const { broker, instrument, nextCandle, record } = start();
      for (const [index, volume] of [0.01, 1e9, 0.015].entries()) {
        broker.submit(approvedOrder(instrument, { clientOrderId: `o${index}`, volume: volume as Lots }));
      }
      nextCandle(0);
      for (let index = 0; index < 3; index++) {
        const states = [OrderState.Sending, ...record.statesOf(`o${index}`)];
        for (let step = 1; step < states.length; step++) expect(canFollow(states[step - 1]!, states[step]!)).toBe(true);
      }
      expect(record.statesOf('o1')).toEqual([OrderState.Rejected]);
      expect(record.updates.find((update) => update.clientOrderId === 'o1')!.reason).not.toBe('');
    });

    test.each([Side.Buy, Side.Sell])('closes a position of side %s once, however often it is asked', (side) => {
      const { broker, instrument, nextCandle, record } = start();
      broker.submit(approvedOrder(instrument, { clientOrderId: 'a', side, volume: 0.1 as Lots }));
      nextCandle(50);
      const { id } = broker.positions()[0]!;
      broker.closePosition(id, ExitReason.Manual);
      broker.closePosition(id, ExitReason.Manual);
      nextCandle(50);
      broker.closePosition(id, ExitReason.Manual);
      nextCandle(0);
      expect(broker.positions()).toHaveLength(0);
      expect(record.fills.map((fill) => fill.entry)).toEqual([DealEntry.In, DealEntry.Out]);
      expect(record.trades).toHaveLength(1);
      expect(record.trades[0]).toMatchObject({ id, side, volume: 0.1, exitReason: ExitReason.Manual });
      expectSound(broker);
    });

    test('changes the balance by what it tells, to the minor unit', () => {
      const { broker, instrument, nextCandle, record } = start();
      const initial = broker.account().balance;
      for (const [index, side] of [Side.Buy, Side.Sell, Side.Buy].entries()) {
        broker.submit(approvedOrder(instrument, { clientOrderId: `o${index}`, side, volume: 0.07 as Lots }));
        nextCandle(index * 17);
      }
      for (const { id } of broker.positions()) broker.closePosition(id, ExitReason.Manual);
      nextCandle(-31);
      const told = record.trades.reduce((sum, trade) => sum + trade.split.net, 0);
      expect(record.trades).toHaveLength(3);
      expect(broker.account().balance).toBe(initial + told);
      for (const { split } of record.trades) {
        expect(split.price + split.spread + split.slippage + split.commission + split.swap).toBe(split.net);
      }
      expectSound(broker);
    });
  });
}

function waitingOrders(name: string, start: () => Started): void {
  describe(`${name} keeps orders that wait`, () => {
    test('shows a waiting order, and fills it at its price when that is reached', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      const price = priceAt(-50);
      order('a', { type: OrderType.Limit, price });
      nextCandle(0);
      expect(broker.orders()).toHaveLength(1);
      expect(broker.orders()[0]).toMatchObject({ clientOrderId: 'a', side: Side.Buy, price, volume: 0.1 });
      expect(record.statesOf('a')).toEqual([OrderState.Acknowledged]);
      nextCandle(-100);
      expect(broker.orders()).toHaveLength(0);
      expect(record.fills).toHaveLength(1);
      expect(record.fills[0]).toMatchObject({ clientOrderId: 'a', price, slippage: 0 });
      expectSound(broker);
    });

    test('fills a stop order no better than its price', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      const price = priceAt(50);
      order('a', { type: OrderType.Stop, price });
      nextCandle(0);
      nextCandle(100);
      expect(record.statesOf('a')).toEqual([OrderState.Acknowledged, OrderState.Filled]);
      expect(record.fills[0]!.price).toBeGreaterThanOrEqual(price);
      expectSound(broker);
    });

    test('does not fill what is cancelled', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      order('a', { type: OrderType.Limit, price: priceAt(-50) });
      nextCandle(0);
      broker.cancelOrder('a');
      nextCandle(-100);
      expect(record.statesOf('a')).toEqual([OrderState.Acknowledged, OrderState.Cancelled]);
      expect(record.updates.at(-1)!.reason).not.toBe('');
      expect(record.fills).toHaveLength(0);
    });

    test('waits at a changed price', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      const price = priceAt(-200);
      order('a', { type: OrderType.Limit, price: priceAt(-50) });
      nextCandle(0);
      broker.modifyOrder('a', { price });
      nextCandle(0);
      nextCandle(-100);
      expect(record.fills).toHaveLength(0);
      expect(broker.orders()[0]!.price).toBe(price);
      nextCandle(-200);
      expect(record.fills[0]!.price).toBe(price);
    });

    test('cancels the others of a group when one is filled', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      order('up', { type: OrderType.Stop, price: priceAt(50), ocoGroup: 'g' });
      order('down', { type: OrderType.Stop, side: Side.Sell, price: priceAt(-50), ocoGroup: 'g' });
      nextCandle(0);
      nextCandle(100);
      expect(record.statesOf('up').at(-1)).toBe(OrderState.Filled);
      expect(record.statesOf('down').at(-1)).toBe(OrderState.Cancelled);
      expect(broker.positions()).toHaveLength(1);
    });

    test('says with a code what it does not take', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      order('a', { type: OrderType.Limit, price: priceAt(500) });
      broker.cancelOrder('nobody');
      broker.closePosition('nobody', ExitReason.Manual);
      nextCandle(0);
      expect(record.updates.at(-1)).toMatchObject({ state: OrderState.Rejected, code: ReturnCode.InvalidPrice });
      expect(record.refusals.map(({ request, code }) => [request, code])).toEqual([
        ['cancel-order', ReturnCode.InvalidOrder],
        ['close-position', ReturnCode.PositionClosed],
      ]);
    });
  });
}

function changes(name: string, start: () => Started): void {
  describe(`${name} changes positions`, () => {
    test('closes a part, and then the rest', () => {
      const { broker, nextCandle, order, record } = start();
      order('a', {});
      nextCandle(0);
      const { id } = broker.positions()[0]!;
      broker.closePosition(id, ExitReason.Manual, 0.03 as Lots);
      nextCandle(10);
      expect(broker.positions()[0]).toMatchObject({ id, volume: 0.07 });
      expect(record.trades[0]).toMatchObject({ id, positionId: id, volume: 0.03, remainingVolume: 0.07 });
      broker.closePosition(id, ExitReason.Manual);
      nextCandle(0);
      expect(broker.positions()).toHaveLength(0);
      expect(record.trades[1]).toMatchObject({ id: `${id}/2`, positionId: id, volume: 0.07, remainingVolume: 0 });
      expectSound(broker);
    });

    test('closes at a stop-loss that was set later', () => {
      const { broker, nextCandle, order, priceAt, record } = start();
      order('a', {});
      nextCandle(0);
      const stopLoss = priceAt(-60);
      broker.modifyPosition(broker.positions()[0]!.id, { stopLoss });
      nextCandle(0);
      expect(broker.positions()[0]!.stopLoss).toBe(stopLoss);
      nextCandle(-100);
      expect(broker.positions()).toHaveLength(0);
      expect(record.trades[0]!.exitReason).toBe(ExitReason.StopLoss);
      expect(record.trades[0]!.closePrice).toBeLessThanOrEqual(stopLoss);
    });

    test('closes two opposite positions against each other', () => {
      const { broker, nextCandle, order, record } = start();
      const initial = broker.account().balance;
      order('a', {});
      order('b', { side: Side.Sell, volume: 0.04 as Lots });
      nextCandle(0);
      expect(broker.positions()).toHaveLength(2);
      broker.closeBy('a', 'b');
      nextCandle(0);
      expect(broker.positions()).toHaveLength(1);
      expect(broker.positions()[0]).toMatchObject({ id: 'a', volume: 0.06 });
      expect(record.trades.map(({ exitReason, volume }) => [exitReason, volume])).toEqual([
        [ExitReason.CloseBy, 0.04],
        [ExitReason.CloseBy, 0.04],
      ]);
      const told = record.trades.reduce((sum, trade) => sum + trade.split.net, 0);
      expect(broker.account().balance).toBe(initial + told + broker.positions()[0]!.commission);
      expectSound(broker);
    });
  });
}
