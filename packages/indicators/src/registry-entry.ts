import type { BarColumn } from './contract/indicator.ts';
import type { StreamIndicator } from './contract/stream-indicator.ts';
import { indicatorErrors } from './errors.ts';

export type IndicatorGroup =
  | 'trend'
  | 'momentum'
  | 'volatility'
  | 'volume'
  | 'pattern'
  | 'structure'
  | 'cross-market'
  | 'flow';

/** Over the candles, or in a pane of its own below them. */
export type Pane = 'price' | 'own';

type Parameters = Readonly<Record<string, number>>;

/** An indicator of any columns. */
export type AnyIndicator = StreamIndicator<string>;

/** What an indicator is, for people and for charts. */
export interface IndicatorAbout {
  readonly id: string;
  readonly name: string;
  readonly group: IndicatorGroup;
  /** Where a chart draws it: over the candles, since its outputs are prices, or in a pane of its own. */
  readonly pane: Pane;
  /** Outputs that belong in the other pane: the width of a band, the level of a break. */
  readonly otherPane?: readonly string[];
  /** One or two sentences: what it measures, and how it is read. */
  readonly description: string;
  /** Who published it, where and when; or which library's definition it follows. */
  readonly source: string;
  /** Where libraries differ: which definition this is, and why. */
  readonly notes?: string;
  /** Values at which a chart draws a line: 30 and 70 of an RSI. */
  readonly guides?: readonly number[];
}

/** What a registered indicator is, and how to make one. */
export interface IndicatorEntry<
  Defaults extends Parameters = Parameters,
  Made extends AnyIndicator = AnyIndicator,
> extends IndicatorAbout {
  /** Names of the parameters with their default values. */
  readonly parameters: Defaults;
  /**
   * Makes an indicator; what is not given has its default. `source` is the column that an indicator of one column
   * reads; others ignore it. Throws `UNKNOWN_PARAMETER`, `PARAMETER_OUT_OF_RANGE`.
   */
  create(given?: Partial<Defaults>, source?: BarColumn): Made;
}

/** Where a chart draws one output of an indicator. */
export function paneOf({ pane, otherPane = [] }: IndicatorAbout, output: string): Pane {
  if (!otherPane.includes(output)) return pane;
  return pane === 'price' ? 'own' : 'price';
}

/** Builds one entry of the registry. */
export function entry<Defaults extends Parameters, Made extends AnyIndicator>({
  make,
  ...about
}: IndicatorAbout & {
  readonly parameters: Defaults;
  readonly make: (parameters: Defaults & { readonly source?: BarColumn }) => Made;
}): IndicatorEntry<Defaults, Made> {
  const { id, parameters } = about;
  return {
    ...about,
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
