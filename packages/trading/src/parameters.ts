/** A parameter of a strategy that is a whole number, ends included. */
export interface IntegerSpec {
  readonly kind: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Steps of a grid search; 1 where it is missing. */
  readonly step?: number;
  readonly description: string;
}

/** A parameter that is any number, ends included. */
export interface NumberSpec {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Steps of a grid search; a tenth of the range where it is missing. */
  readonly step?: number;
  /** Searched by its logarithm: for periods and factors. `min` must be above 0. */
  readonly scale?: 'linear' | 'log';
  readonly description: string;
}

export interface ChoiceSpec<Value extends string = string> {
  readonly kind: 'choice';
  readonly default: Value;
  readonly values: readonly Value[];
  readonly description: string;
}

export interface FlagSpec {
  readonly kind: 'flag';
  readonly default: boolean;
  readonly description: string;
}

export type ParameterSpec = IntegerSpec | NumberSpec | ChoiceSpec | FlagSpec;
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;
export type ParameterValue = number | string | boolean;

type ValueOf<Spec extends ParameterSpec> =
  Spec extends ChoiceSpec<infer Value> ? Value : Spec extends FlagSpec ? boolean : number;

/** The values that a strategy gets, typed by what it declared. */
export type ParameterValues<Specs extends ParameterSpecs = ParameterSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>;
};

/** Declares a parameter that is a whole number. */
export function integer(spec: Omit<IntegerSpec, 'kind'>): IntegerSpec {
  return { kind: 'integer', ...spec };
}

/** Declares a parameter that is any number. */
export function number(spec: Omit<NumberSpec, 'kind'>): NumberSpec {
  return { kind: 'number', ...spec };
}

/** Declares a parameter that is one of some words; the first one is the default unless another is named. */
export function choice<const Value extends string>(
  values: readonly [Value, ...Value[]],
  spec: { readonly default?: NoInfer<Value>; readonly description: string },
): ChoiceSpec<Value> {
  return { kind: 'choice', values, default: spec.default ?? values[0], description: spec.description };
}

/** Declares a parameter that is on or off; off by default. */
export function flag(spec: { readonly default?: boolean; readonly description: string }): FlagSpec {
  return { kind: 'flag', default: spec.default ?? false, description: spec.description };
}
