import { computeFeatures, featureSet, findRedundant } from '@pipwright/features';
import { findInstrument, type CandleColumns, type Instrument } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { CandleTraits } from './explained-columns.ts';

const instrument = findInstrument('EURUSD') as Instrument;

/** The columns of a series that never change: those that the candles explain, and the others. */
function constantsOf(change: (candles: CandleColumns) => void) {
  const series = syntheticCandles({ seed: 'traits', length: 600 });
  change(series.candles);
  const { constant } = findRedundant(computeFeatures({ instrument, series }));
  const traits = new CandleTraits();
  traits.take(series.candles);
  const explained = traits.explain(constant, featureSet('H1'));
  const known = new Set(explained.map(({ feature }) => feature));
  return { explained, rest: constant.filter((name) => !known.has(name)) };
}

test('candles without volume, gaps or spreads of their own explain the columns that are made of these', () => {
  const volume = constantsOf((candles) => candles.volume.fill(0));
  expect(volume.explained).toContainEqual({ feature: 'mfi_14', reason: 'the candles have no volume' });
  expect(volume.rest).toEqual([]);
  const spread = constantsOf((candles) =>
    candles.close.forEach((close, row) => (candles.askClose[row] = close + 8e-5)),
  );
  expect(spread.explained.map(({ feature }) => feature)).toContain('spread_pips');
  const gaps = constantsOf(({ open, close, high, low }) => {
    for (let row = 1; row < close.length; row++) {
      open[row] = close[row - 1] as number;
      high[row] = Math.max(open[row] as number, high[row] as number);
      low[row] = Math.min(open[row] as number, low[row] as number);
    }
  });
  expect(gaps.explained.map(({ feature }) => feature)).toContain('opening_gap');
});

test('a constant column that moving candles do not explain is left as it is', () => {
  const { candles } = syntheticCandles({ seed: 'traits', length: 600 });
  const traits = new CandleTraits();
  traits.take(candles);
  expect(traits.explain(['mfi_14', 'spread_pips', 'rsi_14'], featureSet('H1'))).toEqual([]);
  const [holiday] = traits.explain(['calendar_holiday'], featureSet('H1'));
  expect(holiday?.reason).toBe('the calendar that is loaded has nothing else to tell');
});
