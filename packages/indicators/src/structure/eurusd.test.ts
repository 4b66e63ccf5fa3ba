import { readLeanHourCandles, sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import type { NamedColumns } from '../contract/columns.fixture.ts';
import { outputsOf } from './structure.fixture.ts';

const file = sharedData('lean', 'forex', 'oanda', 'hour', 'eurusd.zip');
if (file === undefined) console.log('no ../shared/data/lean: structure is not counted on EURUSD');

function expectWithin(value: number, from: number, to: number): void {
  expect(value).toBeGreaterThan(from);
  expect(value).toBeLessThanOrEqual(to);
}

/** How often things happen on real hours: rates far from these would mean that a definition is not what it says. */
describe.skipIf(file === undefined)('structure on EURUSD hours', () => {
  const series = file === undefined ? undefined : readLeanHourCandles(file);
  const bars = series?.candles as unknown as NamedColumns;
  const length = series?.candles.time.length ?? 0;
  const share = (values: Float64Array | undefined, wanted: (value: number) => boolean): number =>
    (values?.filter((value) => wanted(value)).length ?? 0) / length;
  const isEvent = (value: number): boolean => value !== 0 && !Number.isNaN(value);

  const known = (value: number): boolean => !Number.isNaN(value);

  test('swings and fractals: as many highs as lows, one fractal in seven or eight bars', () => {
    const fractals = outputsOf('fractals', {}, bars);
    expectWithin(share(fractals['high'], known), 0.12, 0.15);
    expectWithin(share(fractals['low'], known), 0.12, 0.15);
    const swings = outputsOf('swing-points', {}, bars);
    expectWithin(
      share(swings['highBars'], (value) => value === 5),
      0.05,
      0.075,
    );
    expectWithin(
      share(swings['lowBars'], (value) => value === 5),
      0.05,
      0.075,
    );
    const score = outputsOf('structure-score', {}, bars)['score'];
    expectWithin(
      share(score, (value) => value > 0),
      0.35,
      0.55,
    );
  });

  test('breaks, blocks and sweeps: both directions, a break in twenty bars', () => {
    const structure = outputsOf('structure-breaks', {}, bars);
    expectWithin(share(structure['breakOfStructure'], isEvent), 0.015, 0.035);
    expectWithin(share(structure['changeOfCharacter'], isEvent), 0.015, 0.035);
    expectWithin(
      share(structure['trend'], (value) => value === 1),
      0.4,
      0.6,
    );
    const blocks = outputsOf('order-blocks', {}, bars);
    expectWithin(
      share(blocks['made'], (value) => value === 1),
      0.015,
      0.03,
    );
    expectWithin(
      share(blocks['made'], (value) => value === -1),
      0.015,
      0.03,
    );
    const sweeps = outputsOf('liquidity-sweeps', {}, bars);
    expectWithin(
      share(sweeps['highs'], (value) => value > 0),
      0.015,
      0.035,
    );
    expectWithin(
      share(sweeps['lows'], (value) => value > 0),
      0.015,
      0.035,
    );
  });

  test('gaps in a tenth of the bars each way; nearly always a level and a gap below the price', () => {
    const gaps = outputsOf('fair-value-gaps', {}, bars);
    expectWithin(
      share(gaps['made'], (value) => value === 1),
      0.07,
      0.11,
    );
    expectWithin(
      share(gaps['made'], (value) => value === -1),
      0.07,
      0.11,
    );
    expectWithin(share(gaps['bullTop'], known), 0.8, 1);
    const levels = outputsOf('support-resistance', {}, bars);
    expectWithin(share(levels['support'], known), 0.85, 1);
    expectWithin(share(levels['resistance'], known), 0.85, 1);
    expectWithin(
      share(levels['supportTouches'], (value) => value > 1),
      0.5,
      0.9,
    );
  });

  test('most closes are within the last leg, few in its golden zone; the dimension is about that of a random walk', () => {
    const place = outputsOf('fibonacci-confluence', {}, bars);
    expectWithin(
      share(place['position'], (value) => value >= 0 && value <= 1),
      0.55,
      0.8,
    );
    expectWithin(
      share(place['golden'], (value) => value === 1),
      0.01,
      0.03,
    );
    const dimension = outputsOf('fractal-dimension', {}, bars)['dimension']?.slice(15) ?? new Float64Array();
    expectWithin(dimension.reduce((sum, value) => sum + value, 0) / dimension.length, 1.4, 1.6);
    const rsi = outputsOf('rsi-divergence', {}, bars);
    expectWithin(
      share(rsi['regularBars'], (value) => value === 0),
      0.01,
      0.03,
    );
    expectWithin(
      share(rsi['hiddenBars'], (value) => value === 0),
      0.01,
      0.03,
    );
  });
});
