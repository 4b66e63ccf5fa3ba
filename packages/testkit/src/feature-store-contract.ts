// Long because the rules of one port stand together and share their fixtures.
import { epochMs, utcMs, type SymbolName } from '@pipwright/model';
import type { FeatureBlock, FeatureKey, FeatureRows, FeatureStore } from '@pipwright/storage/ports';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A place where one test keeps its data. `open` may be called again after the store was closed. */
export interface FeatureStorePlace {
  open(): Promise<FeatureStore>;
  remove(): Promise<void>;
}

const MINUTE_MS = 60_000;
const START = utcMs(2024, 1, 8);
const NAMES = ['rsi_14', 'spread_pips'];
const KEY: FeatureKey = { tenant: 'local', symbol: 'EURUSD' as SymbolName, timeframe: 'M1', version: '0a1b' };

const at = (minute: number): number => START + minute * MINUTE_MS;

/** Rows `from` (inclusive) to `to` (exclusive): each value tells its column and its row. */
function block(from: number, to: number, fields: Partial<FeatureBlock> = {}): FeatureBlock {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return {
    key: KEY,
    names: NAMES,
    time: Float64Array.from(rows, at),
    columns: NAMES.map((_, column) => Float32Array.from(rows, (row) => row + column / 4)),
    digest: `to ${to}`,
    follows: from === 0 ? null : `to ${from}`,
    joins: false,
    state: Float64Array.of(to, Math.PI),
    ...fields,
  };
}

function bits(values: Float32Array): number[] {
  const copy = Float32Array.from(values);
  return [...new Uint32Array(copy.buffer)];
}

/** Row numbers from the first column, after a check that every column tells the same. */
function rowsIn({ length, time, columns }: FeatureRows): number[] {
  const rows = Array.from(time, (value) => (value - START) / MINUTE_MS);
  expect(rows).toHaveLength(length);
  expect(columns.map((column) => [...column])).toEqual(columns.map((_, column) => rows.map((row) => row + column / 4)));
  return rows;
}

const sequence = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

type OpenStore = { readonly store: FeatureStore; reopen(): Promise<FeatureStore> };

/** What every feature store does, whatever its engine. Call it inside a test file of the engine. */
export function describeFeatureStore(name: string, makePlace: () => Promise<FeatureStorePlace>): void {
  describe(`${name} as feature store`, () => {
    let place: FeatureStorePlace;
    const current = {} as { store: FeatureStore };
    const open: OpenStore = {
      get store() {
        return current.store;
      },
      reopen: async () => {
        await current.store.close();
        current.store = await place.open();
        return current.store;
      },
    };
    beforeEach(async () => {
      place = await makePlace();
      current.store = await place.open();
    });
    afterEach(async () => {
      await current.store.close();
      await place.remove();
    });
    describeRows(open);
    describeChain(open);
    describeKeys(open);
    describeRefusals(open);
  });
}

