import {
  DealEntry,
  ExitReason,
  OrderState,
  Side,
  type Fill,
  type Instrument,
  type Lots,
  type Trade,
} from '@pipwright/model';
import { canFollow, type ApprovedOrder, type Broker, type OrderUpdate } from '@pipwright/trading';
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

  constructor(broker: Broker) {
    broker.subscribe({
      onOrderUpdate: (update) => this.updates.push(update),
      onFill: (fill) => this.fills.push(fill),
      onTrade: (trade) => this.trades.push(trade),
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

/** What every broker does, whatever stands behind it. `open` gives a fresh one, with a quote. */
export function brokerContract(name: string, open: () => BrokerHarness): void {
  const start = (): BrokerHarness & { record: Record } => {
    const harness = open();
    return { ...harness, record: new Record(harness.broker) };
  };

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
