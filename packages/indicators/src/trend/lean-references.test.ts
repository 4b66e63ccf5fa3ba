import { describe, expect, test } from 'vitest';
import { firstDisagreement, readLeanReference } from '../contract/lean-references.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import type { AnyIndicator } from '../registry-entry.ts';
import { TREND } from './entries.ts';

interface LeanCase {
  readonly indicator: AnyIndicator;
  /** Our outputs by the names of the file's columns. */
  readonly fields: Readonly<Record<string, string>>;
  /** Greatest difference that the printed digits allow. */
  readonly tolerance: number;
}

/** Compares indicators with the printed values of a file, and checks that it has them. */
function describeLean(file: string, cases: readonly LeanCase[]): void {
  const reference = readLeanReference(file);
  if (reference === undefined) console.log(`no ../shared/data/lean: the trend group is not compared with ${file}`);
  describe.skipIf(reference === undefined)(`values of ${file}`, () => {
    test.each(cases)('$indicator.key agrees to the printed precision', ({ indicator, fields, tolerance }) => {
      const { columns, bars } = reference as NonNullable<typeof reference>;
      const ours = computeIndicator(indicator, bars);
      for (const [name, output] of Object.entries(fields)) {
        const column = ours[indicator.outputs.indexOf(output)] as Float64Array;
        const theirs = columns[name] as Float64Array;
        expect(theirs.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(400);
        const row = firstDisagreement(column, theirs, tolerance);
        expect({ name, row, ours: column[row], theirs: theirs[row] }).toMatchObject({ row: -1 });
      }
    });
  });
}

describeLean('spy_with_indicators.txt', [
  // The printed closes are rounded as well, which adds to the rounding of the averages.
  { indicator: TREND.sma.create({ period: 14 }), fields: { SMA14: 'sma' }, tolerance: 0.006 },
  { indicator: TREND.ema.create({ period: 14 }), fields: { EMA14: 'ema' }, tolerance: 0.006 },
  { indicator: TREND.macd.create(), fields: { 'MACD 12 26': 'macd' }, tolerance: 0.0002 },
]);

describeLean('spy_with_adx.txt', [
  {
    indicator: TREND.adx.create(),
    fields: { '+DI14': 'plus', '-DI14': 'minus', 'ADX 14': 'adx' },
    tolerance: 0.0001,
  },
  { indicator: TREND.adxr.create(), fields: { 'ADXR 14': 'adxr' }, tolerance: 0.0001 },
]);

describeLean('spy_kama.txt', [
  { indicator: TREND.kama.create({ period: 5 }), fields: { KAMA_5: 'kama' }, tolerance: 1e-9 },
]);

describeLean('spy_with_ichimoku.csv', [
  {
    indicator: TREND.ichimoku.create(),
    fields: { Tenkan: 'tenkan', Kijun: 'kijun', 'Senkou A': 'senkouA', 'Senkou B': 'senkouB' },
    tolerance: 1e-9,
  },
]);

describeLean('spy_hurst_exponent.csv', [
  { indicator: TREND['hurst-diffusion'].create(), fields: { hurst_exponent: 'hurst' }, tolerance: 1e-9 },
]);