function describeRows(open: OpenStore): void {
  test('gives back what was written after it was opened again', async () => {
    expect(await open.store.writeBlock(block(0, 5))).toEqual({ inserted: 5, removed: 0 });
    expect(await open.store.writeBlock(block(5, 8))).toEqual({ inserted: 3, removed: 0 });
    const rows = await (await open.reopen()).readRows(KEY);
    expect(rows.names).toEqual(NAMES);
    expect(rowsIn(rows)).toEqual(sequence(0, 8));
  });

  test('keeps every float32 to the last bit, with one NaN as good as another', async () => {
    const column = fc.uint8Array({ minLength: 4 * 40, maxLength: 4 * 40 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(column, async (bytes) => {
        const values = new Float32Array(Uint8Array.from(bytes).buffer);
        values.set([-0, 0, Number.NaN, Infinity, -Infinity, 1e-45, 3.4e38, 0.1]);
        const expected = bits(values.map((value) => (Number.isNaN(value) ? Number.NaN : value)));
        const key = { ...KEY, tenant: `tenant ${run++}` };
        const time = Float64Array.from(values, (_, row) => at(row));
        const columns = [values, Float32Array.from(values)];
        await open.store.writeBlock({ ...block(0, 1), key, time, columns });
        const rows = await open.store.readRows(key);
        for (const read of rows.columns)
          expect(bits(read.map((value) => (Number.isNaN(value) ? Number.NaN : value)))).toEqual(expected);
      }),
      { seed: 20_261_120, numRuns: 12 },
    );
  });

  test('reads some columns in the order asked for, and a half-open range', async () => {
    await open.store.writeBlock(block(0, 20));
    const range = { from: epochMs(at(5)), to: epochMs(at(15)) };
    const { names, time, columns } = await open.store.readRows(KEY, { names: ['spread_pips', 'rsi_14'], range });
    expect(names).toEqual(['spread_pips', 'rsi_14']);
    expect([...time]).toEqual(sequence(5, 15).map(at));
    expect(columns.map((column) => [...column])).toEqual([sequence(5, 15).map((row) => row + 0.25), sequence(5, 15)]);
    expect((await open.store.readRows(KEY, { names: [] })).length).toBe(20);
    expect((await open.store.readRows(KEY, { range: { from: epochMs(0), to: epochMs(START) } })).length).toBe(0);
  });

  test('has no rows of a key that it does not hold', async () => {
    await open.store.writeBlock(block(0, 2));
    const other = { ...KEY, timeframe: 'H1' } as const;
    expect(await open.store.readRows(other)).toEqual({ length: 0, time: new Float64Array(0), names: [], columns: [] });
    const { columns } = await open.store.readRows(other, { names: ['rsi_14'] });
    expect(columns).toEqual([new Float32Array(0)]);
    expect(await open.store.readSpans(other)).toEqual([]);
    expect(await open.store.readState(other, 'to 2')).toBeNull();
  });

  test('takes the memory of a block over', async () => {
    const given = block(0, 3);
    await open.store.writeBlock(given);
    expect([given.time, ...given.columns, given.state].map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  });

  test('reads nothing that was written in pieces otherwise than what was written at once', async () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(cuts, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), async (places, joins) => {
        const key = { ...KEY, tenant: `tenant ${run++}` };
        const ends = [...places.toSorted((a, b) => a - b), 60];
        let from = 0;
        for (const [index, to] of ends.entries()) {
          await open.store.writeBlock(block(from, to, { key, joins: from > 0 && (joins[index] as boolean) }));
          from = to;
        }
        expect(rowsIn(await open.store.readRows(key))).toEqual(sequence(0, 60));
        const spans = await open.store.readSpans(key);
        expect(spans.reduce((sum, { rows }) => sum + rows, 0)).toBe(60);
        for (const [index, { firstTime }] of spans.entries())
          expect(firstTime).toBe(index === 0 ? at(0) : (spans[index - 1]?.lastTime ?? 0) + MINUTE_MS);
      }),
      { seed: 20_261_121, numRuns: 15 },
    );
  });
}

