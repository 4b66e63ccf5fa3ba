import type { IndicatorId, IndicatorParameters } from '@pipwright/indicators';
import type { ClockName } from '../engine/clock-columns.ts';

export type CandleColumn = 'open' | 'high' | 'low' | 'close' | 'volume' | 'spread';

/** Which candles a column is made of: 0 the base timeframe, 1 and 2 the context timeframes. */
export type FrameIndex = 0 | 1 | 2;

/** A column that features are computed from. Columns that are written the same are computed once. */
export type ColumnReference =
  | { readonly kind: 'candle'; readonly frame: FrameIndex; readonly name: CandleColumn }
  | { readonly kind: 'clock'; readonly frame: 0; readonly name: ClockName }
  | {
      readonly kind: 'indicator';
      readonly frame: FrameIndex;
      readonly id: IndicatorId;
      readonly parameters: Readonly<Record<string, number>>;
      readonly output: string;
      /** The column that an indicator of one column reads; null: the candle's close, or the whole bars. */
      readonly of: ColumnReference | null;
    };

/** A column of the base candles (bid). `spread` is ask close - bid close. */
export function candle(name: CandleColumn): ColumnReference {
  return { kind: 'candle', frame: 0, name };
}

/** A column of the wall clock at the close of the base candle. */
export function clock(name: ClockName): ColumnReference {
  return { kind: 'clock', frame: 0, name };
}

/** An output of an indicator over the base candles, or over another column. */
export function indicator<Id extends IndicatorId>(
  id: Id,
  parameters: IndicatorParameters<Id>,
  output: string,
  of: ColumnReference | null = null,
): ColumnReference {
  return { kind: 'indicator', frame: 0, id, parameters: parameters as Record<string, number>, output, of };
}

/** The same column over the candles of a context timeframe, as of its last closed candle. */
export function inFrame(frame: 1 | 2, reference: ColumnReference): ColumnReference {
  if (reference.kind === 'clock') throw new TypeError('the clock has no timeframe');
  if (reference.kind === 'candle') return { ...reference, frame };
  return { ...reference, frame, of: reference.of === null ? null : inFrame(frame, reference.of) };
}

/** Text that is the same for equal columns only: `1:rsi(period=14).rsi of close`. */
export function referenceKey(reference: ColumnReference): string {
  if (reference.kind !== 'indicator') return `${reference.frame}:${reference.name}`;
  const parameters = Object.entries(reference.parameters).map(([name, value]) => `${name}=${value}`);
  const of = reference.of === null ? '' : ` of ${referenceKey(reference.of)}`;
  return `${reference.frame}:${reference.id}(${parameters.join(',')})${of}.${reference.output}`;
}
