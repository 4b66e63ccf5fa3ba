import type { ParameterValue } from '@pipwright/trading';
import type { Dimension } from './dimension.ts';
import type { SearchTrial } from './trial.ts';
import { TrialState } from './trial.ts';

/** Scores over two parameters, the best of all others. */
export interface ParameterSurface {
  readonly x: SurfaceAxis;
  readonly y: SurfaceAxis;
  /** `score[yIndex][xIndex]`; null where nothing was tried. */
  readonly score: readonly (readonly (number | null)[])[];
}

export interface SurfaceAxis {
  readonly name: string;
  /** A value for each cell: what was tried, or the middle of a bin where that was too much. Ascending for numbers. */
  readonly values: readonly ParameterValue[];
}

/** Cells of an axis at most, and at least where there are more values. */
const CELLS_MAX = 24;
const CELLS_MIN = 4;
/** Values are cells of their own where each was tried about so often. */
const TRIALS_PER_VALUE = 3;

interface Axis extends SurfaceAxis {
  readonly cellOf: (value: ParameterValue) => number;
}

/** Bins of equal width on the parameter's own scale, those without a trial included. */
function binned(dimension: Dimension, tried: readonly number[], cells: number): Axis {
  const log = dimension.kind === 'continuous' && dimension.scale === 'log';
  const scaled = (value: number): number => (log ? Math.log(value) : value);
  const low = scaled(tried[0]!);
  const width = (scaled(tried.at(-1)!) - low) / cells;
  const whole = tried.every(Number.isInteger);
  const values = Array.from({ length: cells }, (_, cell) => {
    const scaledMiddle = low + (cell + 0.5) * width;
    const middle = log ? Math.exp(scaledMiddle) : scaledMiddle;
    return whole ? Math.round(middle) : Number(middle.toPrecision(4));
  });
  const cellOf = (value: ParameterValue): number =>
    Math.min(cells - 1, Math.floor((scaled(value as number) - low) / width));
  return { name: dimension.name, values, cellOf };
}

function axisOf(dimension: Dimension, trials: readonly SearchTrial[]): Axis {
  const tried = [...new Set(trials.map(({ parameters }) => parameters[dimension.name]!))];
  const numeric = tried.every((value) => typeof value === 'number');
  const values: readonly ParameterValue[] = numeric
    ? tried.toSorted((a, b) => a - b)
    : tried.toSorted((a, b) => placeOf(dimension, a) - placeOf(dimension, b));
  const isDense = values.length <= CELLS_MAX && values.length * TRIALS_PER_VALUE <= trials.length;
  if (numeric && !isDense) {
    // About as many cells as there are trials, so that a few trials are no scattered dots.
    const cells = Math.min(CELLS_MAX, Math.max(CELLS_MIN, Math.round(Math.sqrt(trials.length))));
    if (values.length > cells) return binned(dimension, values as readonly number[], cells);
  }
  const places = new Map(values.map((value, place) => [value, place]));
  return { name: dimension.name, values, cellOf: (value) => places.get(value)! };
}

const placeOf = (dimension: Dimension, value: ParameterValue): number =>
  dimension.kind === 'values' ? dimension.values.indexOf(value) : 0;

/** Share of the variance of the scores that the means of an axis's cells explain: how much the parameter alone matters. */
function effectOf(axis: Axis, trials: readonly SearchTrial[]): number {
  const sums = new Float64Array(axis.values.length);
  const counts = new Float64Array(axis.values.length);
  let sum = 0;
  for (const { parameters, score } of trials) {
    const cell = axis.cellOf(parameters[axis.name]!);
    sums[cell]! += score!;
    counts[cell]!++;
    sum += score!;
  }
  const mean = sum / trials.length;
  let between = 0;
  for (let cell = 0; cell < sums.length; cell++) {
    if (counts[cell]! > 0) between += counts[cell]! * (sums[cell]! / counts[cell]! - mean) ** 2;
  }
  return between;
}

export interface SurfaceOptions {
  readonly dimensions: readonly Dimension[];
  readonly trials: readonly SearchTrial[];
  /** Names of the two parameters; by default the two that matter most. */
  readonly axes?: readonly [string, string];
}

/**
 * The surface of the trials that saw the whole range; null where fewer than two parameters took several values, or none of
 * the trials has a score.
 */
export function parameterSurface({ dimensions, trials, axes }: SurfaceOptions): ParameterSurface | null {
  const scored = trials.filter(({ state, score }) => state === TrialState.Done && score !== null);
  if (scored.length === 0) return null;
  const all = dimensions.map((dimension) => axisOf(dimension, scored)).filter(({ values }) => values.length > 1);
  const chosen =
    axes === undefined
      ? all
          .map((axis) => ({ axis, effect: effectOf(axis, scored) }))
          .toSorted((a, b) => b.effect - a.effect)
          .map(({ axis }) => axis)
      : axes.flatMap((name) => all.filter((axis) => axis.name === name));
  const [x, y] = chosen;
  if (x === undefined || y === undefined) return null;
  const score = y.values.map(() => new Array<number | null>(x.values.length).fill(null));
  for (const trial of scored) {
    const row = score[y.cellOf(trial.parameters[y.name]!)]!;
    const cell = x.cellOf(trial.parameters[x.name]!);
    const known = row[cell]!;
    if (known === null || trial.score! > known) row[cell] = trial.score;
  }
  return { x: { name: x.name, values: x.values }, y: { name: y.name, values: y.values }, score };
}
