import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatLots,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPips,
  formatPrice,
  formatSignificant,
} from './number.ts';

describe('formatNumber', () => {
  it('writes a true minus, and a plus only where it is asked for', () => {
    expect(formatNumber(-1234.5, 2)).toBe('−1,234.50');
    expect(formatNumber(1234.5, 2)).toBe('1,234.50');
    expect(formatNumber(1234.5, 2, 'always')).toBe('+1,234.50');
  });

  it('gives no sign to what rounds to zero', () => {
    expect(formatNumber(-0.004, 2, 'always')).toBe('0.00');
    expect(formatNumber(0.004, 2, 'always')).toBe('0.00');
    expect(formatNumber(-0, 0)).toBe('0');
  });

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('writes N/A for %s', (value) => {
    expect(formatNumber(value, 2)).toBe('N/A');
    expect(formatPercent(value)).toBe('N/A');
    expect(formatPrice(value, 5)).toBe('N/A');
    expect(formatSignificant(value)).toBe('N/A');
  });
});

describe('units of the trade', () => {
  it('writes money at the decimals of its currency', () => {
    expect(formatMoney(1_002_231, 2)).toBe('10,022.31');
    expect(formatMoney(-655, 2, 'always')).toBe('−6.55');
    expect(formatMoney(1_500_000, 0)).toBe('1,500,000');
    expect(formatMoney(-1, 2)).toBe('−0.01');
    expect(formatMoney(null, 2)).toBe('N/A');
  });

  it('writes prices at the digits of the symbol, without grouping', () => {
    expect(formatPrice(1.1, 5)).toBe('1.10000');
    expect(formatPrice(2034.5, 3)).toBe('2034.500');
  });

  it('writes pips with one decimal, lots with two, fractions as percent with two', () => {
    expect(formatPips(-25, 'always')).toBe('−25.0');
    expect(formatLots(0.1)).toBe('0.10');
    expect(formatPercent(0.01234, 'always')).toBe('+1.23%');
    expect(formatPercent(-0.5)).toBe('−50.00%');
    expect(formatCount(74_439)).toBe('74,439');
  });

  it('writes raw figures with four significant digits', () => {
    expect(formatSignificant(51.379)).toBe('51.38');
    expect(formatSignificant(0.0067823)).toBe('0.006782');
    expect(formatSignificant(-9120.44)).toBe('−9,120');
    expect(formatSignificant(0)).toBe('0');
    expect(formatSignificant(1e-7)).toBe('1.00e−7');
  });
});
