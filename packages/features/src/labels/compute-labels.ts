import { Side, type CandleSeries } from '@pipwright/model';
import { closeTimes } from '../compute-features.ts';
import { forwardLabels, HORIZONS, type Horizon } from './forward-labels.ts';
import type { LabelTable } from './label.ts';
import { trendScan, type TrendScanOptions } from './trend-scan.ts';
import { tripleBarrier, type TripleBarrierOptions } from './triple-barrier.ts';

export interface ComputeLabelsOptions {
  readonly series: CandleSeries;
  /** Default 1 h, 4 h and 1 day. */
  readonly horizons?: readonly Horizon[];
  readonly barrier?: Omit<TripleBarrierOptions, 'side'>;
  readonly trend?: TrendScanOptions;
}

/** All labels of a series: per horizon direction, return and net direction; triple barrier long and short; trend scan. */
export function computeLabels({
  series,
  horizons = HORIZONS,
  barrier = {},
  trend = {},
}: ComputeLabelsOptions): LabelTable {
  const { candles, timeframe } = series;
  const barriers = [Side.Buy, Side.Sell].map((side) => tripleBarrier(series, { ...barrier, side }).label);
  const { label, tValue } = trendScan(series, trend);
  return {
    length: candles.length,
    time: candles.time,
    decidedAt: closeTimes(candles, timeframe),
    labels: [...forwardLabels(series, horizons), ...barriers, label, tValue],
  };
}
