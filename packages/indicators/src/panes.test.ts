import { expect, test } from 'vitest';
import { realColumns } from './contract/columns.fixture.ts';
import { computeIndicator, INDICATORS, paneOf, type IndicatorEntry } from './index.ts';

const real = realColumns();
if (real === undefined)
  console.log('no ../shared/data/indicators: the panes of charts are not held against real prices');

const BAR_COLUMNS = ['open', 'high', 'low', 'close', 'volume', 'session'];
const OVER_CANDLES = INDICATORS.filter((entry) => entry.create().reads.every((name) => BAR_COLUMNS.includes(name)));

test.each(INDICATORS)('the outputs that $id draws elsewhere are its outputs', (entry) => {
  const { outputs } = entry.create();
  for (const output of entry.otherPane ?? []) expect(outputs).toContain(output);
});

/** Whether nearly all values lie between half and twice the price. */
function arePrices(values: Float64Array, close: Float64Array): boolean {
  const shares = values
    .map((value, row) => value / (close[row] as number))
    .filter(Number.isFinite)
    .sort();
  const at = (fraction: number): number => shares[Math.floor(shares.length * fraction)] ?? Number.NaN;
  return at(0.02) > 0.5 && at(0.98) < 2;
}

test.skipIf(real === undefined).each(OVER_CANDLES)(
  '$id draws prices over the candles and nothing else',
  (entry: IndicatorEntry) => {
    const columns = real as NonNullable<typeof real>;
    const indicator = entry.create();
    const outputs = computeIndicator(indicator, columns);
    indicator.outputs.forEach((name, index) => {
      const values = outputs[index] as Float64Array;
      // What never happens in two years of days cannot be judged by them.
      if (!values.some((value) => Number.isFinite(value) && value !== 0)) return;
      const expected = arePrices(values, columns['close'] as Float64Array) ? 'price' : 'own';
      expect({ output: name, pane: paneOf(entry, name) }).toEqual({ output: name, pane: expected });
    });
  },
);
