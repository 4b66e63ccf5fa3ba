const FIGURE = /^([<>~]?)\s*([+-]?(?:\d+(?:[.,]\d+)*|\.\d+))\s*([%KMBT]?)$/i;
const SCALE: Readonly<Record<string, number>> = { '': 1, '%': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/**
 * A figure as calendars write it: `1.2M`, `-0.3%`, `<0.1%`, `215K`, `1,234.5`. Percent stay percent. An empty text is
 * NaN, which is no mistake; `null` is one.
 */
export function parseFigure(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-' || trimmed === 'N/A') return Number.NaN;
  const match = FIGURE.exec(trimmed);
  if (match === null) return null;
  const digits = (match[2] as string).replaceAll(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  const value = Number(digits) * (SCALE[(match[3] as string).toUpperCase()] as number);
  return Number.isFinite(value) ? value : null;
}
