import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, outputsOf } from './structure.fixture.ts';

const none = Number.NaN;

test('by hand: turns at 10 % are known when the price has moved away, and what still moves is apart', () => {
  const closes = [100, 98, 104, 109, 120, 115, 107, 104, 110, 116, 115];
  const zigzag = outputsOf(
    'zigzag',
    { percent: 10, closes: 1 },
    barsOf(closes.map((close) => [close, close, close, close])),
  );
  // 98 is a low once 107.8 is passed, 120 a high once 108 is, 104 a low once 114.4 is.
  expect([...(zigzag['turn'] ?? [])]).toEqual([none, none, none, 98, 98, 98, 120, 120, 120, 104, 104]);
  expect([...(zigzag['type'] ?? [])]).toEqual([none, none, none, -1, -1, -1, 1, 1, 1, -1, -1]);
  expect([...(zigzag['turnBars'] ?? [])].slice(3)).toEqual([2, 3, 4, 2, 3, 4, 2, 3]);
  expect([...(zigzag['previous'] ?? [])].slice(3)).toEqual([none, none, none, 98, 98, 98, 120, 120]);
  expect([...(zigzag['extreme'] ?? [])].slice(3)).toEqual([109, 120, 120, 107, 104, 104, 116, 116]);
  expect([...(zigzag['extremeBars'] ?? [])].slice(3)).toEqual([0, 0, 1, 0, 0, 1, 0, 1]);
});

test('on random bars turns alternate, each leg is big enough, and each turn is the extreme between its neighbours', () => {
  const columns = randomColumns('zigzag', 20_000);
  const [high, low] = [column(columns, 'high'), column(columns, 'low')];
  const percent = 0.3;
  const ours = outputsOf('zigzag', { percent }, columns);
  const turns: { bar: number; price: number; type: number; known: number }[] = [];
  ours['turn']?.forEach((price, row) => {
    if (Number.isNaN(price)) return;
    const bar = row - (ours['turnBars']?.[row] as number);
    if (turns.at(-1)?.bar !== bar) turns.push({ bar, price, type: ours['type']?.[row] as number, known: row });
  });
  expect(turns.length).toBeGreaterThan(100);
  turns.forEach((turn, index) => {
    expect(turn.price).toBe(turn.type === 1 ? high[turn.bar] : low[turn.bar]);
    const before = turns[index - 1];
    const next = turns[index + 1];
    if (before === undefined || next === undefined) return;
    expect(turn.type).toBe(-before.type);
    expect((turn.type * (turn.price - before.price)) / before.price).toBeGreaterThanOrEqual(percent / 100 - 1e-12);
    const between = (turn.type === 1 ? high : low).subarray(before.known, next.known);
    expect(turn.price).toBe(turn.type === 1 ? Math.max(...between) : Math.min(...between));
  });
});
