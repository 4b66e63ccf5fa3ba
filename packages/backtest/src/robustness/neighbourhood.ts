import type { ParameterSpec, ParameterSpecs, ParameterValue } from '@pipwright/trading';
import { runAll, type RunOptions } from './task-pool.ts';

/** Parameters by name, as a strategy gets them. */
export type ChosenParameters = Readonly<Record<string, ParameterValue>>;

/** A point beside the chosen one: one parameter differs. */
export interface Neighbour {
  readonly name: string;
  readonly value: ParameterValue;
  readonly parameters: ChosenParameters;
  readonly chosen: boolean;
}

export interface NeighbourOptions {
  readonly specs: ParameterSpecs;
  readonly chosen: ChosenParameters;
  /** Steps to either side. Default 3. */
  readonly steps?: number;
  /** Combinations that make no sense are left out; see `StrategyDefinition`. */
  readonly constraint?: ((parameters: ChosenParameters) => true | string) | undefined;
}

const STEPS = 3;
/** A step is at least this share of the chosen value: beside a period of 200, 201 is no other idea. */
const STEP_SHARE = 0.1;
const STEPS_PER_RANGE = 10;

/** Points along each parameter through the chosen one, in the order of their values; the chosen one is in every row. */
export function neighboursOf({ specs, chosen, steps = STEPS, constraint }: NeighbourOptions): Neighbour[] {
  const found: Neighbour[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const at = chosen[name] ?? spec.default;
    const row: Neighbour[] = [];
    for (const value of valuesAround(spec, at, steps)) {
      const parameters = { ...chosen, [name]: value };
      if (value !== at && constraint !== undefined && constraint(parameters) !== true) continue;
      row.push({ name, value, parameters, chosen: value === at });
    }
    // A parameter that cannot be anything else has no neighbourhood.
    if (row.length > 1) found.push(...row);
  }
  return found;
}

function valuesAround(spec: ParameterSpec, at: ParameterValue, steps: number): ParameterValue[] {
  switch (spec.kind) {
    case 'choice':
      return [...spec.values];
    case 'flag':
      return [false, true];
    case 'integer': {
      const step = Math.max(1, Math.round(spec.step ?? 1), Math.round(Math.abs(Number(at)) * STEP_SHARE));
      return ladder(Number(at), steps, (value, away) => value + away * step, spec);
    }
    case 'number': {
      if (spec.scale === 'log') {
        return ladder(Number(at), steps, (value, away) => decimal(value * (1 + STEP_SHARE) ** away), spec);
      }
      const step = spec.step ?? (spec.max - spec.min) / STEPS_PER_RANGE;
      return ladder(Number(at), steps, (value, away) => decimal(value + away * step), spec);
    }
  }
}

function ladder(
  at: number,
  steps: number,
  move: (value: number, away: number) => number,
  { min, max }: { readonly min: number; readonly max: number },
): number[] {
  const values: number[] = [];
  for (let away = -steps; away <= steps; away++) {
    const value = away === 0 ? at : move(at, away);
    if (value >= min && value <= max) values.push(value);
  }
  return values;
}

/** Without the residue of binary steps: 0.30000000000000004 is 0.3. */
function decimal(value: number): number {
  return Number(value.toPrecision(10));
}

/** What one parameter does to the result when the others stay. Money in minor units. */
export interface NeighbourhoodRow {
  readonly name: string;
  readonly points: {
    readonly value: ParameterValue;
    readonly net: number;
    readonly sharpe: number | null;
    readonly chosen: boolean;
  }[];
}

export interface NeighbourhoodOptions extends NeighbourOptions, RunOptions {
  /** Runs the strategy with other parameters on the same data. */
  readonly run: (parameters: ChosenParameters) => Promise<{ readonly net: number; readonly sharpe: number | null }>;
}

/** Runs the neighbours of the chosen parameters; the chosen point itself once. An edge does not end beside one number. */
export async function neighbourhood(options: NeighbourhoodOptions): Promise<NeighbourhoodRow[]> {
  const neighbours = neighboursOf(options);
  const others = neighbours.filter(({ chosen }) => !chosen);
  if (others.length === 0) return [];
  const points = [{ parameters: options.chosen }, ...others];
  const [own, ...results] = await runAll('parameter neighbourhood', points.length, options, async (index) =>
    options.run(points[index]!.parameters),
  );
  const rows = new Map<string, NeighbourhoodRow>();
  let next = 0;
  for (const { name, value, chosen } of neighbours) {
    const { net, sharpe } = chosen ? own! : results[next++]!;
    const row = rows.get(name) ?? { name, points: [] };
    row.points.push({ value, net, sharpe, chosen });
    rows.set(name, row);
  }
  return [...rows.values()];
}
