import { requirePositive } from '../errors.ts';

/** How many deviations the bands of a volume-weighted average price are away from it. */
export interface VwapBandOptions {
  readonly inner?: number;
  readonly outer?: number;
}

/** Outputs of a volume-weighted average price with its bands. */
export const VWAP_OUTPUTS = ['vwap', 'innerUpper', 'innerLower', 'outerUpper', 'outerLower'] as const;

/** Checks both distances. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requireBands(indicator: string, inner: number, outer: number): void {
  requirePositive(indicator, 'inner', inner);
  requirePositive(indicator, 'outer', outer);
}

/** Writes one row of `VWAP_OUTPUTS`. */
export function writeBands(
  outputs: readonly Float64Array[],
  row: number,
  mean: number,
  inner: number,
  outer: number,
): void {
  (outputs[0] as Float64Array)[row] = mean;
  (outputs[1] as Float64Array)[row] = mean + inner;
  (outputs[2] as Float64Array)[row] = mean - inner;
  (outputs[3] as Float64Array)[row] = mean + outer;
  (outputs[4] as Float64Array)[row] = mean - outer;
}
