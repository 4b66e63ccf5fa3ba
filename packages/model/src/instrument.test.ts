import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, findInstrument } from './catalogue.ts';
import {
  fromPoints,
  minorDigits,
  roundDownToVolumeStep,
  roundToTick,
  toPips,
  toPoints,
  type Instrument,
} from './instrument.ts';
import { currency, type Lots } from './units.ts';

const eurusd = findInstrument('EURUSD') as Instrument;
const usdjpy = findInstrument('USDJPY') as Instrument;

describe.each(CATALOGUE)('prices of $symbol', (instrument) => {
  const anyPoints = fc.integer({ min: 1, max: 1e9 });

  test('come back from points as the same points, and as the number that their decimals spell', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const price = fromPoints(instrument, points);
        expect(toPoints(instrument, price)).toBe(points);
        expect(price).toBe(Number(price.toFixed(instrument.digits)));
        expect(roundToTick(instrument, price)).toBe(price);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('go to the nearest tick', () => {
    fc.assert(
      fc.property(anyPoints, fc.double({ min: -0.49, max: 0.49, noNaN: true }), (points, residue) => {
        expect(toPoints(instrument, (points + residue) * instrument.tickSize)).toBe(points);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

test('a difference in pips follows the pair', () => {
  expect(toPips(eurusd, 0.0012)).toBeCloseTo(12, 9);
  expect(toPips(usdjpy, -0.25)).toBeCloseTo(-25, 9);
});

describe('a volume', () => {
  const withVolume = (min: number, step: number, max: number): Instrument => ({
    ...eurusd,
    volume: { min: min as Lots, step: step as Lots, max: max as Lots },
  });

  test('is a whole number of steps, as the decimals spell it, and never more than was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200, noNaN: true }), (volume) => {
        const rounded = roundDownToVolumeStep(eurusd, volume);
        expect(rounded).toBe(Number(rounded.toFixed(2)));
        expect(rounded).toBeLessThanOrEqual(Math.min(volume + 1e-10, 100));
        expect(rounded === 100 || volume - rounded < 0.01).toBe(true);
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  test('that is a whole number of steps stays what it is', () => {
    for (let steps = 1; steps <= 10_000; steps++) expect(roundDownToVolumeStep(eurusd, steps * 0.01)).toBe(steps / 100);
  });

  test('obeys steps of whole lots and steps that do not divide one', () => {
    expect(roundDownToVolumeStep(withVolume(1, 1, 50), 3.99)).toBe(3);
    expect(roundDownToVolumeStep(withVolume(10, 10, 1000), 125)).toBe(120);
    expect(roundDownToVolumeStep(withVolume(0.3, 0.3, 100), 1)).toBe(0.9);
    expect(roundDownToVolumeStep(withVolume(0.3, 0.3, 100), 1000)).toBe(99.9);
  });

  test('is 0 below the minimum and the maximum above it', () => {
    const instrument = withVolume(0.1, 0.01, 5);
    expect([-1, 0, 0.0999, 0.1, 5, 7, Infinity].map((volume) => roundDownToVolumeStep(instrument, volume))).toEqual([
      0, 0, 0, 0.1, 5, 5, 5,
    ]);
    expect(() => roundDownToVolumeStep(instrument, Number.NaN)).toThrow(RangeError);
  });
});

test('yen have no smaller unit', () => {
  expect([minorDigits(currency('JPY')), minorDigits(currency('USD'))]).toEqual([0, 2]);
});
