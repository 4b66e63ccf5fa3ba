const MINUS = '−';
const NO_VALUE = 'N/A';

/** Writes a plus before positive values and a true minus before negative ones; zero has no sign. */
export type SignStyle = 'negative' | 'always';

const formats = new Map<number, Intl.NumberFormat>();

function fixed(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format;
}

/** `1,234.50`, `−3.00`, `+7.25`; a value that rounds to zero has no sign; not a finite number is `N/A`. */
export function formatNumber(value: number | null, decimals: number, sign: SignStyle = 'negative'): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  const digits = fixed(decimals).format(Math.abs(value));
  if (!/[1-9]/.test(digits)) return digits;
  if (value < 0) return `${MINUS}${digits}`;
  return sign === 'always' ? `+${digits}` : digits;
}

/** Minor units as money with the currency's decimals: 123456 at 2 is `1,234.56`. */
export function formatMoney(minor: number | null, minorDigits: number, sign: SignStyle = 'negative'): string {
  return formatNumber(minor === null ? null : minor / 10 ** minorDigits, minorDigits, sign);
}

/** A price at the instrument's digits, without grouping: `1.08423`, `157.204`. */
export function formatPrice(value: number | null, digits: number): string {
  return value === null || !Number.isFinite(value) ? NO_VALUE : value.toFixed(digits);
}

/** A fraction of one as a percentage with two decimals: 0.0123 is `1.23%`. */
export function formatPercent(fraction: number | null, sign: SignStyle = 'negative', decimals = 2): string {
  const text = formatNumber(fraction === null ? null : fraction * 100, decimals, sign);
  return text === NO_VALUE ? text : `${text}%`;
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });

/** A number on an axis, in few characters: `12.5K`, `−3M`. */
export function formatCompact(value: number): string {
  return COMPACT.format(value).replace('-', MINUS);
}

export function formatPips(pips: number | null, sign: SignStyle = 'negative'): string {
  return formatNumber(pips, 1, sign);
}

export function formatLots(lots: number | null): string {
  return formatNumber(lots, 2);
}

export function formatCount(count: number | null): string {
  return formatNumber(count, 0);
}

/** A raw figure of unknown size, such as a feature's value, with four significant digits. */
export function formatSignificant(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2).replace('-', MINUS).replace('e-', 'e−');
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return formatNumber(value, Math.min(decimals, 7));
}
