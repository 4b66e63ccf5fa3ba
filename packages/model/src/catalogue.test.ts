import { describe, expect, test } from 'vitest';
import { CATALOGUE, findInstrument } from './catalogue.ts';
import { AssetClass } from './instrument.ts';

/** The market's order of precedence: of two currencies, the one that stands first here is the base of the pair. */
const MAJORS = ['EUR', 'GBP', 'AUD', 'NZD', 'USD', 'CAD', 'CHF', 'JPY'];
const PAIRS = MAJORS.flatMap((base, index) => MAJORS.slice(index + 1).map((quote) => base + quote));

test('the catalogue holds each pair of the eight major currencies once, gold and silver, and nothing else', () => {
  expect(PAIRS).toHaveLength(28);
  expect(CATALOGUE.map(({ symbol }) => symbol).toSorted()).toEqual([...PAIRS, 'XAUUSD', 'XAGUSD'].toSorted());
});

describe.each(CATALOGUE)('$symbol', (instrument) => {
  const { symbol, digits, tickSize, pipSize, volume, swap, margin, sessions } = instrument;

  test('is made of its base and its quote', () => {
    expect(symbol).toBe(instrument.base + instrument.quote);
    expect(instrument.description).toMatch(/^[A-Z][A-Za-z ]+ against [A-Z][A-Za-z ]+$/);
    expect(instrument.description).not.toContain('undefined');
    expect(instrument.assetClass).toBe(symbol.startsWith('XA') ? AssetClass.Metal : AssetClass.Forex);
  });

  test('has a tick and a pip that fit its digits', () => {
    expect(tickSize).toBe(Number(`1e-${digits}`));
    const pipDigits = -Math.log10(pipSize);
    expect(pipDigits).toBeCloseTo(Math.round(pipDigits), 12);
    expect(pipSize / tickSize).toBeGreaterThanOrEqual(10);
  });

  test('has a contract within reason', () => {
    expect(instrument.contractSize).toBeGreaterThanOrEqual(100);
    expect(volume.min).toBeGreaterThan(0);
    expect(volume.min).toBeLessThanOrEqual(volume.max);
    expect(volume.step).toBeLessThanOrEqual(volume.min);
    expect(margin.leverage).toBeGreaterThanOrEqual(10);
    expect(margin.hedgedFraction).toBeLessThanOrEqual(1);
    expect(instrument.typicalSpread).toBeGreaterThan(0.1);
    expect(instrument.typicalSpread).toBeLessThan(5);
    expect(swap.tripleWeekday).toBe(symbol === 'USDCAD' ? 4 : 3);
  });

  test('costs the holder of both sides more swap than it pays', () => {
    expect(swap.long + swap.short).toBeLessThan(0);
  });

  test('trades in sessions that follow one another within the week', () => {
    let end = -1;
    for (const { weekday, fromMinute, toMinute } of sessions) {
      expect(fromMinute).toBeLessThan(toMinute);
      expect(toMinute).toBeLessThanOrEqual(1440);
      expect(weekday * 1440 + fromMinute).toBeGreaterThanOrEqual(end);
      end = weekday * 1440 + toMinute;
    }
    const minutes = sessions.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);
    expect(minutes).toBe(instrument.assetClass === AssetClass.Metal ? 5 * 1440 - 5 * 60 : 5 * 1440);
    expect(end).toBe(5 * 1440 + 17 * 60);
  });
});

test('a pip is 0.01 of yen and 0.0001 of other currencies', () => {
  for (const { assetClass, quote, pipSize } of CATALOGUE.slice(0, 28)) {
    expect([assetClass, pipSize]).toEqual([AssetClass.Forex, quote === 'JPY' ? 0.01 : 0.0001]);
  }
});

test('an instrument is found by any usual way of writing it', () => {
  for (const name of ['EURUSD', 'eurusd', 'EUR/USD', 'eur-usd', ' Eur_Usd ', 'EUR.USD']) {
    expect(findInstrument(name)?.symbol).toBe('EURUSD');
  }
  for (const name of ['', 'EUR', 'USDEUR', 'EURUSDX', 'constructor']) expect(findInstrument(name)).toBeUndefined();
});
