import type { ParameterSpec, ParameterValue } from '@pipwright/trading';
import { errors } from '../errors.ts';

/** What a search may do with a parameter instead of what its declaration says. */
export type SearchRange =
  /** Ends included; with a step only the values that it reaches from `min`. */
  | { readonly min: number; readonly max: number; readonly step?: number }
  | { readonly values: readonly ParameterValue[] };

/** One axis of a parameter space. */
export type Dimension =
  /** Equally spaced numbers: `min + k × step` for `k` below `count`. */
  | {
      readonly kind: 'steps';
      readonly name: string;
      readonly min: number;
      readonly step: number;
      readonly count: number;
      /** Steps between two values of a grid. */
      readonly gridStride: number;
    }
  /** Any number between the ends, searched by its logarithm where the scale says so. */
  | {
      readonly kind: 'continuous';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      /** Distance of the values of a grid; null for ten equal parts of the scale. */
      readonly gridStep: number | null;
    }
  /** Values without an order. */
  | { readonly kind: 'values'; readonly name: string; readonly values: readonly ParameterValue[] };

const GRID_PARTS = 10;

/** Binary residue of sums such as 0.1 + 0.2 would make two names of one value. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const countSteps = (min: number, max: number, step: number): number => Math.floor((max - min) / step + 1e-9) + 1;

function stepsOf(name: string, { min, max, step }: { min: number; max: number; step: number }): Dimension {
  return { kind: 'steps', name, min, step, count: countSteps(min, max, step), gridStride: 1 };
}

function fail(parameter: string, reason: string): never {
  throw errors.SEARCH_RANGE_INVALID({ parameter, reason });
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

function checkedBounds(name: string, spec: Bounds, range: Bounds | undefined): Bounds {
  const { min, max, step } = range ?? spec;
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max)) fail(name, `${min} to ${max} is no range`);
  if (min < spec.min || max > spec.max) fail(name, `the strategy takes ${spec.min} to ${spec.max}`);
  if (step !== undefined && !(step > 0 && Number.isFinite(step))) fail(name, `the step ${step} is not above 0`);
  return step === undefined ? { min, max } : { min, max, step };
}

function listed(name: string, spec: ParameterSpec, values: readonly ParameterValue[]): Dimension {
  const fits = (value: ParameterValue): boolean => {
    if (spec.kind === 'flag') return typeof value === 'boolean';
    if (spec.kind === 'choice') return spec.values.some((known) => known === value);
    if (typeof value !== 'number' || !(value >= spec.min && value <= spec.max)) return false;
    return spec.kind === 'number' || Number.isInteger(value);
  };
  const wrong = values.find((value) => !fits(value));
  if (wrong !== undefined) fail(name, `the strategy does not take ${String(wrong)}`);
  if (values.length === 0) fail(name, 'the list of values is empty');
  return { kind: 'values', name, values: [...new Set(values)] };
}

/** The axis of a declared parameter, or of the part of it that is to be searched. Throws `SEARCH_RANGE_INVALID`. */
export function dimensionOf(name: string, spec: ParameterSpec, range?: SearchRange): Dimension {
  if (range !== undefined && 'values' in range) return listed(name, spec, range.values);
  if (spec.kind === 'flag' || spec.kind === 'choice') {
    if (range !== undefined) fail(name, 'it is no number; name the values instead');
    return { kind: 'values', name, values: spec.kind === 'flag' ? [false, true] : spec.values };
  }
  const bounds = checkedBounds(name, spec, range);
  if (spec.kind === 'integer') {
    if (![bounds.min, bounds.max, bounds.step ?? 1].every(Number.isInteger)) fail(name, 'it is a whole number');
    // A step that somebody asks for binds every method; one that was declared binds the grid alone.
    if (range?.step !== undefined) return stepsOf(name, { ...bounds, step: range.step });
    return { ...stepsOf(name, { ...bounds, step: 1 }), gridStride: spec.step ?? 1 } as Dimension;
  }
  if (range?.step !== undefined) return stepsOf(name, { ...bounds, step: range.step });
  const scale = spec.scale ?? 'linear';
  if (scale === 'log' && !(bounds.min > 0)) fail(name, 'a logarithm needs a minimum above 0');
  const { min, max } = bounds;
  return { kind: 'continuous', name, min, max, scale, gridStep: spec.step ?? null };
}

/** How many values a dimension has; infinite for a continuous one. */
export function sizeOf(dimension: Dimension): number {
  if (dimension.kind === 'steps') return dimension.count;
  return dimension.kind === 'values' ? dimension.values.length : Infinity;
}

/** The value at a place of a dimension that has places: `0 <= index < sizeOf(dimension)`. */
export function valueAt(dimension: Exclude<Dimension, { kind: 'continuous' }>, index: number): ParameterValue {
  if (dimension.kind === 'values') return dimension.values[index]!;
  return tidy(dimension.min + index * dimension.step);
}

/** How many values a grid visits. */
export function gridCount(dimension: Dimension): number {
  if (dimension.kind === 'values') return dimension.values.length;
  if (dimension.kind === 'steps') return Math.floor((dimension.count - 1) / dimension.gridStride) + 1;
  const { min, max, gridStep } = dimension;
  if (min === max) return 1;
  return gridStep === null ? GRID_PARTS + 1 : countSteps(min, max, gridStep);
}

/** The values that a grid visits. */
export function gridValues(dimension: Dimension): readonly ParameterValue[] {
  return Array.from({ length: gridCount(dimension) }, (_, index) => {
    if (dimension.kind === 'values') return dimension.values[index]!;
    if (dimension.kind === 'steps') return valueAt(dimension, index * dimension.gridStride);
    const { min, gridStep } = dimension;
    return gridStep === null ? continuousAt(dimension, index / GRID_PARTS) : tidy(min + index * gridStep);
  });
}

/** Where a continuous value lies from 0 to 1 on the scale of its dimension. */
export function shareOf(dimension: Extract<Dimension, { kind: 'continuous' }>, value: number): number {
  const { min, max, scale } = dimension;
  if (min === max) return 0;
  return scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
}

/** The value at a share, with as many digits as people want to read: a ten-thousandth of the range, or five digits. */
export function continuousAt(dimension: Extract<Dimension, { kind: 'continuous' }>, share: number): number {
  const { min, max, scale } = dimension;
  if (min === max) return min;
  const exact = scale === 'log' ? min * (max / min) ** share : min + share * (max - min);
  const quantum = Math.floor(Math.log10(max - min)) - 4;
  const rounded =
    scale === 'log' ? Number(exact.toPrecision(5)) : tidy(Math.round(exact / 10 ** quantum) * 10 ** quantum);
  return Math.min(max, Math.max(min, rounded));
}
