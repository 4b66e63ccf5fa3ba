import { timeframeMs, type CandleSeries } from '@pipwright/model';
import { closeTimes } from '../compute-features.ts';
import { unknownLabel, type Label } from './label.ts';
import { TradingTime } from './trading-time.ts';

/** A distance in trading time at which the outcome of a decision is read. */
export interface Horizon {
  readonly name: string;
  readonly durationMs: number;
}

const HOUR_MS = 3_600_000;

/** One hour, four hours, one day of trading time. */
export const HORIZONS: readonly Horizon[] = [
  { name: '1h', durationMs: HOUR_MS },
  { name: '4h', durationMs: 4 * HOUR_MS },
  { name: '1d', durationMs: 24 * HOUR_MS },
];

/**
 * For each candle the last candle that closes at or before `durationMs` of trading time after its close, and that
 * moment. -1 and NaN where the series does not reach that moment, or where no candle closes in between.
 */
export function horizonEnds(series: CandleSeries, durationMs: number): { endRow: Int32Array; endTime: Float64Array } {
  const { candles, timeframe } = series;
  const { length } = candles;
  const closes = closeTimes(candles, timeframe);
  const endRow = new Int32Array(length).fill(-1);
  const endTime = new Float64Array(length).fill(Number.NaN);
  const lastClose = length === 0 ? Number.NEGATIVE_INFINITY : (closes[length - 1] as number);
  const tradingTime = new TradingTime();
  let end = 0;
  for (let row = 0; row < length; row++) {
    const target = tradingTime.add(closes[row] as number, durationMs);
    if (target > lastClose) break;
    while (end + 1 < length && (closes[end + 1] as number) <= target) end++;
    if (end <= row) continue;
    endRow[row] = end;
    endTime[row] = target;
  }
  return { endRow, endTime };
}

function labelsAt(series: CandleSeries, { name, durationMs }: Horizon): readonly Label[] {
  const { close, askClose, length } = series.candles;
  const { endRow, endTime } = horizonEnds(series, durationMs);
  const direction = unknownLabel(`direction_${name}`, `1 where return_${name} > 0, 0 where < 0`, 'class', length);
  const gross = unknownLabel(`return_${name}`, 'ln(mid close at the end / mid close)', 'log return', length);
  const net = unknownLabel(
    `net_direction_${name}`,
    '1 where bid at the end > ask now, -1 where ask at the end < bid now, else 0',
    'class',
    length,
  );
  for (let row = 0; row < length; row++) {
    const end = endRow[row] as number;
    if (end < 0) continue;
    const bid = close[row] as number;
    const ask = askClose[row] as number;
    const bidEnd = close[end] as number;
    const askEnd = askClose[end] as number;
    const move = bidEnd + askEnd - (bid + ask);
    gross.values[row] = Math.log((bidEnd + askEnd) / (bid + ask));
    if (move !== 0) direction.values[row] = move > 0 ? 1 : 0;
    const fell = askEnd < bid ? -1 : 0;
    net.values[row] = bidEnd > ask ? 1 : fell;
    // A price that ends where it was went in no direction: such a row teaches nothing, and its direction stays unknown.
    for (const label of move === 0 ? [gross, net] : [direction, gross, net]) {
      label.availableAt[row] = endTime[row] as number;
      label.endRow[row] = end;
    }
  }
  return [direction, gross, net];
}

/**
 * Direction and log return of the mid price, and direction net of the spread, over each horizon that is not shorter than a candle.
 *
 * The mid price, since a spread that is wide for an hour moves the bid alone and would pass for a move that comes back.
 *
 * The decision falls at the close of a candle; the outcome is the last price at or before that moment plus the horizon
 * in trading time (the clock stands still at weekends). The value is known at that moment, its `availableAt`.
 */
export function forwardLabels(series: CandleSeries, horizons: readonly Horizon[] = HORIZONS): readonly Label[] {
  const shortest = timeframeMs(series.timeframe);
  return horizons.filter(({ durationMs }) => durationMs >= shortest).flatMap((horizon) => labelsAt(series, horizon));
}
