import type { SearchSection } from '@pipwright/protocol';
import { parameterText, type ParameterValue } from '../parameter-text.ts';

type Surface = NonNullable<SearchSection['surface']>;

export interface SurfaceCell {
  readonly x: string;
  readonly y: string;
  readonly score: number | null;
  readonly chosen: boolean;
}

/** Whether values grow by a factor rather than by a step. */
function isLogarithmic(values: readonly number[]): boolean {
  const [first, second] = values;
  const [before, last] = values.slice(-2);
  if (first === undefined || second === undefined || before === undefined || last === undefined || first <= 0)
    return false;
  const steps = Math.abs(second - first - (last - before));
  const factors = Math.abs(Math.log(second / first) - Math.log(last / before)) * first;
  return values.length > 2 && factors < steps;
}

/** Place of a value on an axis whose values may be the middles of bins; -1 where it is not on it. */
export function placeOnAxis(values: readonly ParameterValue[], value: ParameterValue | undefined): number {
  const exact = values.findIndex((one) => one === value);
  if (exact >= 0 || typeof value !== 'number') return exact;
  const numbers = values.filter((one) => typeof one === 'number');
  if (numbers.length < values.length || numbers.length === 0) return -1;
  const scaled = isLogarithmic(numbers) ? Math.log : (one: number): number => one;
  const distances = numbers.map((one) => Math.abs(scaled(one) - scaled(value)));
  return distances.indexOf(Math.min(...distances));
}

/** The cells of the surface, row by row; the one in which the chosen parameters lie is marked. */
export function surfaceCells(surface: Surface, chosen: ReadonlyMap<string, ParameterValue>): SurfaceCell[] {
  const { x, y, score } = surface;
  const chosenX = placeOnAxis(x.values, chosen.get(x.name));
  const chosenY = placeOnAxis(y.values, chosen.get(y.name));
  return y.values.flatMap((yValue, row) =>
    x.values.map((xValue, column) => ({
      x: parameterText(xValue),
      y: parameterText(yValue),
      score: score[row]?.[column] ?? null,
      chosen: row === chosenY && column === chosenX,
    })),
  );
}
