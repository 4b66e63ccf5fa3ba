import type { IndicatorId, IndicatorParameters } from '@pipwright/indicators';
import type { ClockName } from '../engine/clock-columns.ts';
import type { SourceName } from '../sources/feature-context.ts';
import type { ColumnOperation } from './column-operation.ts';

/**
 * A column of the candles (bid). `spread` is ask close - bid close; `session` the open of the trading day in which the
 * candle opened.
 */
export type CandleColumn = 'open' | 'high' | 'low' | 'close' | 'volume' | 'spread' | 'session';

/** Which candles a column is made of: 0 the base timeframe, 1 to 6 the context timeframes, shortest first. */
export type FrameIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export type ContextFrameIndex = Exclude<FrameIndex, 0>;

/** An output of an indicator. */
export interface IndicatorReference {
  readonly kind: 'indicator';
  readonly frame: FrameIndex;
  readonly id: IndicatorId;
  readonly parameters: Readonly<Record<string, number>>;
  readonly output: string;
  /**
   * What it reads: null for the candles of its frame (an indicator of one column then reads the closes), one column, or
   * columns by the names under which the indicator reads them.
   */
  readonly of: ColumnReference | Readonly<Record<string, ColumnReference>> | null;
}

/** A column that is computed from others row by row, such as one over the average true range. */
export interface DerivedReference {
  readonly kind: 'derived';
  readonly frame: FrameIndex;
  /** Its formula without the inputs: equal names with equal inputs are equal columns. */
  readonly name: string;
  readonly inputs: readonly ColumnReference[];
  readonly compute: ColumnOperation;
}

/** A column that features are computed from. Columns that are written the same are computed once. */
export type ColumnReference =
  | { readonly kind: 'candle'; readonly frame: FrameIndex; readonly name: CandleColumn }
  | { readonly kind: 'clock'; readonly frame: 0; readonly name: ClockName }
  | { readonly kind: 'source'; readonly frame: 0; readonly source: SourceName; readonly name: string }
  | DerivedReference
  | IndicatorReference;

/** A column of the base candles (bid). */
export function candle(name: CandleColumn): ColumnReference {
  return { kind: 'candle', frame: 0, name };
}

/** A column of the wall clock at the close of the base candle. */
export function clock(name: ClockName): ColumnReference {
  return { kind: 'clock', frame: 0, name };
}

/** A column of a source of facts, as of the close of the base candle. */
export function source(from: SourceName, name: string): ColumnReference {
  return { kind: 'source', frame: 0, source: from, name };
}

/** An output of an indicator over the base candles, or over other columns. */
export function indicator<Id extends IndicatorId>(
  id: Id,
  parameters: IndicatorParameters<Id>,
  output: string,
  of: IndicatorReference['of'] = null,
): ColumnReference {
  return { kind: 'indicator', frame: 0, id, parameters: parameters as Record<string, number>, output, of };
}

/** A column computed row by row from columns of the base candles. */
export function derived(name: string, inputs: readonly ColumnReference[], compute: ColumnOperation): ColumnReference {
  return { kind: 'derived', frame: 0, name, inputs, compute };
}

function isReference(of: NonNullable<IndicatorReference['of']>): of is ColumnReference {
  return typeof of['kind'] === 'string';
}

/** The columns that a reference is computed from, without the candles that an indicator reads of itself. */
export function inputsOf(reference: ColumnReference): readonly ColumnReference[] {
  if (reference.kind === 'derived') return reference.inputs;
  if (reference.kind !== 'indicator' || reference.of === null) return [];
  return isReference(reference.of) ? [reference.of] : Object.values(reference.of);
}

/** What an indicator reads, by name; `''` where it is one column. */
export function namedInputsOf({ of }: IndicatorReference): readonly (readonly [string, ColumnReference])[] {
  if (of === null) return [];
  return isReference(of) ? [['', of]] : Object.entries(of);
}

/** The same column over the candles of a context timeframe, as of its last closed candle. */
export function inFrame(frame: ContextFrameIndex, reference: ColumnReference): ColumnReference {
  switch (reference.kind) {
    case 'clock':
    case 'source':
      throw new TypeError(`a ${reference.kind} has no timeframe`);
    case 'candle':
      return { ...reference, frame };
    case 'derived':
      return { ...reference, frame, inputs: reference.inputs.map((input) => inFrame(frame, input)) };
    case 'indicator': {
      const { of } = reference;
      if (of === null) return { ...reference, frame };
      if (isReference(of)) return { ...reference, frame, of: inFrame(frame, of) };
      const inputs = Object.entries(of).map(([name, input]) => [name, inFrame(frame, input)] as const);
      return { ...reference, frame, of: Object.fromEntries(inputs) };
    }
  }
}

/** Text that is the same for equal columns only: `1:rsi(period=14)(0:close).rsi`. */
export function referenceKey(reference: ColumnReference): string {
  switch (reference.kind) {
    case 'candle':
    case 'clock':
      return `${reference.frame}:${reference.name}`;
    case 'source':
      return `${reference.source}.${reference.name}`;
    case 'derived':
      return `${reference.frame}:${reference.name}(${reference.inputs.map(referenceKey).join(',')})`;
    case 'indicator':
      return `${reference.frame}:${indicatorKey(reference)}.${reference.output}`;
  }
}

/** Text that is the same for equal indicators over equal columns only, whatever the output. */
export function indicatorKey(reference: IndicatorReference): string {
  const parameters = Object.entries(reference.parameters).map(([name, value]) => `${name}=${value}`);
  const inputs = namedInputsOf(reference).map(([name, input]) => `${name}=${referenceKey(input)}`);
  return `${reference.id}(${[...parameters, ...inputs].join(',')})`;
}