function describeChain(open: OpenStore): void {
  const span = (from: number, to: number) => ({
    firstTime: at(from),
    lastTime: at(to - 1),
    rows: to - from,
    digest: `to ${to}`,
  });

  test('remembers spans and the state at the end of each', async () => {
    await open.store.writeBlock(block(0, 4));
    await open.store.writeBlock(block(4, 9));
    const store = await open.reopen();
    expect(await store.readSpans(KEY)).toEqual([span(0, 4), span(4, 9)]);
    expect(await store.readState(KEY, 'to 4')).toEqual(Float64Array.of(4, Math.PI));
    expect(await store.readState(KEY, 'to 9')).toEqual(Float64Array.of(9, Math.PI));
    expect(await store.readState(KEY, 'to 5')).toBeNull();
  });

  test('a block that joins lengthens the span that it follows', async () => {
    await open.store.writeBlock(block(0, 4));
    await open.store.writeBlock(block(4, 5, { joins: true }));
    await open.store.writeBlock(block(5, 6, { joins: true }));
    expect(await open.store.readSpans(KEY)).toEqual([span(0, 6)]);
    expect(await open.store.readState(KEY, 'to 5')).toBeNull();
    expect(await open.store.readState(KEY, 'to 6')).toEqual(Float64Array.of(6, Math.PI));
    expect(rowsIn(await open.store.readRows(KEY))).toEqual(sequence(0, 6));
  });

  test('writing a block again changes nothing, whatever has come after it', async () => {
    for (const [from, to] of [
      [0, 4],
      [4, 9],
    ] as const)
      await open.store.writeBlock(block(from, to));
    expect(await open.store.writeBlock(block(4, 9))).toEqual({ inserted: 0, removed: 0 });
    expect(await open.store.writeBlock(block(0, 4))).toEqual({ inserted: 0, removed: 0 });
    expect(await open.store.readSpans(KEY)).toEqual([span(0, 4), span(4, 9)]);
    expect(rowsIn(await open.store.readRows(KEY))).toEqual(sequence(0, 9));
  });

  test('what rested on data that has changed gives way, and nothing before it', async () => {
    for (const [from, to] of [
      [0, 4],
      [4, 9],
      [9, 12],
    ] as const)
      await open.store.writeBlock(block(from, to));
    const changed = block(4, 7, { digest: 'changed' });
    expect(await open.store.writeBlock(changed)).toEqual({ inserted: 3, removed: 8 });
    expect(await open.store.readSpans(KEY)).toEqual([span(0, 4), { ...span(4, 7), digest: 'changed' }]);
    expect(rowsIn(await open.store.readRows(KEY))).toEqual(sequence(0, 7));
    expect(await open.store.writeBlock(block(0, 2))).toEqual({ inserted: 2, removed: 7 });
    expect(rowsIn(await (await open.reopen()).readRows(KEY))).toEqual(sequence(0, 2));
  });

  test('a block that follows nothing that is stored is refused', async () => {
    await open.store.writeBlock(block(0, 4));
    await expect(open.store.writeBlock(block(5, 9))).rejects.toMatchObject({ category: 'SYSTEM' });
    await expect(open.store.writeBlock(block(3, 9, { follows: 'to 4' }))).rejects.toMatchObject({ category: 'SYSTEM' });
    expect(await open.store.readSpans(KEY)).toEqual([span(0, 4)]);
    expect(rowsIn(await open.store.readRows(KEY))).toEqual(sequence(0, 4));
  });

  test('removes what is behind a span, or all of a key', async () => {
    for (const [from, to] of [
      [0, 4],
      [4, 9],
      [9, 12],
    ] as const)
      await open.store.writeBlock(block(from, to));
    expect(await open.store.removeAfter(KEY, 'to 4')).toBe(8);
    expect(await open.store.readSpans(KEY)).toEqual([span(0, 4)]);
    await expect(open.store.removeAfter(KEY, 'to 9')).rejects.toMatchObject({ category: 'SYSTEM' });
    expect(await open.store.removeAfter(KEY, null)).toBe(4);
    expect(await open.store.removeAfter(KEY, null)).toBe(0);
    expect(await open.store.listFeatures()).toEqual([]);
    const other = { ...block(0, 3), names: ['another', 'column'] };
    expect(await open.store.writeBlock(other)).toEqual({ inserted: 3, removed: 0 });
    expect((await (await open.reopen()).readRows(KEY)).names).toEqual(['another', 'column']);
  });
}

