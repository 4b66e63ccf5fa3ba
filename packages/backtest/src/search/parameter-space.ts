import type { Random } from '@pipwright/kernel';
import type { ParameterSpecs, ParameterValue, ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { continuousAt, dimensionOf, sizeOf, valueAt, type Dimension, type SearchRange } from './dimension.ts';

export interface ParameterSpaceOptions {
  readonly parameters: ParameterSpecs;
  /** Why a combination makes no sense, or `true`. */
  readonly constraint?: ((parameters: ParameterValues) => true | string) | undefined;
  /** Parameters that keep one value. */
  readonly fixed?: Readonly<Record<string, ParameterValue>>;
  /** Parts of the declared ranges. */
  readonly ranges?: Readonly<Record<string, SearchRange>>;
  /** Names of the parameters to search; by default all that are not fixed. The others keep their defaults. */
  readonly searched?: readonly string[];
}

/** Everything that a search may propose. */
export interface ParameterSpace {
  /** Searched parameters, in the order of their declaration. */
  readonly dimensions: readonly Dimension[];
  /** Combinations, those included that the constraint leaves out; infinite with a continuous dimension. */
  readonly size: number;
  /** A whole set of parameters in the order of the declaration; `values` belong to the dimensions. */
  assemble(values: readonly ParameterValue[]): ParameterValues;
  /** Whether the constraint allows a set. */
  allows(parameters: ParameterValues): boolean;
  /** A text that names a set. */
  keyOf(parameters: ParameterValues): string;
  /** Draws uniformly on each dimension, whether allowed or not. */
  draw(random: Random): ParameterValues;
}

function checkNames({ parameters, fixed, ranges, searched }: ParameterSpaceOptions): void {
  const named = [...Object.keys(fixed ?? {}), ...Object.keys(ranges ?? {}), ...(searched ?? [])];
  const unknown = named.find((name) => !Object.hasOwn(parameters, name));
  if (unknown === undefined) return;
  throw errors.SEARCH_RANGE_INVALID({
    parameter: unknown,
    reason: `the strategy has no such parameter; it has ${Object.keys(parameters).join(', ')}`,
  });
}

/**
 * The space of a strategy's parameters. Throws `SEARCH_RANGE_INVALID` on ranges that the strategy does not take, and
 * `SEARCH_NOTHING` where every parameter is fixed.
 */
export function parameterSpace(options: ParameterSpaceOptions): ParameterSpace {
  checkNames(options);
  const { parameters: specs, constraint, fixed = {}, ranges = {}, searched } = options;
  const names = Object.keys(specs);
  const wanted = searched ?? names;
  const dimensions = names
    .filter((name) => wanted.includes(name) && !Object.hasOwn(fixed, name))
    .map((name) => dimensionOf(name, specs[name]!, ranges[name]));
  if (dimensions.length === 0) throw errors.SEARCH_NOTHING();
  const places = names.map((name) => dimensions.findIndex((dimension) => dimension.name === name));
  const rest = names.map((name) => fixed[name] ?? specs[name]!.default);
  const assemble = (values: readonly ParameterValue[]): ParameterValues =>
    Object.fromEntries(names.map((name, index) => [name, places[index]! < 0 ? rest[index]! : values[places[index]!]!]));
  return {
    dimensions,
    size: dimensions.reduce((product, dimension) => product * sizeOf(dimension), 1),
    assemble,
    allows: (parameters) => constraint === undefined || constraint(parameters) === true,
    keyOf: (parameters) => JSON.stringify(dimensions.map(({ name }) => parameters[name])),
    draw: (random) => assemble(dimensions.map((dimension) => drawFrom(dimension, random))),
  };
}

function drawFrom(dimension: Dimension, random: Random): ParameterValue {
  if (dimension.kind === 'continuous') return continuousAt(dimension, random.next());
  return valueAt(dimension, random.integer(sizeOf(dimension)));
}
