import { packCandle } from '@pipwright/brokers';
import { lowerBound, sliceCandles, timeframeMs, type CandleColumns, type EpochMs } from '@pipwright/model';
import { VERSION } from '../package-version.ts';
import type { LoadedSeries } from '../pipeline/load-series.ts';
import type { StoredModel } from '../pipeline/model-store.ts';
import { tradingParameters, type TradingChoices } from '../pipeline/trading-parameters.ts';
import { ACCOUNT_RULES, type SessionStarted } from './paper-events.ts';

/** Candles before the first traded one that a run takes along for its features to warm up on. */
const HISTORY = 4000;
/** Fewer unseen candles than this are not worth a replay. */
const UNSEEN_MIN = 200;
/** Share of the series, its end, that is replayed where nothing unseen is left. */
const SEEN_SHARE = 0.25;

/** Index of the first candle to replay: the first that closes after the last label the model was trained on. */
function firstCandle({ candles, timeframe }: LoadedSeries['series'], model: StoredModel): number {
  const unseen = lowerBound(candles.time, model.file.training.labelsTo - timeframeMs(timeframe) + 1);
  const isEnough = candles.length - unseen >= UNSEEN_MIN;
  return isEnough ? unseen : Math.floor(candles.length * (1 - SEEN_SHARE));
}

/** `true` where the run replays candles that its model was trained on. */
export function isInSample(start: SessionStarted, model: StoredModel): boolean {
  return start.feed.from < model.file.training.to;
}

/** What a new run is started with. */
export function planRun(
  runId: string,
  loaded: LoadedSeries,
  model: StoredModel,
  choices: TradingChoices = {},
): SessionStarted {
  const { instrument, series, simulated } = loaded;
  const { candles } = series;
  const first = firstCandle(series, model);
  const history = Array.from({ length: Math.min(HISTORY, first) }, (_, place) =>
    packCandle(instrument, candles, first - Math.min(HISTORY, first) + place),
  );
  return {
    product: VERSION,
    rules: ACCOUNT_RULES,
    runId,
    symbol: instrument.symbol,
    timeframe: series.timeframe,
    simulated,
    modelId: model.id,
    modelDigest: model.digest,
    trading: tradingParameters(instrument, choices),
    feed: {
      from: candles.time[first] as EpochMs,
      to: candles.time[candles.length - 1] as EpochMs,
      total: candles.length - first,
    },
    history,
  };
}

/** The candles of a run's feed: those of the series from its first to its last. */
export function feedCandles({ series }: LoadedSeries, { feed }: SessionStarted): CandleColumns {
  const { candles } = series;
  return sliceCandles(candles, lowerBound(candles.time, feed.from), lowerBound(candles.time, feed.to + 1));
}
