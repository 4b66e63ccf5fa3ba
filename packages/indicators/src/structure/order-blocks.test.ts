import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, directAtr, firstWrong, outputsOf } from './structure.fixture.ts';

test('by hand: the last falling candle before a break of structure, touched, then broken', () => {
  const blocks = outputsOf(
    'order-blocks',
    { left: 1, right: 1, displacement: 1, atrPeriod: 2 },
    barsOf([
      [10, 11, 9, 10],
      [10, 13, 10, 12], // swing high 13
      [12, 12, 10, 11],
      [11, 12, 8, 9], // the last falling candle: 8 to 12
      [9, 11, 9, 11],
      [11, 17, 11, 16], // closes above 13: 7 above the candle's close
      [16, 18, 15, 17],
      [17, 17, 12, 13], // back to 12: touched
      [13, 14, 7, 9], // through the block, but it closes inside
      [9, 9, 6, 7], // closes below it
    ]),
  );
  const none = Number.NaN;
  expect([...(blocks['made'] ?? [])]).toEqual([none, none, 0, 0, 0, 1, 0, 0, 0, -1]);
  expect([...(blocks['bullTop'] ?? [])].slice(4)).toEqual([none, 12, 12, 12, 12, none]);
  expect([...(blocks['bullBottom'] ?? [])].slice(5, 9)).toEqual([8, 8, 8, 8]);
  expect([...(blocks['bullAge'] ?? [])].slice(5, 9)).toEqual([2, 3, 4, 5]);
  expect([...(blocks['bullTouched'] ?? [])].slice(5, 9)).toEqual([0, 0, 1, 1]);
  // The way down breaks the swing low at 8; the last rising candle before it is the one from 16 to 17.
  expect([...(blocks['bearTop'] ?? [])].at(-1)).toBe(18);
  expect([...(blocks['bearBottom'] ?? [])].at(-1)).toBe(15);
});

test('blocks equal a list of all of them, looked through in every row', () => {
  const columns = randomColumns('blocks', 5000);
  const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => column(columns, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const spans = { left: 2, right: 2 };
  const structure = outputsOf('structure-breaks', spans, columns);
  const atr = directAtr(columns, 14);
  interface Block {
    readonly bull: boolean;
    readonly candle: number;
    touched: boolean;
  }
  let blocks: Block[] = [];
  const top = ({ candle }: Block): number => high[candle] as number;
  const bottom = ({ candle }: Block): number => low[candle] as number;
  let made = 0;
  const rows = Array.from(close, (price, row) => {
    blocks = blocks.filter((block) => (block.bull ? price >= bottom(block) : price <= top(block)));
    for (const block of blocks) {
      if (block.bull ? (low[row] as number) <= top(block) : (high[row] as number) >= bottom(block))
        block.touched = true;
    }
    const event = (structure['breakOfStructure']?.[row] ?? 0) + (structure['changeOfCharacter']?.[row] ?? 0);
    if (Math.abs(event) === 1) {
      const isOpposite = (candle: number): boolean =>
        event * ((close[candle] as number) - (open[candle] as number)) < 0;
      let candle = row - 1;
      while (candle >= 0 && !isOpposite(candle)) candle--;
      const isFar = candle >= 0 && event * (price - (close[candle] as number)) >= (atr[row] ?? Infinity);
      if (isFar) made++;
      const bull = event === 1;
      if (isFar && !blocks.some((block) => block.bull === bull && block.candle === candle)) {
        blocks.push({ bull, candle, touched: false });
      }
    }
    const bulls = blocks.filter(({ bull }) => bull).toSorted((x, y) => bottom(y) - bottom(x) || y.candle - x.candle);
    const bears = blocks.filter(({ bull }) => !bull).toSorted((x, y) => top(x) - top(y) || y.candle - x.candle);
    blocks = [...bulls.slice(0, 8), ...bears.slice(0, 8)];
    return [bulls[0], bears[0]].flatMap((block) =>
      block === undefined
        ? [null, null, null, null]
        : [top(block), bottom(block), row - block.candle, block.touched ? 1 : 0],
    );
  });
  const ours = outputsOf('order-blocks', { ...spans, displacement: 1, atrPeriod: 14 }, columns);
  const sides = ['bullTop', 'bullBottom', 'bullAge', 'bullTouched', 'bearTop', 'bearBottom', 'bearAge', 'bearTouched'];
  sides.forEach((name, index) => {
    const expected = rows.map((row) => row[index] as number | null);
    expect({ name, ...firstWrong(ours[name], expected) }).toEqual({ name, row: -1 });
  });
  expect(ours['made']?.filter((event) => Math.abs(event) === 1).length).toBe(made);
  expect(made).toBeGreaterThan(50);
});
