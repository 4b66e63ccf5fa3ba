import { sliceCandles } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { madeSeries } from '../testing/test-home.ts';
import { decodeReturns, encodeReturns } from './returns-blob.ts';
import { dataDigest, plainJson, searchIdentity, variantDigest } from './search-identity.ts';
import { madeSetup } from './search-setup.fixture.ts';
import { shareColumns } from './share-columns.ts';
import { TimeLeft } from './time-left.ts';

const series = madeSeries(300);
const setup = madeSetup({}, series);
const [market] = setup.markets;

describe('the digest of the data', () => {
  test('is that of the candles, wherever they lie in memory', () => {
    expect(dataDigest(shareColumns(setup))).toBe(dataDigest(setup));
    const copy = { ...series, candles: sliceCandles(madeSeries(300).candles, 0, 300) };
    expect(dataDigest(madeSetup({}, copy))).toBe(dataDigest(setup));
  });

  test('changes with any of them', () => {
    const changed = madeSeries(300);
    changed.candles.askLow[299]! += 1e-9;
    const reference = [madeSeries(10)];
    const time = series.candles.time;
    const predictions = { modelId: 'm', horizonMs: 1, time, probabilityUp: time, averageTrueRange: time };
    const rates = {
      account: setup.account.currency,
      routes: [{ from: setup.account.currency, legs: [{ columns: { time, bid: time, ask: time }, inverse: false }] }],
    };
    const all = [
      setup,
      madeSetup({}, changed),
      madeSetup({}, { ...series, candles: sliceCandles(series.candles, 0, 299) }),
      madeSetup({}, { ...series, askSource: 'assumed' }),
      madeSetup({ markets: [{ ...market!, smaller: madeSeries(10) }] }),
      madeSetup({ markets: [{ ...market!, reference }] }),
      madeSetup({ markets: [{ ...market!, predictions }] }),
      madeSetup({ rates }),
    ];
    expect(new Set(all.map(dataDigest)).size).toBe(all.length);
  });
});

describe('the name of a variant', () => {
  test('follows from code, parameters and terms, and not from the range or the candles', () => {
    const digest = variantDigest('code', setup, { fast: 5, slow: 9 });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(variantDigest('code', setup, { slow: 9, fast: 5 })).toBe(digest);
    expect(variantDigest('code', madeSetup({ engine: 'event' }, madeSeries(20)), { fast: 5, slow: 9 })).toBe(digest);
    const others = [
      variantDigest('other', setup, { fast: 5, slow: 9 }),
      variantDigest('code', setup, { fast: 5, slow: 10 }),
      variantDigest('code', madeSetup({ seed: 2 }, series), { fast: 5, slow: 9 }),
      variantDigest('code', madeSetup({ sizing: { kind: 'fixed', volume: 1 } }, series), { fast: 5, slow: 9 }),
      variantDigest('code', madeSetup({ pathRule: 'adaptive' }, series), { fast: 5, slow: 9 }),
    ];
    expect(new Set([digest, ...others]).size).toBe(6);
  });
});

test('the name of a search follows from everything that its trials follow from', () => {
  const options = { setup, strategyDigest: 'code', data: 'data', task: { method: 'grid' }, version: '1' };
  const id = searchIdentity(options);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(searchIdentity({ ...options })).toBe(id);
  const others = [
    { data: 'other' },
    { strategyDigest: 'other' },
    { task: { method: 'tpe' } },
    { version: '2' },
    { setup: madeSetup({ engine: 'event' }, series) },
    { setup: madeSetup({ limits: {} }, series) },
  ].map((change) => searchIdentity({ ...options, ...change }));
  expect(new Set([id, ...others]).size).toBe(7);
});

test('plain JSON keeps infinities as text and leaves out what is not there', () => {
  expect(plainJson({ a: [Infinity, -Infinity, Number.NaN, 1], b: undefined, c: { d: null, e: 'x' } })).toEqual({
    a: ['Infinity', '-Infinity', 'NaN', 1],
    c: { d: null, e: 'x' },
  });
});

test('daily returns come back from their blob, row by row', () => {
  const rows = [Float64Array.of(1, -2, Number.MIN_VALUE), Float64Array.of(0.1, 0.2, -0)];
  const bytes = encodeReturns(rows);
  // As a store gives them: at any place of its memory.
  const moved = new Uint8Array(bytes.length + 3).subarray(3);
  moved.set(bytes);
  expect([0, 1].map((row) => decodeReturns(moved, row, 3))).toEqual(rows);
  expect(() => encodeReturns([...rows, new Float64Array(2)])).toThrow('a trial of 2 days among trials of 3');
});

test('the time left goes by the pace of now, not by what was done before', () => {
  let now = 1000;
  const left = new TimeLeft({ now: () => now as never }, 40);
  expect(left.estimate(40, 100)).toBeNull();
  now = 3000;
  expect(left.estimate(50, 100)).toBe(10_000);
  expect(left.estimate(100, 100)).toBe(0);
  expect(new TimeLeft({ now: () => now as never }, 100).estimate(100, 100)).toBe(0);
});
