import { candleCloseTime, sliceCandles, timeframeMs, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { FeatureSheet, SheetStudy } from '@pipwright/protocol';
import type { CandleStore, SeriesSummary } from '@pipwright/storage/ports';
import { drawableIndicators, drawIndicator } from '../indicators/draw-indicator.ts';

/** Candles that are shown before and after the one that the row is of. */
const BEFORE = 120;
const AFTER = 24;
/** Candles before those that are shown: after so many, averages have forgotten where they began. */
const WARM_UP = 3000;
/** The market rests at weekends and over holidays. */
const REST_MS = 5 * 86_400_000;

/** What is drawn, and which of its outputs: those that are prices, or share a scale. */
const STUDIES = [
  { id: 'ema', parameters: { period: 20 }, outputs: ['ema'] },
  { id: 'ema', parameters: { period: 50 }, outputs: ['ema'] },
  { id: 'ema', parameters: { period: 200 }, outputs: ['ema'] },
  { id: 'bollinger', parameters: { period: 20, deviations: 2 }, outputs: ['upper', 'lower'] },
  { id: 'rsi', parameters: { period: 14 }, outputs: ['rsi'] },
  { id: 'macd', parameters: {}, outputs: ['macd', 'signal', 'histogram'] },
] as const;

/** The candles around one, with indicators over them. */
export interface SheetCandles {
  readonly candles: CandleColumns;
  /** Index of the candle among them. */
  readonly marked: number;
  readonly studies: readonly SheetStudy[];
  readonly levels: FeatureSheet['levels'];
}

/** The candle that holds a moment, or the last one before it where the market rests; null where there is none. */
export async function findCandle(store: CandleStore, series: SeriesSummary, at: EpochMs): Promise<EpochMs | null> {
  const { symbol, timeframe } = series;
  const from = at - Math.max(REST_MS, timeframeMs(timeframe));
  const { candles } = await store.readCandles(
    { symbol, timeframe },
    { from: from as EpochMs, to: (at + 1) as EpochMs },
  );
  return (candles.time[candles.length - 1] as EpochMs | undefined) ?? null;
}

function drawn(candles: CandleColumns, count: number): readonly SheetStudy[] {
  const infos = drawableIndicators();
  return STUDIES.flatMap(({ id, parameters, outputs }) => {
    const info = infos.find((one) => one.id === id);
    if (info === undefined) return [];
    const wanted: readonly string[] = outputs;
    const values = drawIndicator({ candles: { columns: candles, length: candles.length }, id, parameters, count });
    const indexes = wanted.map((name) => info.outputs.indexOf(name));
    const columns = indexes.flatMap((index) => values.outputs[index] ?? []);
    const panes = indexes.flatMap((index) => info.panes[index] ?? []);
    return [{ info: { ...info, outputs: [...wanted], panes }, values: { ...values, outputs: columns } }];
  });
}

/** Support and resistance at the last candle. */
function levelsOf(candles: CandleColumns): FeatureSheet['levels'] {
  const closed = { columns: candles, length: candles.length };
  const { outputs } = drawIndicator({ candles: closed, id: 'support-resistance', parameters: {}, count: 1 });
  return (['support', 'resistance'] as const).flatMap((kind) => {
    const price = outputs.find(({ name }) => name === kind)?.values[0] ?? null;
    return price === null ? [] : [{ kind, price }];
  });
}

/** The candles around the one that opened at `time`. */
export async function sheetCandles(store: CandleStore, series: SeriesSummary, time: EpochMs): Promise<SheetCandles> {
  const { symbol, timeframe } = series;
  const length = timeframeMs(timeframe);
  // Two calendar hours for each hour of trading, and more than the longest rest.
  const from = (time - 2 * WARM_UP * length - REST_MS) as EpochMs;
  const to = (candleCloseTime(time, timeframe) + 2 * AFTER * length + REST_MS) as EpochMs;
  const read = (await store.readCandles({ symbol, timeframe }, { from, to })).candles;
  const at = read.time.subarray(0, read.length).indexOf(time);
  const candles = sliceCandles(read, 0, Math.min(read.length, at + AFTER + 1));
  const first = Math.max(0, at - BEFORE);
  const shown = sliceCandles(candles, first, candles.length);
  const levels = levelsOf(sliceCandles(read, 0, at + 1));
  return { candles: shown, marked: at - first, studies: drawn(candles, shown.length), levels };
}
