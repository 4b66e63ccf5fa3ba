import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readLeanHourCandles, sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import type { Bars } from '../contract/indicator.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import { CANDLE_PATTERN_IDS, candlePatternOf } from './candle-pattern-definitions.ts';
import { CandlePatternScore } from './candle-pattern-score.ts';
import { CandlePattern } from './candle-pattern.ts';
import { CandlePatterns } from './candle-patterns.ts';
import { gappyCandles } from './gappy-candles.fixture.ts';
import { TA_LIB_EURUSD_HOURS, TA_LIB_MADE, TA_LIB_XAUUSD_HOURS } from './ta-lib-hits.fixture.ts';

/** Hits and digest of a column, as the fixture states them for TA-Lib. */
function hitsOf(column: Float64Array): readonly [number, string] {
  const hits = Array.from(column, (value, row) => (value === 0 || Number.isNaN(value) ? '' : `${row}:${value}`));
  const found = hits.filter((hit) => hit !== '');
  return [found.length, createHash('sha256').update(found.join(',')).digest('hex').slice(0, 12)];
}

function allHits(bars: Bars): Readonly<Record<string, readonly [number, string]>> {
  const columns = computeIndicator(new CandlePatterns(), bars);
  return Object.fromEntries(CANDLE_PATTERN_IDS.map((id, index) => [id, hitsOf(columns[index] as Float64Array)]));
}

const made = gappyCandles('candle patterns', 200_000);

test('every pattern comes up in made candles, in the rows and with the values of TA-Lib', () => {
  expect(allHits(made)).toEqual(TA_LIB_MADE);
  for (const [hits] of Object.values(TA_LIB_MADE)) expect(hits).toBeGreaterThan(0);
});

const eurusd = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
const xauusd = sharedData('lean', 'cfd', 'oanda', 'hour', 'xauusd.zip');
if (eurusd === undefined || xauusd === undefined)
  console.log('no ../shared/data/lean: patterns of real hours not compared');

test.skipIf(eurusd === undefined)(
  'twelve years of EURUSD hours (../shared/data/lean) have the patterns of TA-Lib',
  () => {
    expect(allHits(readLeanHourCandles(eurusd as string).candles)).toEqual(TA_LIB_EURUSD_HOURS);
  },
);

test.skipIf(xauusd === undefined)(
  'thirteen years of XAUUSD hours (../shared/data/lean) have the patterns of TA-Lib',
  () => {
    expect(allHits(readLeanHourCandles(xauusd as string).candles)).toEqual(TA_LIB_XAUUSD_HOURS);
  },
);

const spy = sharedData('lean', 'indicator-references', 'spy_candle_patterns.txt');

describe.skipIf(spy === undefined)('500 days of SPY (../shared/data/lean) as QuantConnect has them from TA-Lib', () => {
  test('every pattern on every day, warm-up included', () => {
    const [header, ...lines] = readFileSync(spy as string, 'utf8')
      .trim()
      .split(/\r?\n/);
    const names = (header as string).split(',');
    const rows = lines.map((line) => line.split(','));
    const column = (name: string): Float64Array =>
      Float64Array.from(rows, (row) => {
        const text = row[names.indexOf(name)];
        return text === '' || text === undefined ? Number.NaN : Number(text);
      });
    const [open, high, low, close] = [column('Open'), column('High'), column('Low'), column('Close')];
    const columns = computeIndicator(new CandlePatterns(), { open, high, low, close, volume: column('Volume') });
    const differing = CANDLE_PATTERN_IDS.flatMap((id, index) => {
      const theirs = column(candlePatternOf(id).taLib);
      const ours = columns[index] as Float64Array;
      return Array.from(theirs, (value, row) => ({ id, row, theirs: value, ours: ours[row] })).filter(
        (one) => !Object.is(one.ours, one.theirs),
      );
    });
    expect(rows.length).toBe(500);
    // The file is of TA-Lib 0.4, which saw no harami where two bodies share an end; from 0.6 on that is worth 80.
    expect(differing).toEqual([{ id: 'cdl-harami', row: 346, theirs: 0, ours: 80 }]);
  });
});

describe('the three ways in', () => {
  const length = 3000;
  const bars = {
    open: made.open.subarray(0, length),
    high: made.high.subarray(0, length),
    low: made.low.subarray(0, length),
    close: made.close.subarray(0, length),
    volume: made.volume.subarray(0, length),
  };
  const columns = computeIndicator(new CandlePatterns(), bars);

  test('a pattern alone is the same as among all', () => {
    for (const [index, id] of CANDLE_PATTERN_IDS.entries()) {
      expect(computeIndicator(new CandlePattern(id), bars)[0]).toEqual(columns[index]);
    }
  });

  test('the score adds up what the patterns say', () => {
    const [bullish, bearish, net, indecision] = computeIndicator(new CandlePatternScore(), bars) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let row = 14; row < length; row++) {
      const said = CANDLE_PATTERN_IDS.map((id, index) => ({
        isDirected: candlePatternOf(id).isDirected,
        value: (columns[index] as Float64Array)[row] as number,
      }));
      const directed = said.filter(({ isDirected }) => isDirected).map(({ value }) => value);
      const up = directed.reduce((sum, value) => sum + Math.max(0, value), 0) / 100;
      const down = directed.reduce((sum, value) => sum - Math.min(0, value), 0) / 100;
      const undecided = said.filter(({ isDirected, value }) => !isDirected && value !== 0).length;
      expect([bullish[row], bearish[row], net[row], indecision[row]]).toEqual([up, down, up - down, undecided]);
    }
    expect(Math.max(...bullish.subarray(14))).toBeGreaterThan(2);
  });

  test('a value depends on the candles just before alone, not on where the series begins', () => {
    const start = 1234;
    const late = computeIndicator(new CandlePatterns(), {
      open: bars.open.subarray(start),
      high: bars.high.subarray(start),
      low: bars.low.subarray(start),
      close: bars.close.subarray(start),
      volume: bars.volume.subarray(start),
    });
    for (const [index, column] of late.entries()) {
      expect(column.subarray(14)).toEqual((columns[index] as Float64Array).subarray(start + 14));
    }
  });

  test('a deeper penetration asks for more', () => {
    const hits = (penetration: number): number =>
      hitsOf(computeIndicator(new CandlePattern('cdl-evening-star', { penetration }), bars)[0] as Float64Array)[0];
    expect(hits(0)).toBeGreaterThan(hits(0.3));
    expect(hits(0.3)).toBeGreaterThan(hits(1));
    expect(() => new CandlePattern('cdl-evening-star', { penetration: -1 })).toThrow(/penetration/);
  });
});
