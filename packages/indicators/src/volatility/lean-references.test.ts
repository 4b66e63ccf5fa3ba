import { describe, expect, test } from 'vitest';
import { outputOf } from '../contract/direct-formula.fixture.ts';
import { firstDisagreement, readLeanReference, type LeanReference } from '../contract/lean-references.fixture.ts';

const wilder = readLeanReference('spy_atr_wilder.txt');
const bollinger = readLeanReference('spy_bollinger_bands.txt');
const keltner = readLeanReference('spy_with_keltner.csv');
if (wilder === undefined) console.log('no ../shared/data/lean: volatility is not compared with its references');

describe.skipIf(wilder === undefined)('volatility agrees with what LEAN compares with', () => {
  test('average true range 14', () => {
    const { bars, columns } = wilder as LeanReference;
    const theirs = columns['Average True Range 14'] as Float64Array;
    // They count the range of the very first bar. The seed is one row earlier, and its trace is below the last printed
    // digit after 160 rows.
    expect(firstDisagreement(outputOf(bars, 'atr', 'atr'), theirs, 6e-6, 160)).toBe(-1);
    expect(firstDisagreement(outputOf(bars, 'atr', 'atr'), theirs, 0.035, 14)).toBe(-1);
  });

  test.each([
    ['middle', 'Moving Average 20', 1, 5e-5],
    // Made by their program of a deviation that it had rounded to the same four digits.
    ['upper', 'Bollinger Bands® 20 2 Top', 1, 1.5e-4],
    ['lower', 'Bollinger Bands® 20 2 Bottom', 1, 1.5e-4],
    ['width', 'BandWidth', 100, 1.5e-4],
    ['percentB', '%B', 1, 1e-4],
  ] as const)('Bollinger bands 20: %s', (output, name, scale, tolerance) => {
    const { bars, columns } = bollinger as LeanReference;
    const ours = outputOf(bars, 'bollinger', output).map((value) => scale * value);
    expect(firstDisagreement(ours, columns[name] as Float64Array, tolerance)).toBe(-1);
  });

  test.each([
    ['middle', 'Middle Band', 19],
    ['upper', 'Keltner Channels 20 Top', 20],
    ['lower', 'Keltner Channels 20 Bottom', 20],
  ] as const)('Keltner channel 20 of simple averages: %s', (output, name, from) => {
    const { bars, columns } = keltner as LeanReference;
    // Prices are printed with up to four digits, and so are their typical price and range.
    const theirs = columns[name] as Float64Array;
    expect(firstDisagreement(outputOf(bars, 'keltner-simple', output), theirs, 1e-4, from)).toBe(-1);
  });
});
