import { createRandom, type Random } from '@pipwright/kernel';
import {
  allocateCandles,
  AskSource,
  candleOpenTime,
  fromPoints,
  isInTradingWeek,
  NEW_YORK,
  nextTradingTime,
  sliceCandles,
  timeframeMs,
  toPoints,
  zoneOffsetMs,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';

/** Name of the simulated market wherever the source of candles is shown. */
export const SIMULATED_SOURCE = 'simulated';

export interface SimulatedMarketOptions {
  readonly instrument: Instrument;
  /** M1 to H4. */
  readonly timeframe: Timeframe;
  readonly from: EpochMs;
  /** Number of candles. */
  readonly length: number;
  readonly seed: number;
  /** First bid price. */
  readonly start: number;
}

const HOUR_MS = 3_600_000;
/** Volatility a year before trend and stress add theirs; with them about 8 %, as the majors have it. */
const ANNUAL_VOLATILITY = 0.055;
const TRADING_HOURS_PER_YEAR = 24 * 5 * 52;
/** Steps inside one candle from which its high and low arise. */
const STEPS = 12;
/**
 * Share of each hour's expected move that continues the trend of the last day. Real pairs show next to none. It is planted,
 * so that the simulation is not hopeless by construction, and weak: a model of some thousand candles rarely finds it, and
 * the platform then says so.
 */
const TREND_SHARE = 0.06;
const TREND_MEMORY_HOURS = 24;

/** Activity over the New York day: quiet after 17:00, busy when London and New York are both open. */
function activity(time: EpochMs): number {
  const hour = ((((time + zoneOffsetMs(NEW_YORK, time)) / HOUR_MS) % 24) + 24) % 24;
  if (hour >= 17 && hour < 19) return 0.35;
  if (hour >= 19 || hour < 2) return 0.7;
  if (hour < 8) return 1.15;
  if (hour < 12) return 1.6;
  return 0.9;
}

interface WalkState {
  /** Natural logarithm of the mid price. */
  mid: number;
  /** Log of volatility against its mean. */
  stress: number;
  /** Smoothed move of the last day, in standard deviations. */
  trend: number;
}

interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

function walkOneCandle(state: WalkState, random: Random, deviation: number): Bar {
  const step = deviation / Math.sqrt(STEPS);
  const drift = (deviation * TREND_SHARE * Math.max(-2, Math.min(2, state.trend))) / STEPS;
  const open = state.mid;
  let high = open;
  let low = open;
  for (let index = 0; index < STEPS; index++) {
    state.mid += drift + step * random.normal();
    if (state.mid > high) high = state.mid;
    if (state.mid < low) low = state.mid;
  }
  return { open, high, low, close: state.mid };
}

/**
 * Candles of a market that does not exist: a random walk with clustered volatility, quiet and busy hours, a spread that
 * widens at the rollover, weekends closed, and a weak trend that is planted on purpose. Its only use is to show the
 * platform at work where no data was imported; what is earned on it says nothing about any real market.
 * The same options give the same candles.
 */
export function simulateMarket(options: SimulatedMarketOptions): CandleSeries {
  const { instrument, timeframe, length } = options;
  const random = createRandom(`simulated-market/${options.seed}`);
  const stressRandom = random.split('stress');
  const volumeRandom = random.split('volume');
  const candles = allocateCandles(length);
  const hours = timeframeMs(timeframe) / HOUR_MS;
  const trendDecay = Math.exp(-hours / TREND_MEMORY_HOURS);
  const state: WalkState = { mid: Math.log(options.start), stress: 0, trend: 0 };
  let time = nextTradingTime(candleOpenTime(options.from, timeframe));
  for (let index = 0; index < length; index++) {
    state.stress = state.stress * 0.997 ** hours + 0.02 * Math.sqrt(hours) * stressRandom.normal();
    const hourly = ANNUAL_VOLATILITY / Math.sqrt(TRADING_HOURS_PER_YEAR);
    const busy = activity(time);
    const deviation = hourly * Math.sqrt(hours) * busy * Math.exp(state.stress);
    const bar = walkOneCandle(state, random, deviation);
    state.trend = state.trend * trendDecay + ((bar.close - bar.open) / deviation) * Math.sqrt(1 - trendDecay ** 2);
    const spread = instrument.typicalSpread * instrument.pipSize * (busy < 0.5 ? 2.5 : 1) * Math.exp(state.stress / 3);
    writeCandle(candles, index, instrument, time, bar, spread);
    candles.volume[index] = Math.round(800 * hours * busy * Math.exp(state.stress) * (0.7 + 0.6 * volumeRandom.next()));
    time = nextCandle(time, timeframe);
  }
  return {
    symbol: instrument.symbol,
    timeframe,
    askSource: AskSource.Quoted,
    candles: sliceCandles(candles, 0, length),
  };
}

function nextCandle(time: EpochMs, timeframe: Timeframe): EpochMs {
  const next = (time + timeframeMs(timeframe)) as EpochMs;
  return isInTradingWeek(next) ? next : nextTradingTime(next);
}

function writeCandle(
  candles: CandleColumns,
  index: number,
  instrument: Instrument,
  time: EpochMs,
  bar: Bar,
  spread: number,
): void {
  const spreadPoints = Math.max(1, toPoints(instrument, spread));
  const points = (logarithm: number): number => toPoints(instrument, Math.exp(logarithm) - spread / 2);
  candles.time[index] = time;
  candles.open[index] = fromPoints(instrument, points(bar.open));
  candles.high[index] = fromPoints(instrument, points(bar.high));
  candles.low[index] = fromPoints(instrument, points(bar.low));
  candles.close[index] = fromPoints(instrument, points(bar.close));
  candles.askOpen[index] = fromPoints(instrument, points(bar.open) + spreadPoints);
  candles.askHigh[index] = fromPoints(instrument, points(bar.high) + spreadPoints);
  candles.askLow[index] = fromPoints(instrument, points(bar.low) + spreadPoints);
  candles.askClose[index] = fromPoints(instrument, points(bar.close) + spreadPoints);
}
