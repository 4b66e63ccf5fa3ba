import type { TickColumns } from '@pipwright/model';
import type { FeedCandle } from './encode-bi5.ts';

/** Differences of whole points to the point before, the first to the base. */
function differences(prices: readonly number[], scale: number): number[] {
  const points = prices.map((price) => Math.round(price * scale));
  return points.map((value, index) => value - (points[Math.max(0, index - 1)] as number));
}

/** The hour's ticks as an answer of the newer feed. Volumes there are in units. */
export function encodeJsonTicks(ticks: TickColumns, hourStart: number, priceScale: number): string {
  const column = (values: Float64Array): number[] => [...values.subarray(0, ticks.length)];
  const units = (values: Float64Array): number[] => column(values).map((millions) => Math.round(millions * 1e6));
  const times = column(ticks.time);
  return JSON.stringify({
    timestamp: hourStart,
    multiplier: 1 / priceScale,
    ask: ticks.length === 0 ? null : ticks.ask[0],
    bid: ticks.length === 0 ? null : ticks.bid[0],
    times: times.map((time, index) => time - (index === 0 ? hourStart : (times[index - 1] as number))),
    asks: differences(column(ticks.ask), priceScale),
    bids: differences(column(ticks.bid), priceScale),
    askVolumes: units(ticks.askVolume),
    bidVolumes: units(ticks.bidVolume),
  });
}

/** A period's candles as an answer of the newer feed, which leaves out flat candles without volume. */
export function encodeJsonCandles(
  candles: readonly FeedCandle[],
  period: { readonly start: number; readonly stepMs: number; readonly priceScale: number },
): string {
  const { start, stepMs, priceScale } = period;
  const kept = candles.filter((candle, index) => index === 0 || candle.volume > 0 || candle.high > candle.low);
  const first = kept[0];
  const series = (name: 'open' | 'high' | 'low' | 'close'): number[] =>
    differences(
      kept.map((candle) => candle[name]),
      priceScale,
    );
  return JSON.stringify({
    timestamp: start,
    multiplier: 1 / priceScale,
    open: first?.open ?? null,
    high: first?.high ?? null,
    low: first?.low ?? null,
    close: first?.close ?? null,
    shift: stepMs,
    times: kept.map(
      (candle, index) => (candle.time - (index === 0 ? start : (kept[index - 1] as FeedCandle).time)) / stepMs,
    ),
    opens: series('open'),
    highs: series('high'),
    lows: series('low'),
    closes: series('close'),
    volumes: kept.map((candle) => candle.volume),
  });
}
