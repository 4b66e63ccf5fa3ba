import { findIndicator, INDICATORS, paneOf, type AnyIndicator, type IndicatorEntry } from '@pipwright/indicators';
import { tradingDayOpen, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { IndicatorInfo, IndicatorValues } from '@pipwright/protocol';
import { errors } from '../errors.ts';

/** What candles can be read as: their bid side, and the trading day that each belongs to. */
const COLUMNS: readonly string[] = ['open', 'high', 'low', 'close', 'volume', 'session'];

/** More candles before those that are drawn change no digit of what is drawn. */
const WARM_UP_MAX = 20_000;

function isDrawable(indicator: AnyIndicator): boolean {
  return indicator.reads.every((name) => COLUMNS.includes(name));
}

function infoOf(entry: IndicatorEntry): IndicatorInfo {
  const { id, name, group, description, source, notes = null, guides = [] } = entry;
  const parameters = Object.entries(entry.parameters).map(([parameter, value]) => ({ name: parameter, value }));
  const { outputs } = entry.create();
  const panes = outputs.map((output) => paneOf(entry, output));
  return { id, name, group, description, source, notes, parameters, outputs: [...outputs], panes, guides: [...guides] };
}

/** The indicators that can be drawn over candles; others read ticks, books or several markets. */
export function drawableIndicators(): readonly IndicatorInfo[] {
  return INDICATORS.filter((entry) => isDrawable(entry.create())).map(infoOf);
}

/** Candles of which rows 0 to `length - 1` are closed. */
export interface ClosedCandles {
  readonly columns: CandleColumns;
  readonly length: number;
}

/**
 * An indicator over the last `count` closed candles, warmed up on those before. Throws `UNKNOWN_INDICATOR`,
 * `UNKNOWN_PARAMETER`, `PARAMETER_OUT_OF_RANGE`, and `INDICATOR_NOT_DRAWABLE` where candles are not what it reads.
 */
export function drawIndicator(options: {
  readonly candles: ClosedCandles;
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly count: number;
}): IndicatorValues {
  const { candles, id, parameters, count } = options;
  const indicator = findIndicator(id).create(parameters);
  if (!isDrawable(indicator)) throw errors.INDICATOR_NOT_DRAWABLE({ indicator: id, reads: indicator.reads.join(', ') });
  const { columns, length } = candles;
  const first = Math.max(0, length - count);
  const from = Math.max(0, first - WARM_UP_MAX);
  const { time, open, high, low, close, volume } = columns;
  const session = time.subarray(from, length).map((moment) => tradingDayOpen(moment as EpochMs));
  const part = (column: Float64Array): Float64Array => column.subarray(from, length);
  const bars = {
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
    session,
  };
  const outputs = indicator.outputs.map(() => new Float64Array(length - from));
  indicator.process(bars, 0, length - from, outputs);
  const values = (output: Float64Array): (number | null)[] =>
    Array.from(output.subarray(first - from), (value) => (Number.isNaN(value) ? null : value));
  return {
    id,
    parameters: { ...indicator.parameters },
    time: Array.from(time.subarray(first, length)),
    outputs: indicator.outputs.map((name, index) => ({ name, values: values(outputs[index] as Float64Array) })),
  };
}
