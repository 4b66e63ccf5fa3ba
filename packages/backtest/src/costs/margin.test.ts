import { findInstrument, type Instrument, type LeverageTier } from '@pipwright/model';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarginTerms } from '../venue/venue-options.ts';
import { symbolMargin, tieredMargin } from './margin.ts';

const EURUSD = findInstrument('EURUSD')!;

const NONE: MarginTerms = {
  longVolume: 0,
  longMargin: 0,
  longNotional: 0,
  shortVolume: 0,
  shortMargin: 0,
  shortNotional: 0,
};

/** Minor units of dollars; positions as lots and price, the contract at 1:30. */
function termsOf(
  longs: readonly (readonly [number, number])[],
  shorts: readonly (readonly [number, number])[],
): MarginTerms {
  const sum = (positions: readonly (readonly [number, number])[]): [number, number] =>
    positions.reduce<[number, number]>(
      ([lots, value], [volume, price]) => [lots + volume, value + volume * price * 10_000_000],
      [0, 0],
    );
  const [longVolume, longNotional] = sum(longs);
  const [shortVolume, shortNotional] = sum(shorts);
  return {
    longVolume,
    longNotional,
    longMargin: longNotional / EURUSD.margin.leverage,
    shortVolume,
    shortNotional,
    shortMargin: shortNotional / EURUSD.margin.leverage,
  };
}

const withMargin = (margin: Partial<Instrument['margin']>): Instrument => ({
  ...EURUSD,
  margin: { ...EURUSD.margin, ...margin },
});

describe('one side', () => {
  test('a lot at 1.20 and 1:30 needs 4,000', () => {
    expect(symbolMargin(EURUSD, termsOf([[1, 1.2]], []))).toBeCloseTo(400_000, 6);
  });
  test('each position needs the margin of its own opening', () => {
    // 1.20 and 1.50 over 30: 4,000 and 5,000.
    expect(
      symbolMargin(
        EURUSD,
        termsOf(
          [
            [1, 1.2],
            [1, 1.5],
          ],
          [],
        ),
      ),
    ).toBeCloseTo(900_000, 6);
  });
  test('nothing open needs nothing', () => expect(symbolMargin(EURUSD, NONE)).toBe(0));
});

describe('both sides', () => {
  test('a lot against a lot at half the hedged margin: half of each, as one lot at the mean price', () => {
    // Half of 4,000 and half of 4,200.
    expect(symbolMargin(EURUSD, termsOf([[1, 1.2]], [[1, 1.26]]))).toBeCloseTo(410_000, 6);
  });
  test('three against one: two uncovered, one hedged', () => {
    // Longs 12,000, of which 8,000 uncovered; hedged 4,000 and 4,200 at half: 12,100.
    expect(symbolMargin(EURUSD, termsOf([[3, 1.2]], [[1, 1.26]]))).toBeCloseTo(1_210_000, 6);
  });
  test('free hedging asks for the uncovered part alone', () => {
    expect(symbolMargin(withMargin({ hedgedFraction: 0 }), termsOf([[3, 1.2]], [[1, 1.26]]))).toBeCloseTo(800_000, 6);
    expect(symbolMargin(withMargin({ hedgedFraction: 0 }), termsOf([[1, 1.2]], [[1, 1.26]]))).toBeCloseTo(0, 6);
  });
  test('no relief asks for both sides', () => {
    expect(symbolMargin(withMargin({ hedgedFraction: 1 }), termsOf([[3, 1.2]], [[1, 1.26]]))).toBeCloseTo(1_620_000, 6);
  });
});

/** 1:500 up to 100,000 dollars, 1:100 up to a million, 1:20 beyond. */
const TIERS: readonly LeverageTier[] = [
  { notionalMax: 10_000_000, leverage: 500 },
  { notionalMax: 100_000_000, leverage: 100 },
  { notionalMax: Number.POSITIVE_INFINITY, leverage: 20 },
];

describe('leverage by size', () => {
  test.each([
    ['50,000 at 1:500', 5_000_000, 10_000],
    ['100,000 at 1:500', 10_000_000, 20_000],
    ['600,000: 200 and 5,000', 60_000_000, 520_000],
    ['1,200,000: 200, 9,000 and 10,000', 120_000_000, 1_920_000],
  ])('%s', (_, notional, margin) => expect(tieredMargin(TIERS, notional)).toBeCloseTo(margin, 6));

  test('the steps count for the side as a whole, not for each position', () => {
    const contract = withMargin({ tiers: TIERS });
    // Five positions of 120,000: 600,000 in all.
    const positions = Array.from({ length: 5 }, () => [1, 1.2] as const);
    expect(symbolMargin(contract, termsOf(positions, []))).toBeCloseTo(520_000, 4);
  });

  test('a hedge is relieved of the margin that its steps have', () => {
    const contract = withMargin({ tiers: TIERS });
    // 600,000 against 120,000: 5,200 of which four fifths are uncovered; 1,040 and 400 hedged at half.
    const terms = termsOf([[5, 1.2]], [[1, 1.2]]);
    expect(symbolMargin(contract, terms)).toBeCloseTo(416_000 + (104_000 + 40_000) / 2, 4);
  });
});

test('more volume never needs less margin, and a hedge never more than both sides alone (seed 71)', () => {
  const position = fc
    .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 100, max: 200 }))
    .map(([cents, price]) => [cents / 100, price / 100] as const);
  const side = fc.array(position, { maxLength: 6 });
  const contract = fc.constantFrom(EURUSD, withMargin({ tiers: TIERS }), withMargin({ hedgedFraction: 0.25 }));
  fc.assert(
    fc.property(side, side, position, contract, (longs, shorts, more, instrument) => {
      const both = symbolMargin(instrument, termsOf(longs, shorts));
      const alone = symbolMargin(instrument, termsOf(longs, [])) + symbolMargin(instrument, termsOf([], shorts));
      expect(both).toBeLessThanOrEqual(alone + 1e-6);
      expect(both).toBeGreaterThanOrEqual(0);
      const lots = (positions: readonly (readonly [number, number])[]): number =>
        positions.reduce((sum, [volume]) => sum + volume, 0);
      // On the smaller side more volume may hedge what was uncovered.
      fc.pre(lots(longs) >= lots(shorts));
      expect(symbolMargin(instrument, termsOf([...longs, more], shorts))).toBeGreaterThanOrEqual(both - 1e-6);
    }),
    { seed: 71, numRuns: 2000 },
  );
});
