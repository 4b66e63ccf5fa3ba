import { createRandom } from '@pipwright/kernel';
import {
  candleOpenTime,
  findInstrument,
  sliceCandles,
  type CandleSeries,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { readLeanHourCandles, sharedData, syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { closeTimes, computeFeatures, streamFeatures } from '../compute-features.ts';
import { computeLabels } from '../labels/compute-labels.ts';
import { checkLookAhead, type CheckedTable } from './check-look-ahead.ts';
import type { FeatureContext } from '../sources/feature-context.ts';
import { madeFacts } from '../sources/facts.fixture.ts';
import { labelsAsTable } from './labels-as-table.ts';

const instrument = findInstrument('EURUSD') as Instrument;
const features = (series: CandleSeries) => computeFeatures({ instrument, series });
const stream = (series: CandleSeries) => streamFeatures({ instrument, series });
const labels = (series: CandleSeries) => labelsAsTable(computeLabels({ series }));

describe('no feature looks ahead', () => {
  test.each(['M15', 'M30', 'H1', 'H4', 'D1'] as const)('on a synthetic %s walk', (timeframe) => {
    const series = syntheticCandles({ seed: `walk ${timeframe}`, length: 4000, timeframe });
    const random = createRandom(`cuts ${timeframe}`);
    const report = checkLookAhead({ compute: features, stream, series, random, cuts: 8 });
    expect(report.leaks).toEqual([]);
    expect(report.cuts.length).toBe(8);
    expect(report.compared).toBeGreaterThan(100 * 4000);
  });

  test.each(['M5', 'H1', 'D1'] as const)('on a synthetic %s walk with facts and other markets', (timeframe) => {
    const series = syntheticCandles({ seed: `facts ${timeframe}`, length: 2500, timeframe });
    const report = checkLookAhead({
      compute: (part, context) => computeFeatures({ instrument, series: part, context }),
      stream: (part, context) => streamFeatures({ instrument, series: part, context }),
      series,
      context: madeFacts(series),
      random: createRandom(`fact cuts ${timeframe}`),
      cuts: 6,
    });
    expect(report.leaks).toEqual([]);
  });

  const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
  if (file === undefined) console.log('no ../shared/data/lean: the look-ahead check on real hours is skipped');
  test.skipIf(file === undefined)('on twelve years of real EURUSD hours', () => {
    const series = readLeanHourCandles(file as string);
    const random = createRandom('real cuts');
    const report = checkLookAhead({ compute: features, stream, series, random, cuts: 3 });
    expect(report.leaks).toEqual([]);
    const early = { ...series, candles: sliceCandles(series.candles, 0, 6000) };
    expect(checkLookAhead({ compute: features, series: early, random, cuts: 20 }).leaks).toEqual([]);
    expect(checkLookAhead({ compute: labels, series: early, random, cuts: 20 }).leaks).toEqual([]);
  });
});

const gold = sharedData('lean', 'cfd', 'oanda', 'hour', 'xauusd.zip');
const euro = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
const bothThere = gold !== undefined && euro !== undefined;
if (!bothThere) console.log('no ../shared/data/lean: gold beside the euro is not checked on real hours');
test.skipIf(!bothThere)('no feature of real euro hours looks ahead at gold, nor one of gold at itself', () => {
  const metal = findInstrument('XAUUSD') as Instrument;
  const series = (file: string, of: Instrument): CandleSeries => {
    const whole = readLeanHourCandles(file, of);
    return { ...whole, candles: sliceCandles(whole.candles, 10_000, 14_000) };
  };
  const ofGold = series(gold as string, metal);
  const context = { markets: new Map([['XAUUSD', ofGold]]) };
  const ofEuro = { series: series(euro as string, instrument), context };
  const random = createRandom('gold cuts');
  const compute = (part: CandleSeries, facts: FeatureContext) =>
    computeFeatures({ instrument, series: part, context: facts });
  expect(checkLookAhead({ compute, ...ofEuro, random, cuts: 3 }).leaks).toEqual([]);
  const own = (part: CandleSeries) => computeFeatures({ instrument: metal, series: part });
  const streamed = (part: CandleSeries) => streamFeatures({ instrument: metal, series: part });
  expect(checkLookAhead({ compute: own, stream: streamed, series: ofGold, random, cuts: 3 }).leaks).toEqual([]);
});

test('labels are known no earlier than they say', () => {
  const series = syntheticCandles({ seed: 'labels', length: 3000 });
  const report = checkLookAhead({ compute: labels, series, random: createRandom('label cuts'), cuts: 20 });
  expect(report.leaks).toEqual([]);
});

/** A table of one column that is said to be known at the close of each candle. */
function planted(name: string, column: (series: CandleSeries) => Float64Array): (series: CandleSeries) => CheckedTable {
  return (series) => ({
    names: [name],
    columns: [column(series)],
    availableAt: closeTimes(series.candles, series.timeframe),
  });
}

function centredAverage({ candles: { close } }: CandleSeries): Float64Array {
  return close.map((value, row) => ((close[row - 1] ?? value) + value + (close[row + 1] ?? value)) / 3);
}

/** The high of the day that is still forming, as it will be when the day is over. */
function formingDayHigh({ candles: { time, high } }: CandleSeries): Float64Array {
  const byDay = new Map<number, number>();
  const days = Array.from(time, (value) => candleOpenTime(value as EpochMs, 'D1') as number);
  days.forEach((day, row) => byDay.set(day, Math.max(byDay.get(day) ?? 0, high[row] as number)));
  return Float64Array.from(days, (day) => byDay.get(day) as number);
}

function normalisedByWholeSeries({ candles: { close } }: CandleSeries): Float64Array {
  const mean = close.reduce((sum, value) => sum + value, 0) / close.length;
  return close.map((value) => value / mean);
}

/** The label of the candle before: one candle shifted, three hours too early. */
function shiftedLabel(series: CandleSeries): Float64Array {
  const label = computeLabels({ series }).labels.find(({ name }) => name === 'return_4h')?.values as Float64Array;
  return label.map((_, row) => label[row - 1] ?? Number.NaN);
}

describe('planted leaks are found', () => {
  const series = syntheticCandles({ seed: 'planted', length: 1500 });
  test.each([
    ['a centred average', planted('centred', centredAverage)],
    ['the forming candle of a higher timeframe', planted('forming', formingDayHigh)],
    ['a mean of the whole series', planted('normalised', normalisedByWholeSeries)],
    ['a shifted label', planted('shifted', shiftedLabel)],
  ])('%s', (_, compute) => {
    const report = checkLookAhead({ compute, series, random: createRandom('planted cuts'), cuts: 5 });
    expect(report.leaks.length).toBeGreaterThan(0);
    for (const { kind, row, cut, rows, whole, changed } of report.leaks) {
      expect(kind).not.toBe('streamed');
      expect(rows).toBeGreaterThan(0);
      expect(row).toBeLessThan(cut);
      expect(Object.is(whole, changed)).toBe(false);
    }
  });

  test.each([
    ['a figure used at its release, before it was published', 'calendar', 'actual'],
    ['a report used from the day that it is of', 'positioning', 'nonCommercialLong'],
    ['a rate used from the begin of its period', 'rates', 'ratePercent'],
  ] as const)('%s', (_, table, column) => {
    // The newest row by the time that it is of, instead of by its publication.
    const compute = (part: CandleSeries, context: FeatureContext): CheckedTable => {
      const facts = context[table] as unknown as Record<'time' | typeof column, Float64Array>;
      const latest = (now: number): number => {
        let [time, value] = [Number.NEGATIVE_INFINITY, Number.NaN];
        facts.time.forEach((of, row) => {
          if (of <= now && of >= time && !Number.isNaN(facts[column][row]))
            [time, value] = [of, facts[column][row] as number];
        });
        return value;
      };
      return planted('newest', ({ candles, timeframe }) => closeTimes(candles, timeframe).map(latest))(part);
    };
    const context = madeFacts(series);
    const report = checkLookAhead({ compute, series, context, random: createRandom('fact leak'), cuts: 12 });
    expect(report.leaks.length).toBeGreaterThan(0);
  });

  test('a candle of another market before it closes', () => {
    const compute = (part: CandleSeries, { markets }: FeatureContext): CheckedTable =>
      planted('gold now', ({ candles }) => {
        const other = markets?.get('XAUUSD')?.candles;
        return candles.time.map((time) => other?.close[(other.time.indexOf(time) + 1) % other.length] ?? Number.NaN);
      })(part);
    const context = madeFacts(series);
    const report = checkLookAhead({ compute, series, context, random: createRandom('gold leak'), cuts: 5 });
    expect(report.leaks.length).toBeGreaterThan(0);
  });

  test('a stream that differs from the batch', () => {
    const compute = planted('close', ({ candles }) => candles.close);
    const other = planted('close', ({ candles }) =>
      candles.close.map((value, row) => (row === 700 ? value + 1e-16 * 4 : value)),
    );
    const report = checkLookAhead({ compute, stream: other, series, random: createRandom(1), cuts: 1 });
    expect(report.leaks).toMatchObject([{ kind: 'streamed', row: 700, rows: 1, cut: 1500 }]);
  });

  test('a label said to be known an hour too early', () => {
    const early = (input: CandleSeries): CheckedTable => {
      const table = labels(input);
      const availableAt = (table.availableAt as Float64Array[]).map((times) => times.map((time) => time - 3_600_000));
      return { ...table, availableAt };
    };
    const report = checkLookAhead({ compute: early, series, random: createRandom('early'), cuts: 5 });
    expect(new Set(report.leaks.map(({ feature }) => feature))).toContain('return_4h');
  });
});

test('a table with a wrong number of rows is refused', () => {
  const series = syntheticCandles({ seed: 1, length: 50 });
  const compute = planted('short', ({ candles }) => candles.close.subarray(1));
  expect(() => checkLookAhead({ compute, series, random: createRandom(1), cuts: 1 })).toThrow(/has 49 rows in short/);
});
