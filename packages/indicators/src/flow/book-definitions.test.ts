import { expect, test } from 'vitest';
import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator, createIndicator, type IndicatorId } from '../index.ts';

const LENGTH = 800;
const LEVELS = [1, 2, 3, 4, 5];
const book = randomColumns('book definitions', LENGTH);

interface Quote {
  readonly price: number;
  readonly size: number;
}

function compute(id: IndicatorId, parameters: Readonly<Record<string, number>>, input = book): Float64Array[] {
  return computeIndicator(createIndicator(id, parameters as never) as never, input as never);
}

/** All levels of a side in a row, the missing ones too. */
function levelsOf(side: string, row: number): Quote[] {
  return LEVELS.map((level) => ({
    price: (book[`${side}Price${level}`] as Float64Array)[row] as number,
    size: (book[`${side}Size${level}`] as Float64Array)[row] as number,
  }));
}

function present(side: string, row: number): Quote[] {
  return levelsOf(side, row).filter(({ size }) => size > 0);
}

function middleOf(row: number): number {
  return ((present('bid', row)[0] as Quote).price + (present('ask', row)[0] as Quote).price) / 2;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A book of one row. */
function oneRow(bids: readonly (readonly [number, number])[], asks: readonly (readonly [number, number])[]) {
  const columns = [bids, asks].flatMap((side, index) =>
    LEVELS.flatMap((level) => {
      const name = index === 0 ? 'bid' : 'ask';
      const [price, size] = side[level - 1] ?? [0, 0];
      return [
        [`${name}Price${level}`, Float64Array.of(price)],
        [`${name}Size${level}`, Float64Array.of(size)],
      ] as const;
    }),
  );
  return Object.fromEntries(columns) as NamedColumns;
}

test('the imbalance equals its definition', () => {
  const [top, weighted] = compute('order-book-imbalance', { decay: 0.7 });
  for (let row = 0; row < LENGTH; row++) {
    const [bids, asks] = [levelsOf('bid', row), levelsOf('ask', row)];
    const weigh = (side: readonly Quote[]): number => total(side.map(({ size }, level) => size * 0.7 ** level));
    const [bid, ask] = [(bids[0] as Quote).size, (asks[0] as Quote).size];
    expect(top?.[row]).toBeCloseTo(bid + ask === 0 ? 0 : (bid - ask) / (bid + ask), 12);
    expect(weighted?.[row]).toBeCloseTo((weigh(bids) - weigh(asks)) / (weigh(bids) + weigh(asks)), 12);
  }
});

test('the slope is the regression of the share of depth on the distance', () => {
  const outputs = compute('order-book-slope', {});
  const slopeOf = (side: string, row: number): number => {
    const quotes = present(side, row);
    if (quotes.length < 2) return 0;
    const all = total(quotes.map(({ size }) => size));
    const distances = quotes.map(({ price }) => (10_000 * Math.abs(price - middleOf(row))) / middleOf(row));
    const shares = quotes.map((_, level) => total(quotes.slice(0, level + 1).map(({ size }) => size)) / all);
    const [meanDistance, meanShare] = [total(distances) / quotes.length, total(shares) / quotes.length];
    const products = distances.map((distance, at) => (distance - meanDistance) * ((shares[at] as number) - meanShare));
    return total(products) / total(distances.map((distance) => (distance - meanDistance) ** 2));
  };
  for (let row = 0; row < LENGTH; row++) {
    const [bid, ask] = [slopeOf('bid', row), slopeOf('ask', row)];
    expect(outputs[0]?.[row]).toBeCloseTo(bid, 9);
    expect(outputs[1]?.[row]).toBeCloseTo(ask, 9);
    expect(outputs[2]?.[row]).toBeCloseTo((bid + ask) / 2, 9);
  }
});

test('depth that comes evenly has the slope of its steps', () => {
  const even = [1, 2, 3, 4].map((step) => [100 - step * 0.01, 5] as const);
  const asks = [1, 2, 3, 4].map((step) => [100 + step * 0.02, 5] as const);
  // A quarter of the depth per level, levels 1 (bid) and 2 (ask) basis points apart around 100.005.
  const [bid, ask] = compute('order-book-slope', {}, oneRow(even, asks));
  expect(bid?.[0]).toBeCloseTo(0.25 / (0.01 / 100.005 / 0.0001), 9);
  expect(ask?.[0]).toBeCloseTo(0.25 / (0.02 / 100.005 / 0.0001), 9);
});

test('the micro-price leans to the side that will be eaten first', () => {
  const price = (bid: number, ask: number): number | undefined =>
    compute('micro-price', {}, oneRow([[1.1, bid]], [[1.2, ask]]))[0]?.[0];
  expect(price(1, 1)).toBeCloseTo(1.15, 14);
  expect(price(9, 1)).toBeCloseTo(1.19, 14);
  expect(price(1, 9)).toBeCloseTo(1.11, 14);
  expect(price(0, 9)).toBe(1.2);
  expect(price(4, 0)).toBe(1.1);
});

test('the micro-price lies between the best prices that are there', () => {
  const [microPrice] = compute('micro-price', {});
  for (let row = 0; row < LENGTH; row++) {
    const [bid, ask] = [present('bid', row)[0] as Quote, present('ask', row)[0] as Quote];
    const expected = (bid.price * ask.size + ask.price * bid.size) / (bid.size + ask.size);
    expect(microPrice?.[row]).toBeCloseTo(expected, 12);
  }
});

test('book pressure weighs sizes by inverse distance', () => {
  const [pressure] = compute('book-pressure', {});
  for (let row = 0; row < LENGTH; row++) {
    const weigh = (side: string): number =>
      total(present(side, row).map(({ price, size }) => size / Math.abs(price - middleOf(row))));
    const [bids, asks] = [weigh('bid'), weigh('ask')];
    expect(pressure?.[row]).toBeCloseTo((bids - asks) / (bids + asks), 9);
  }
});

test('a book that is empty on both sides says nothing', () => {
  const empty = oneRow([], []);
  for (const id of ['order-book-imbalance', 'order-book-slope', 'book-pressure', 'micro-price'] as const) {
    for (const column of compute(id, {}, empty)) expect(column[0]).toBe(0);
  }
});

test('order flow counts what comes to the bid and leaves the ask', () => {
  const input = {
    // Bid grows by 2; bid rises to a new price; ask shrinks by 1; ask is lifted; bid falls; ask goes away.
    bidPrice1: Float64Array.of(1, 1, 2, 2, 2, 1, 1),
    bidSize1: Float64Array.of(5, 7, 4, 4, 4, 3, 3),
    askPrice1: Float64Array.of(9, 9, 9, 9, 10, 10, 0),
    askSize1: Float64Array.of(6, 6, 6, 5, 8, 8, 0),
  };
  const [flow] = compute('order-flow-imbalance', { period: 1 }, input);
  expect(Array.from(flow as Float64Array)).toEqual([Number.NaN, 2, 4, 1, 5, -4, 8]);
  const [sum, share] = compute('order-flow-imbalance', { period: 6 }, input);
  expect([sum?.[6], share?.[6]]).toEqual([16, 16 / 24]);
});
