import {
  AskSource,
  findInstrument,
  lowerBound,
  sliceCandles,
  utcMs,
  type CandleColumns,
  type CandleSeries,
} from '@pipwright/model';
import { readLeanHourCandles, readLeanMinutes, readLeanTicks, sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { MinuteSpreads } from './minute-spreads.ts';
import { applySpreadModel } from './spread-columns.ts';
import { SpreadFitter } from './spread-fitter.ts';
import type { SpreadModel } from './spread-model.ts';

/** Spreads of OANDA in May 2014: Thursday, the Friday of the US labour report, and a Sunday evening. */
const DAYS = ['20140501', '20140502', '20140504'];

const EURUSD = findInstrument('EURUSD')!;
const oanda = (...path: string[]): string => sharedData('lean', 'forex', 'oanda', ...path) ?? '';
const ticksOf = (day: string) => readLeanTicks(oanda('tick', 'eurusd', `${day}_quote.zip`));
const minutesOf = (day: string) => readLeanMinutes(oanda('minute', 'eurusd', `${day}_quote.zip`));
const isThere = sharedData('lean', 'forex', 'oanda') !== undefined;
if (!isThere) console.warn('skipped: no quotes of LEAN at ../shared/data');

function fitTo(days: readonly string[]): SpreadModel {
  const fitter = new SpreadFitter(EURUSD);
  for (const day of days) fitter.addTicks(ticksOf(day));
  return fitter.fit();
}

interface Errors {
  /** Mean of model less real, and of its size, in points. */
  readonly bias: number;
  readonly absolute: number;
}

function errorsOf(pairs: readonly (readonly [model: number, real: number])[]): Errors {
  const sum = (of: (error: number) => number): number =>
    pairs.reduce((total, [model, real]) => total + of(model - real), 0) / pairs.length;
  return { bias: sum((error) => error), absolute: sum(Math.abs) };
}

/** The mean of the hours, as somebody would take it who asks for one number. */
const constantOf = ({ classes }: SpreadModel): number =>
  classes.slice(0, 24).reduce((sum, { spread }) => sum + spread, 0) / 24;

/** Spreads at the opens of candles whose ask side is taken away and put back by the model. */
function onCandles(model: SpreadModel, candles: CandleColumns, timeframe: CandleSeries['timeframe']) {
  const add = (column: Float64Array): Float64Array =>
    column.map((price) => price + EURUSD.typicalSpread * EURUSD.pipSize);
  const bare: CandleColumns = {
    ...candles,
    askOpen: add(candles.open),
    askHigh: add(candles.high),
    askLow: add(candles.low),
    askClose: add(candles.close),
  };
  const series = { symbol: EURUSD.symbol, timeframe, askSource: AskSource.Assumed, candles: bare };
  const filled = applySpreadModel(series, model, EURUSD).series.candles;
  const at = (one: CandleColumns, index: number): number => (one.askOpen[index]! - one.open[index]!) / EURUSD.tickSize;
  const pairs = (of: (index: number) => number) =>
    errorsOf(Array.from({ length: candles.length }, (_, index) => [of(index), at(candles, index)] as const));
  return {
    model: pairs((index) => at(filled, index)),
    constant: pairs(() => constantOf(model)),
    assumed: pairs((index) => at(bare, index)),
  };
}

describe.skipIf(!isThere)('beside ticks that it was not fitted to', () => {
  // Measured: bias -1.0 and 0.9 points of 12; a constant is 0.1 worse in size.
  test.each(['20140501', '20140502'])('minutes of %s are met within a point or two', (held) => {
    const model = fitTo(DAYS.filter((day) => day !== held));
    const minutes = new MinuteSpreads(EURUSD.tickSize);
    minutes.addTicks(ticksOf(held));
    const { length, part, spread } = minutes.finish();
    const errors = errorsOf(
      Array.from({ length }, (_, index) => [model.classes[part[index]!]!.spread, spread[index]!] as const),
    );
    const constant = errorsOf(Array.from({ length }, (_, index) => [constantOf(model), spread[index]!] as const));
    expect(Math.abs(errors.bias)).toBeLessThan(1.2);
    expect(errors.absolute).toBeLessThan(1.8);
    expect(errors.absolute).toBeLessThan(constant.absolute);
  });

  test('a Sunday evening that no tick was of is wider than a constant says', () => {
    const model = fitTo(['20140501', '20140502']);
    const minutes = new MinuteSpreads(EURUSD.tickSize);
    minutes.addTicks(ticksOf('20140504'));
    const { length, part, spread } = minutes.finish();
    const errors = errorsOf(
      Array.from({ length }, (_, index) => [model.classes[part[index]!]!.spread, spread[index]!] as const),
    );
    // Half of what a constant of the week misses; what the first hour costs is not known without a Sunday.
    expect(errors.bias).toBeGreaterThan(-6);
    expect(errors.bias).toBeLessThan(0);
  });
});

describe.skipIf(!isThere)('beside quoted candles of the days that followed', () => {
  const model = isThere ? fitTo(DAYS) : null;

  test.each(['20140505', '20140506', '20140507', '20140508', '20140509', '20140511', '20140512', '20140513'])(
    'minutes of %s',
    (day) => {
      const { model: own, constant, assumed } = onCandles(model!, minutesOf(day), 'M1');
      // Measured: 1.2 to 2.7 points, against 1.7 to 6.0 of a constant and 2.8 to 10.2 of the catalogue's typical spread.
      expect(own.absolute).toBeLessThan(constant.absolute);
      expect(own.absolute).toBeLessThan(assumed.absolute * 0.75);
      expect(Math.abs(own.bias)).toBeLessThan(1.8);
    },
  );

  test('hours of the four months that followed', () => {
    const { candles } = readLeanHourCandles(oanda('hour', 'eurusd.zip'));
    const from = lowerBound(candles.time, utcMs(2014, 5, 5));
    const to = lowerBound(candles.time, utcMs(2014, 9, 1));
    const { model: own, constant, assumed } = onCandles(model!, sliceCandles(candles, from, to), 'H1');
    // Measured: 2.9 points, 3.5 of a constant, 5.3 of the catalogue; the mean of 13.3 is missed by 0.6.
    expect(own.absolute).toBeLessThan(3.2);
    expect(own.absolute).toBeLessThan(constant.absolute * 0.9);
    expect(own.absolute).toBeLessThan(assumed.absolute * 0.6);
    expect(Math.abs(own.bias)).toBeLessThan(1);
  });

  test('a model of quoted minutes says the same as one of ticks', () => {
    const fitter = new SpreadFitter(EURUSD);
    for (const day of ['20140505', '20140506', '20140507', '20140508', '20140509', '20140511', '20140512']) {
      fitter.addMinuteCandles(minutesOf(day));
    }
    const fromCandles = fitter.fit();
    expect(fromCandles).toMatchObject({ source: 'candles', minutes: 8387 });
    const apart = fromCandles.classes.map(({ spread }, index) => Math.abs(spread - model!.classes[index]!.spread));
    expect(apart.reduce((sum, one) => sum + one, 0) / apart.length).toBeLessThan(1.5);
  });
});
