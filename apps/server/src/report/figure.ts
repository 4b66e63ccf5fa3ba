import type { Figure, FigureUnit } from '@pipwright/protocol';

type Reading = Pick<Figure, 'signed' | 'better'>;

/** How a figure is shown and compared: signed ones are coloured, and more of them is better. */
export const SIGNED: Reading = { signed: true, better: 'higher' };
/** Coloured, but not better for being more. */
export const TONED: Reading = { signed: true, better: null };
export const MORE: Reading = { signed: false, better: 'higher' };
export const LESS: Reading = { signed: false, better: 'lower' };
export const PLAIN: Reading = { signed: false, better: null };

/** One figure of the report; null where it is not a number. The formula is a sentence for the tooltip. */
export function figure(
  name: string,
  value: number | null,
  unit: FigureUnit,
  formula: string,
  reading: Reading = PLAIN,
): Figure {
  return { name, value: value === null || !Number.isFinite(value) ? null : value, unit, formula, ...reading };
}
