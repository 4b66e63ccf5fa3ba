import {
  AskSource,
  candlesFrom,
  candleAt,
  findInstrument,
  utcMs,
  type Candle,
  type CandleColumns,
  type Instrument,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { CandleValidator, validateCandles } from './validate-candles.ts';
import { TickValidator } from './validate-ticks.ts';

const EURUSD = findInstrument('EURUSD') as Instrument;
const RULES = { instrument: EURUSD, timeframe: 'H1' } as const;
const GOOD = syntheticCandles({ seed: 9, length: 400, timeframe: 'H1' }).candles;

/** The good series with some rows changed. */
function withRows(changes: Readonly<Record<number, Partial<Candle>>>, rows = GOOD): CandleColumns {
  return candlesFrom(Array.from({ length: rows.length }, (_, row) => ({ ...candleAt(rows, row), ...changes[row] })));
}

function acceptedTimes(result: ReturnType<typeof validateCandles>): number[] {
  return result.accepted.flatMap(({ candles }) => [...candles.time]);
}

test('a good series passes unchanged', () => {
  const result = validateCandles(GOOD, RULES);
  expect(result.rejected).toEqual([]);
  expect(result.accepted).toHaveLength(1);
  expect(result.accepted[0]?.candles.close).toEqual(GOOD.close);
  expect(result.counts).toMatchObject({ read: 400, accepted: 400, outliers: 0, finerThanTick: 0, outsideSessions: 0 });
});

describe('a bad row is refused with its line, field and reason', () => {
  const row = candleAt(GOOD, 50);
  test.each([
    [{ close: Number.NaN }, 'close', 'is not a finite number'],
    [{ open: 0 }, 'open', 'is zero'],
    [{ low: -1.1 }, 'low', 'is negative'],
    [{ high: row.low - 0.001 }, 'high', 'is below the low'],
    [{ high: Math.max(row.open, row.close) - 0.00001, low: row.low - 0.001 }, 'high', 'is below the'],
    [{ low: Math.min(row.open, row.close) + 0.00001, high: row.high + 0.001 }, 'low', 'is above the'],
    [{ askHigh: Number.POSITIVE_INFINITY }, 'askHigh', 'is not a finite number'],
    [{ askOpen: row.open - 0.01, askLow: row.low - 0.02 }, 'askOpen', 'is far below the bid'],
    [{ askClose: row.close * 1.2, askHigh: row.high * 1.3 }, 'askClose', 'is an absurd spread'],
    [{ volume: -3 }, 'volume', 'is not a volume'],
    [{ time: row.time + 60_000 }, 'time', 'is no open of a H1 candle'],
  ] as const)('%j', (change, field, reason) => {
    const result = validateCandles(withRows({ 50: change }), RULES);
    expect(result.rejected).toMatchObject([{ line: 51, field }]);
    expect(result.rejected[0]?.reason).toContain(reason);
    expect(acceptedTimes(result)).toHaveLength(399);
    expect(result.counts.refused).toBe(1);
  });

  test('a price that lost a digit', () => {
    const result = validateCandles(withRows({ 50: { low: row.low / 10, askLow: row.askLow } }), RULES);
    expect(result.rejected).toMatchObject([
      { line: 51, field: 'low', reason: 'lies 90 % away from the candles around it' },
    ]);
  });
});

describe('what is not certain is kept and counted', () => {
  test('a spike of half a percent that is gone in the next candle', () => {
    const row = candleAt(GOOD, 50);
    const spiked = withRows({ 50: { high: row.high * 1.03, askHigh: row.askHigh * 1.03 } });
    const result = validateCandles(spiked, RULES);
    expect(result.counts).toMatchObject({ outliers: 1, accepted: 400 });
  });

  test('a move of a third that stays is no spike', () => {
    const changes: Record<number, Partial<Candle>> = {};
    for (let row = 200; row < 400; row++) {
      const candle = candleAt(GOOD, row);
      changes[row] = Object.fromEntries(
        Object.entries(candle).map(([name, value]) => [
          name,
          name === 'time' || name === 'volume' ? value : value * 0.7,
        ]),
      );
    }
    expect(validateCandles(withRows(changes), RULES).counts).toMatchObject({ outliers: 0, accepted: 400 });
  });

  test('prices finer than the tick, wide spreads, and rows in the weekend', () => {
    const fine = candleAt(GOOD, 50);
    const wide = candleAt(GOOD, 60);
    const saturday = { ...candleAt(GOOD, 399), time: utcMs(2020, 1, 11, 12) };
    const rows = withRows({
      50: { high: fine.high + 0.000004, askHigh: fine.askHigh + 0.001 },
      60: { askClose: wide.close + 0.01, askHigh: wide.askHigh + 0.02 },
    });
    const all = candlesFrom([...Array.from({ length: 400 }, (_, row) => candleAt(rows, row)), saturday]);
    const { counts } = validateCandles(all, RULES);
    expect(counts).toMatchObject({ finerThanTick: 1, wideSpreads: 1, outsideSessions: 1, accepted: 401 });
  });
});

describe('order', () => {
  test('rows out of order are sorted in', () => {
    const rows = Array.from({ length: 400 }, (_, row) => candleAt(GOOD, row));
    [rows[10], rows[300]] = [rows[300] as Candle, rows[10] as Candle];
    const result = validateCandles(candlesFrom(rows), RULES);
    expect(acceptedTimes(result)).toEqual([...GOOD.time]);
    expect(result.counts.outOfOrder).toBeGreaterThan(0);
  });

  test('equal duplicates are left out, conflicting ones refused, the first stays', () => {
    const rows = Array.from({ length: 400 }, (_, row) => candleAt(GOOD, row));
    const other = { ...candleAt(GOOD, 20), close: candleAt(GOOD, 20).low };
    rows.splice(21, 0, candleAt(GOOD, 20), other);
    const result = validateCandles(candlesFrom(rows), RULES);
    expect(result.counts).toMatchObject({ duplicates: 1, conflicts: 1, accepted: 400 });
    expect(result.rejected).toMatchObject([
      { line: 23, field: 'time', reason: 'the time was there before, with other prices' },
    ]);
    expect(result.accepted[0]?.candles.close).toEqual(GOOD.close);
  });

  test('a duplicate is seen across blocks', () => {
    const validator = new CandleValidator({ ...RULES, acceptMisaligned: false });
    const block = (row: number) => ({
      kind: 'candles' as const,
      candles: candlesFrom([candleAt(GOOD, row)]),
      line: Float64Array.of(row),
      askSource: AskSource.Quoted,
      rejected: [],
    });
    for (const row of [1, 2, 2, 3]) validator.push(block(row));
    expect(validator.counts).toMatchObject({ duplicates: 1, accepted: 3 });
  });
});

describe('the ask side', () => {
  test('below the bid at the close is replaced by an assumed one, and the candle says so', () => {
    const row = candleAt(GOOD, 50);
    const result = validateCandles(
      withRows({ 50: { askClose: row.close - 0.00002, askLow: row.low - 0.0001 } }),
      RULES,
    );
    const assumed = result.accepted.find(({ askSource }) => askSource === 'assumed');
    expect(result.counts).toMatchObject({ crossed: 1, accepted: 400, refused: 0 });
    expect(assumed?.candles.length).toBe(1);
    expect(assumed?.candles.askClose[0]).toBeCloseTo(row.close + 0.00008, 9);
  });

  test('without a spread is assumed where it comes from a spread column, and only counted where it was quoted', () => {
    const { open: askOpen, high: askHigh, low: askLow, close: askClose } = candleAt(GOOD, 50);
    const rows = withRows({ 50: { askOpen, askHigh, askLow, askClose } });
    const quoted = validateCandles(rows, RULES);
    expect([quoted.accepted.length, quoted.counts.zeroSpreads]).toEqual([1, 1]);
    const spread = validateCandles(rows, { ...RULES, askSource: AskSource.Spread });
    expect(spread.accepted.map((part) => [part.askSource, part.candles.length])).toEqual([
      ['spread', 399],
      ['assumed', 1],
    ]);
  });

  test('with an extreme below the bid is raised to it', () => {
    const row = candleAt(GOOD, 50);
    const top = Math.max(row.askOpen, row.askClose);
    const result = validateCandles(withRows({ 50: { high: top + 0.0005, askHigh: top + 0.0003 } }), RULES);
    expect(result.counts.askRaised).toBe(1);
    expect(result.accepted[0]?.candles.askHigh[50]).toBe(top + 0.0005);
  });
});

test('flat fillings of the weekend are left out, flat quiet hours are kept', () => {
  const row = candleAt(GOOD, 50);
  const flat = {
    open: 1.1,
    high: 1.1,
    low: 1.1,
    close: 1.1,
    askOpen: 1.1001,
    askHigh: 1.1001,
    askLow: 1.1001,
    askClose: 1.1001,
    volume: 0,
  };
  const saturday = { ...row, ...flat, time: utcMs(2015, 1, 10, 12) };
  const tuesday = { ...row, ...flat, time: utcMs(2015, 1, 13, 12) };
  const result = validateCandles(candlesFrom([saturday, tuesday]), RULES);
  expect(acceptedTimes(result)).toEqual([tuesday.time]);
  expect(result.counts.closedMarketFlats).toBe(1);
});

test('ticks: crossed, absurd and spiked ones are refused, late ones sorted in', () => {
  const time = utcMs(2024, 1, 9);
  const quotes: [number, number, number][] = [
    [0, 1.1, 1.1001],
    [1, 1.1, 1.0999],
    [2, 1.1, 1.3],
    [5, 1.1, 1.1001],
    [6, 11, 11.001],
    [7, 1.1, 1.1001],
    [4, 1.1, 1.1002],
    [8, 0, 1.1],
    [9, 1.1, 1.1],
  ];
  const column = (index: 0 | 1 | 2): Float64Array => Float64Array.from(quotes, (quote) => quote[index]);
  const zeros = new Float64Array(quotes.length);
  const validator = new TickValidator(EURUSD);
  const { ticks, rejected } = validator.push({
    kind: 'ticks',
    ticks: {
      length: quotes.length,
      time: column(0).map((ms) => time + ms),
      bid: column(1),
      ask: column(2),
      bidVolume: zeros,
      askVolume: zeros,
    },
    line: Float64Array.from(quotes, (_, index) => index + 1),
    rejected: [],
  });
  expect([...ticks.time].map((at) => at - time)).toEqual([0, 4, 5, 7, 9]);
  expect(rejected.map(({ line, field }) => [line, field])).toEqual([
    [2, 'ask'],
    [3, 'ask'],
    [5, 'bid'],
    [8, 'bid'],
  ]);
  expect(validator.counts).toMatchObject({ read: 9, accepted: 5, refused: 4, outOfOrder: 1 });
});