function describeKeys(open: OpenStore): void {
  test('keeps tenants, symbols, timeframes and versions apart', async () => {
    const keys: readonly FeatureKey[] = [
      { ...KEY, tenant: 'another' },
      KEY,
      { ...KEY, version: '0a1c' },
      { ...KEY, symbol: 'USDJPY' as SymbolName },
    ];
    for (const [index, key] of keys.entries()) await open.store.writeBlock(block(0, index + 1, { key }));
    const hourly = { ...KEY, timeframe: 'H1', version: 'of hours' } as const;
    await open.store.writeBlock(block(0, 9, { key: hourly, names: ['one', 'other'] }));
    for (const [index, key] of keys.entries()) expect((await open.store.readRows(key)).length).toBe(index + 1);
    expect(await open.store.removeAfter(KEY, null)).toBe(2);
    const store = await open.reopen();
    for (const [index, key] of keys.entries())
      expect((await store.readRows(key)).length).toBe(key === KEY ? 0 : index + 1);
    expect((await store.readRows(hourly)).names).toEqual(['one', 'other']);
  });

  test('lists what it holds', async () => {
    const usdjpy = { ...KEY, symbol: 'USDJPY' as SymbolName };
    await open.store.writeBlock(block(0, 4, { key: usdjpy }));
    await open.store.writeBlock(block(0, 4));
    await open.store.writeBlock(block(4, 6));
    const about = { columns: 2, firstTime: at(0) };
    expect(await (await open.reopen()).listFeatures()).toEqual([
      { ...KEY, ...about, rows: 6, spans: 2, lastTime: at(5), bytes: 6 * (8 + 2 * 4) },
      { ...usdjpy, ...about, rows: 4, spans: 1, lastTime: at(3), bytes: 4 * (8 + 2 * 4) },
    ]);
  });

  test('any name may stand for a column', async () => {
    const names = ['drop table', `"quoted"; '--`];
    await open.store.writeBlock(block(0, 3, { names }));
    const { columns } = await open.store.readRows(KEY, { names: [names[1] as string] });
    expect(columns).toEqual([Float32Array.of(0.25, 1.25, 2.25)]);
  });
}

function describeRefusals(open: OpenStore): void {
  const column = (length: number): Float32Array<ArrayBuffer> => new Float32Array(length);
  const wrong: readonly (readonly [string, Partial<FeatureBlock>])[] = [
    ['times that do not ascend', { time: Float64Array.of(at(0), at(0)), columns: [column(2), column(2)] }],
    ['a time that is no number', { time: Float64Array.of(at(0), Number.NaN), columns: [column(2), column(2)] }],
    ['no rows', { time: new Float64Array(0), columns: [column(0), column(0)] }],
    ['columns of other lengths', { columns: [column(3), column(2)] }],
    ['more columns than names', { columns: [column(3), column(3), column(3)] }],
    ['names that differ by case only', { names: ['rsi', 'RSI'] }],
    ['a block that joins nothing', { joins: true }],
  ];
  for (const [what, fields] of wrong) {
    test(`refuses ${what}, and stores nothing of it`, async () => {
      await expect(open.store.writeBlock(block(0, 3, fields))).rejects.toMatchObject({ category: 'SYSTEM' });
      expect(await open.store.listFeatures()).toEqual([]);
      expect(await open.store.writeBlock(block(0, 3))).toEqual({ inserted: 3, removed: 0 });
    });
  }

  test('refuses other columns under the name of a version', async () => {
    await open.store.writeBlock(block(0, 3));
    const other = block(3, 4, { names: [...NAMES].reverse() });
    await expect(open.store.writeBlock(other)).rejects.toMatchObject({ category: 'SYSTEM', retryable: false });
    const more = { ...block(3, 4), names: [...NAMES, 'third'], columns: [column(1), column(1), column(1)] };
    await expect(open.store.writeBlock(more)).rejects.toMatchObject({ category: 'SYSTEM', retryable: false });
    await expect(open.store.readRows(KEY, { names: ['third'] })).rejects.toMatchObject({ retryable: false });
    expect(rowsIn(await open.store.readRows(KEY))).toEqual([0, 1, 2]);
  });
}
