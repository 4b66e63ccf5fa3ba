import { SpreadFitter, type SpreadModel } from '@pipwright/backtest';
import { AskSource, type EpochMs, type Instrument } from '@pipwright/model';
import type { CandleStore, TimeRange } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { putSpreadModel } from './stored-spread-model.ts';

export interface SpreadFitOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  /** By default everything that is stored. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

const DAY_MS = 86_400_000;
/** Minute candles are read by the week: a few hundred kilobytes. */
const CANDLE_SPAN_MS = 7 * DAY_MS;

/** Adds the ticks day by day. Returns `false` where there are none. */
async function addTicks(store: CandleStore, fitter: SpreadFitter, options: SpreadFitOptions): Promise<boolean> {
  const { symbol } = options.instrument;
  const { from, to } = rangeOf(options);
  const days = (await store.listTickDays(symbol)).filter((day) => day + DAY_MS > from && day < to);
  for (const [index, day] of days.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.(index / days.length, `ticks, day ${index + 1} of ${days.length}`);
    const range = { from: Math.max(day, from) as EpochMs, to: Math.min(day + DAY_MS, to) as EpochMs };
    fitter.addTicks(await store.readTicks(symbol, range));
  }
  return days.length > 0;
}

/** Adds the minute candles that have a quoted ask side, week by week. */
async function addCandles(store: CandleStore, fitter: SpreadFitter, options: SpreadFitOptions): Promise<void> {
  const { symbol } = options.instrument;
  const key = { symbol, timeframe: 'M1' } as const;
  const stored = (await store.listSeries()).find((one) => one.symbol === symbol && one.timeframe === 'M1');
  if (stored === undefined) return;
  const { from, to } = rangeOf(options);
  const start = Math.max(from, stored.firstTime);
  const end = Math.min(to, stored.lastTime + 1);
  for (let week = start; week < end; week += CANDLE_SPAN_MS) {
    options.signal?.throwIfAborted();
    options.onProgress?.((week - start) / (end - start), 'quoted minutes');
    const range = { from: week as EpochMs, to: Math.min(week + CANDLE_SPAN_MS, end) as EpochMs };
    const series = await store.readCandles(key, range);
    // A week that mixes both is left out: which of its candles were quoted is not told.
    if (series.askSource !== AskSource.Assumed) fitter.addMinuteCandles(series.candles);
  }
}

function rangeOf({ from, to }: SpreadFitOptions): TimeRange {
  return {
    from: from ?? (Number.MIN_SAFE_INTEGER as EpochMs),
    to: to ?? (Number.MAX_SAFE_INTEGER as EpochMs),
  };
}

/**
 * Fits the spread of an instrument to its stored ticks or, where there are none, to minute candles with a quoted ask side, and
 * stores the model. Backtests take it from then on where candles have no ask side. Throws `TOO_FEW_QUOTES`, `NO_QUOTES`.
 */
export async function fitStoredSpreads(options: SpreadFitOptions): Promise<SpreadModel> {
  const { stores, instrument } = options;
  const model = await stores.candles(async (store) => {
    const fitter = new SpreadFitter(instrument);
    const hasTicks = await addTicks(store, fitter, options);
    if (!hasTicks) await addCandles(store, fitter, options);
    if (fitter.isEmpty) throw errors.NO_QUOTES({ symbol: instrument.symbol });
    return fitter.fit();
  });
  await putSpreadModel(stores, model);
  return model;
}
