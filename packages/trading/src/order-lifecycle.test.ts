import { findInstrument, OrderState, type EpochMs } from '@pipwright/model';
import { approvedOrder } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { canFollow, isFinal, OrderTracker } from './order-lifecycle.ts';

const NOW = 0 as EpochMs;
const STATES = Object.values(OrderState);
const { request } = approvedOrder(findInstrument('EURUSD')!, { clientOrderId: 'a' });

test('nothing leaves a final state, and everything else reaches one', () => {
  const finals = STATES.filter(isFinal);
  expect(finals).toEqual(['filled', 'cancelled', 'rejected', 'expired']);
  for (const from of STATES.filter((state) => !isFinal(state))) {
    const reached = new Set<OrderState>([from]);
    for (const state of reached) for (const next of STATES) if (canFollow(state, next)) reached.add(next);
    expect([...reached].some(isFinal)).toBe(true);
  }
});

test('an order that was sent is never approved or sent again', () => {
  for (const from of STATES) expect(canFollow(from, OrderState.Approved)).toBe(false);
  expect(STATES.filter((from) => canFollow(from, OrderState.Sending))).toEqual(['approved']);
});

test('the tracker follows an order and forgets it when it is final', () => {
  const tracker = new OrderTracker();
  tracker.begin(request);
  expect(tracker.advance('a', OrderState.Sending, NOW).state).toBe('sending');
  tracker.advance('a', OrderState.Unknown, NOW);
  expect(tracker.open.get('a')!.state).toBe('unknown');
  tracker.advance('a', OrderState.Filled, NOW);
  expect(tracker.open.size).toBe(0);
});

test('steps that the diagram lacks break an invariant', () => {
  const tracker = new OrderTracker();
  tracker.begin(request);
  expect(() => tracker.begin(request)).toThrow('order id a is used once');
  expect(() => tracker.advance('a', OrderState.Filled, NOW)).toThrow('from approved to filled');
  expect(() => tracker.advance('b', OrderState.Filled, NOW)).toThrow('order b is open');
});
