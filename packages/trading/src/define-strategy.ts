import { specProblem } from './check-parameters.ts';
import { errors } from './errors.ts';
import type { ParameterSpec, ParameterSpecs, ParameterValue, ParameterValues } from './parameters.ts';
import { readParameters, requireSense } from './read-parameters.ts';
import type { Strategy, StrategyDefinition } from './strategy-definition.ts';

const KINDS = ['integer', 'number', 'choice', 'flag'];
const MODELS = [undefined, 'none', 'optional', 'required'];
const FIELDS = ['name', 'description', 'parameters', 'constraint', 'model', 'volume', 'start', 'columns'];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parametersProblem(parameters: unknown): string {
  if (!isObject(parameters)) return "'parameters' is missing; write parameters: {} where there are none";
  for (const [name, spec] of Object.entries(parameters)) {
    if (!isObject(spec) || !KINDS.includes(String(spec['kind']))) {
      return `the parameter ${name} is not made by integer, number, choice or flag`;
    }
    const problem = specProblem(name, spec as unknown as ParameterSpec);
    if (problem !== '') return problem;
  }
  return '';
}

/** What keeps a value from being the definition of a strategy; empty where nothing does. */
export function definitionProblem(value: unknown): string {
  if (!isObject(value)) return `it is ${value === null ? 'null' : typeof value}, not what defineStrategy returns`;
  const { name, description, model, volume, start, columns, constraint } = value;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) {
    return "'name' is missing, or not of small letters, digits and hyphens";
  }
  if (typeof description !== 'string' || description === '') return "'description' is missing: a sentence for people";
  if (typeof start !== 'function') return "'start' is missing: the function that prepares a run and returns onCandle";
  if (columns !== undefined && typeof columns !== 'function') return "'columns' is not a function";
  if (constraint !== undefined && typeof constraint !== 'function') return "'constraint' is not a function";
  if (!MODELS.includes(model as string | undefined)) return "'model' is not none, optional or required";
  if (volume !== undefined && !(typeof volume === 'number' && volume > 0)) return "'volume' is not a number of lots";
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) return `'${unknown}' is not a part of a strategy; the parts are ${FIELDS.join(', ')}`;
  return parametersProblem(value['parameters']);
}

/**
 * Declares a strategy: the default export of a strategy's file. Throws `STRATEGY_INVALID`.
 *
 * @example
 * export default defineStrategy({
 *   name: 'two-rising-closes',
 *   description: 'Buys after two rising closes and holds for a while.',
 *   parameters: { hold: integer({ default: 5, min: 1, max: 50, description: 'Candles to hold.' }) },
 *   start: ({ candles, parameters }) => {
 *     const series = candles();
 *     return {
 *       onCandle: (market) => {
 *         for (const position of market.positions) if (position.age >= parameters.hold) market.close(position);
 *         if (series.length < 3 || market.direction !== 0) return;
 *         if (series.close() > series.close(1) && series.close(1) > series.close(2)) market.buy({ stopLoss: 0.002 });
 *       },
 *     };
 *   },
 * });
 */
export function defineStrategy<const Specs extends ParameterSpecs>(
  definition: StrategyDefinition<Specs>,
): StrategyDefinition<Specs> {
  const problem = definitionProblem(definition);
  if (problem !== '') throw errors.STRATEGY_INVALID({ strategy: nameOf(definition), problem });
  return Object.freeze({ ...definition, parameters: Object.freeze({ ...definition.parameters }) });
}

function nameOf(definition: unknown): string {
  return isObject(definition) && typeof definition['name'] === 'string' ? definition['name'] : 'without a name';
}

/**
 * Chooses the parameters of a strategy; those that are not given take their defaults.
 * Throws `PARAMETER_UNKNOWN`, `PARAMETER_OUT_OF_RANGE` and `PARAMETERS_MAKE_NO_SENSE`.
 */
export function strategyOf<Specs extends ParameterSpecs>(
  definition: StrategyDefinition<Specs>,
  given: NoInfer<Partial<ParameterValues<Specs>>> | Readonly<Record<string, ParameterValue>> = {},
): Strategy {
  const parameters = readParameters(definition.parameters, given);
  requireSense(definition, parameters);
  return { name: definition.name, definition, parameters };
}
