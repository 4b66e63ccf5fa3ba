import type { BarColumn, Indicator } from './contract/indicator.ts';
import { indicatorErrors } from './errors.ts';

export type IndicatorGroup = 'trend' | 'momentum' | 'volatility' | 'volume';

type Parameters = Readonly<Record<string, number>>;

/** What a registered indicator is, and how to make one. */
export interface IndicatorEntry<Defaults extends Parameters = Parameters> {
  readonly id: string;
  readonly name: string;
  readonly group: IndicatorGroup;
  /** Names of the parameters with their default values. */
  readonly parameters: Defaults;
  /** Makes an indicator; what is not given has its default. Throws `UNKNOWN_PARAMETER`, `PARAMETER_OUT_OF_RANGE`. */
  create(given?: Partial<Defaults>, source?: BarColumn): Indicator;
}

/** Builds one entry of the registry. */
export function entry<Defaults extends Parameters>(
  id: string,
  name: string,
  group: IndicatorGroup,
  parameters: Defaults,
  make: (parameters: Defaults & { readonly source?: BarColumn }) => Indicator,
): IndicatorEntry<Defaults> {
  return {
    id,
    name,
    group,
    parameters,
    create(given = {}, source) {
      for (const parameter of Object.keys(given)) {
        if (Object.hasOwn(parameters, parameter)) continue;
        const known = Object.keys(parameters).join(', ') || 'none';
        throw indicatorErrors.UNKNOWN_PARAMETER({ indicator: id, parameter, known });
      }
      const all = { ...parameters, ...given };
      return make(source === undefined ? all : { ...all, source });
    },
  };
}
