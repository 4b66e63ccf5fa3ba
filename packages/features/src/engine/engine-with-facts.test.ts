import { createRandom } from '@pipwright/kernel';
import { findInstrument, type Instrument, type RatesTable } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeFeatures, streamFeatures } from '../compute-features.ts';
import { madeFacts } from '../sources/facts.fixture.ts';
import type { FeatureContext } from '../sources/feature-context.ts';
import { createFeatureEngine } from './feature-engine.ts';

const instrument = findInstrument('EURUSD') as Instrument;

describe('with facts and other markets', () => {
  const series = syntheticCandles({ seed: 'engine with facts', length: 3000 });
  const context = madeFacts(series);
  const batch = computeFeatures({ instrument, series, context });

  test('every feature has numbers, and none is missing', () => {
    expect(batch.missing).toEqual([]);
    const silent = batch.names.filter((_, index) => batch.columns[index]?.every((value) => Number.isNaN(value)));
    expect(silent).toEqual([]);
    const infinite = batch.names.filter((_, index) => batch.columns[index]?.some((value) => Math.abs(value) > 1e7));
    expect(infinite).toEqual([]);
  });

  test('features of the candles are the same without them, and the others say what they need', () => {
    const alone = computeFeatures({ instrument, series });
    expect([...alone.missing].toSorted()).toEqual(
      ['calendar', 'markets', 'positioning', 'rates', 'sentiment', 'slippage'].toSorted(),
    );
    alone.entries.forEach(({ needs }, index) => {
      if (needs === 'candles') expect(alone.columns[index]).toEqual(batch.columns[index]);
      else expect(alone.columns[index]?.every((value) => Number.isNaN(value))).toBe(true);
    });
  });

  test('streaming, and blocks with the state saved and restored between them, give the same bits', () => {
    expect(streamFeatures({ instrument, series, context })).toEqual(batch);
    const random = createRandom('fact blocks');
    const columns = batch.names.map(() => new Float64Array(batch.length));
    let engine = createFeatureEngine({ instrument, timeframe: 'H1', context });
    for (let from = 0; from < batch.length;) {
      const to = Math.min(batch.length, from + 1 + random.integer(90));
      engine.process(series.candles, from, to, columns, from);
      const state = structuredClone(engine.save());
      engine = createFeatureEngine({ instrument, timeframe: 'H1', context });
      engine.restore(state);
      from = to;
    }
    expect(columns).toEqual(batch.columns);
  });

  test('a table may grow while it is read', () => {
    const { rates } = context;
    const growing = { ...rates, length: 0 } as { -readonly [Name in keyof RatesTable]: RatesTable[Name] };
    const engine = createFeatureEngine({
      instrument,
      timeframe: 'H1',
      names: ['rate_difference'],
      context: { rates: growing },
    });
    const whole = batch.columns[batch.names.indexOf('rate_difference')] as Float64Array;
    for (let row = 0; row < 3000; row++) {
      const now = batch.availableAt[row] as number;
      while (growing.length < (rates?.length ?? 0) && (rates?.availableAt[growing.length] as number) <= now)
        growing.length++;
      engine.update(series.candles, row);
      expect(engine.row[0]).toEqual(whole[row]);
    }
  });

  test('refuses a state with other facts', () => {
    const engine = createFeatureEngine({ instrument, timeframe: 'H1', context });
    for (let row = 0; row < 100; row++) engine.update(series.candles, row);
    const state = engine.save();
    expect(() => createFeatureEngine({ instrument, timeframe: 'H1' }).restore(state)).toThrow(/cannot be restored/);
    const shifted = {
      ...context,
      rates: { ...context.rates, availableAt: context.rates?.availableAt.map((at) => at + 1) },
    };
    const other = createFeatureEngine({ instrument, timeframe: 'H1', context: shifted as FeatureContext });
    expect(() => other.restore(state)).toThrow(/The rates table had row/);
  });

  test('refuses other markets in another timeframe', () => {
    const markets = new Map([['XAUUSD', syntheticCandles({ seed: 1, length: 10, timeframe: 'D1' })]]);
    expect(() => createFeatureEngine({ instrument, timeframe: 'H1', context: { markets } })).toThrow(/are D1/);
  });
});
