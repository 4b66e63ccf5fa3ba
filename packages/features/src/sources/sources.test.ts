import {
  candleCloseTime,
  findInstrument,
  type EpochMs,
  type Instrument,
  type RatesTable,
  type SentimentTable,
  type SlippageTable,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { computeFeatures } from '../compute-features.ts';
import { positioningOf } from './facts.fixture.ts';
import type { FeatureContext } from './feature-context.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const eurusd = findInstrument('EURUSD') as Instrument;
const usdjpy = findInstrument('USDJPY') as Instrument;
const series = syntheticCandles({ seed: 'sources', length: 3000 });
const { candles } = series;
const decidedAt = (row: number): number => candleCloseTime(candles.time[row] as EpochMs, 'H1');

function feature(name: string, context: FeatureContext, instrument: Instrument = eurusd): Float64Array {
  return computeFeatures({ instrument, series, context, names: [name] }).columns[0] as Float64Array;
}

/** Weekly reports of one currency with open interest 100, net positions as given, the last one published with row 2000. */
function reports(currency: string, nets: readonly number[]) {
  return positioningOf(
    nets.map((net, index) => {
      const publishedAt = decidedAt(2000) - (nets.length - 1 - index) * 7 * DAY_MS;
      const longs = { nonCommercialLong: net, commercialLong: 1 };
      const rest = { openInterest: 100, nonCommercialShort: 0, commercialShort: 4 };
      return { availableAt: publishedAt, time: publishedAt - 3 * DAY_MS, currency, ...longs, ...rest };
    }),
  );
}

test('positions are those of the base less those of the quote; the dollar has none', () => {
  const nets = Array.from({ length: 60 }, (_, week) => week);
  const positioning = reports('EUR', nets);
  expect(feature('positioning_net', { positioning })[1999]).toBe(0.58);
  expect(feature('positioning_net', { positioning })[2000]).toBe(0.59);
  expect(feature('positioning_change_1', { positioning })[2000]).toBeCloseTo(0.01, 12);
  expect(feature('positioning_change_4', { positioning })[2000]).toBeCloseTo(0.04, 12);
  expect(feature('positioning_percentile', { positioning })[2000]).toBeCloseTo(59.5 / 60 - 0.5, 12);
  expect(feature('positioning_commercial_net', { positioning })[2000]).toBeCloseTo(-0.03, 12);
  const yen = reports('JPY', nets);
  expect(feature('positioning_net', { positioning: yen }, usdjpy)[2000]).toBe(-0.59);
  expect(feature('positioning_percentile', { positioning: yen }, usdjpy)[2000]).toBeCloseTo(0.5 - 59.5 / 60, 12);
  expect(feature('positioning_net', { positioning: yen })[2000]).toBeNaN();
});

test('positions grow too old', () => {
  const net = feature('positioning_net', { positioning: reports('EUR', [1, 2]) });
  const silent = net.findIndex((value, row) => row > 2000 && Number.isNaN(value));
  expect(decidedAt(silent) - decidedAt(2000)).toBeGreaterThan(35 * DAY_MS);
});

test('rates are those known at the time, and their change that of three months', () => {
  const rows = [
    { currency: 'EUR', of: -200, known: -100, percent: 1 },
    { currency: 'USD', of: -200, known: -100, percent: 3 },
    { currency: 'EUR', of: -30, known: -10, percent: 2 },
    { currency: 'EUR', of: -60, known: -5, percent: 9 },
  ];
  const rates: RatesTable = {
    length: rows.length,
    availableAt: Float64Array.from(rows, ({ known }) => decidedAt(2000) + known * DAY_MS),
    time: Float64Array.from(rows, ({ of }) => decidedAt(2000) + of * DAY_MS),
    currency: rows.map(({ currency }) => currency as RatesTable['currency'][number]),
    ratePercent: Float64Array.from(rows, ({ percent }) => percent),
  };
  const difference = feature('rate_difference', { rates });
  expect(difference[2000]).toBe(-1);
  expect(difference[candles.time.findIndex((_, row) => decidedAt(row) > decidedAt(2000) - 11 * DAY_MS)]).toBe(-2);
  // Three months before, the difference was -2.
  expect(feature('rate_change_91', { rates })[2000]).toBe(1);
  const carry = feature('carry_atr', { rates })[2000] as number;
  expect(carry).toBeLessThan(0);
  expect(Math.abs(carry)).toBeLessThan(0.05);
});

test('sentiment is weighed by relevance, fades, and is that of the base less that of the quote', () => {
  const at = decidedAt(2000);
  const sentiment: SentimentTable = {
    length: 3,
    availableAt: Float64Array.of(at - 24 * HOUR_MS, at, at),
    currency: ['EUR', 'EUR', 'USD'] as unknown as SentimentTable['currency'],
    score: Float64Array.of(-1, 1, 0.5),
    relevance: Float64Array.of(1, 0.5, 1),
  };
  const euro = (0.5 * -1 + 0.5 * 1) / (0.5 + 0.5 + 1);
  expect(feature('sentiment_slow', { sentiment })[2000]).toBeCloseTo(euro - 0.5 / 2, 12);
  expect(feature('sentiment_intensity', { sentiment })[2000]).toBeCloseTo(Math.log(1 + 0.5 + 0.5 + 1), 12);
  const quick = feature('sentiment_quick', { sentiment });
  expect(Math.abs(quick[2040] as number)).toBeLessThan(Math.abs(quick[2000] as number) / 10);
});

test('slippage is that of the instrument, in typical spreads', () => {
  const slippage: SlippageTable = {
    length: 4,
    availableAt: Float64Array.of(0, 1, 2, 3),
    symbol: ['EURUSD', 'USDJPY', 'EURUSD', 'EURUSD'] as unknown as SlippageTable['symbol'],
    slippagePips: Float64Array.of(0.2, 50, 0.6, -0.2),
  };
  const recent = { ...slippage, availableAt: slippage.availableAt.map((at) => at + decidedAt(1000)) };
  expect(feature('slippage_mean_20', { slippage: recent })[1001]).toBeCloseTo(0.2 / eurusd.typicalSpread, 12);
  expect(feature('slippage_worst_20', { slippage: recent })[1001]).toBeCloseTo(0.6 / eurusd.typicalSpread, 12);
  expect(feature('slippage_mean_20', { slippage })[1001]).toBeNaN();
});

test('the first share index and the first government bond that are loaded are compared with', () => {
  const made = (seed: string): ReturnType<typeof syntheticCandles> => syntheticCandles({ seed, length: 2500 });
  for (const [role, symbols] of [
    ['index', ['US500', 'GER40']],
    ['bond', ['USTBOND', 'BUND']],
  ] as const) {
    const [first, second] = symbols.map((symbol) => [symbol, made(symbol)] as const);
    if (first === undefined || second === undefined) throw new Error('two markets');
    for (const name of [`${role}_correlation_120`, `${role}_beta_120`, `${role}_change_24`]) {
      const both = feature(name, { markets: new Map([second, first]) });
      expect(both[500], name).not.toBeNaN();
      expect(both).toEqual(feature(name, { markets: new Map([first]) }));
      expect(both[500]).not.toBe(feature(name, { markets: new Map([second]) })[500]);
      expect(feature(name, { markets: new Map([['XAUUSD', made('gold')]]) })[500]).toBeNaN();
    }
  }
});

test('other markets are seen at their last close, and not for longer than five days', () => {
  const gold = syntheticCandles({ seed: 'gold', length: 2500, startPrice: 1300 });
  const markets = new Map([['XAUUSD', gold]]);
  const correlation = feature('gold_correlation_120', { markets });
  expect(correlation.findIndex((value) => !Number.isNaN(value))).toBe(120);
  const last = correlation.findLastIndex((value) => !Number.isNaN(value));
  expect(decidedAt(last) - decidedAt(2499)).toBeLessThanOrEqual(5 * DAY_MS);
  expect(decidedAt(last + 1) - decidedAt(2499)).toBeGreaterThan(5 * DAY_MS);
  const xauusd = findInstrument('XAUUSD') as Instrument;
  expect(feature('gold_correlation_120', { markets }, xauusd)[500]).toBeNaN();
});
