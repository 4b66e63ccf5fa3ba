import {
  candleCloseTime,
  lowerBound,
  tradingDayOpen,
  type CandleSeries,
  type EpochMs,
  type SymbolName,
} from '@pipwright/model';

/** Trading days that a regime is measured over: about a month. */
const WINDOW_DAYS = 20;
/** Earlier days that a day must be compared with before it is called high or low. */
const HISTORY_MIN = 40;
const DAY_MS = 86_400_000;

/** Names of the groups, lowest third of the days first. The last one is for days before there is enough history. */
export const VOLATILITY_NAMES: readonly string[] = ['quiet', 'usual volatility', 'volatile', 'not known yet'];
export const TREND_NAMES: readonly string[] = ['ranging', 'mixed', 'trending', 'not known yet'];
const UNKNOWN = 3;

/** What the market was like, as it was known from the end of each trading day on. */
export interface MarketRegimes {
  /** Ends of trading days (17:00 New York), ascending. */
  readonly knownFrom: Float64Array;
  /** Indices into `VOLATILITY_NAMES` and `TREND_NAMES`. */
  readonly volatility: Uint8Array;
  readonly trend: Uint8Array;
}

/** Regimes of each symbol that was traded. */
export type RegimesBySymbol = ReadonlyMap<SymbolName, MarketRegimes>;

/**
 * Sorts the trading days of a series by the deviation of their last 20 daily log-returns (volatility) and by Kaufman's
 * efficiency ratio over 20 days, |change| / sum of |daily changes| (trend): each into the third of all **earlier** days
 * that it falls into, so that a trade's regime was known when it was entered.
 */
export function marketRegimes(series: CandleSeries): MarketRegimes {
  const { dayEnd, close } = dailyCloses(series);
  const count = dayEnd.length;
  const volatility = new Uint8Array(count).fill(UNKNOWN);
  const trend = new Uint8Array(count).fill(UNKNOWN);
  const volatilities: number[] = [];
  const efficiencies: number[] = [];
  for (let day = WINDOW_DAYS; day < count; day++) {
    const month = close.subarray(day - WINDOW_DAYS, day + 1);
    volatility[day] = placeAmong(volatilities, realisedVolatility(month));
    trend[day] = placeAmong(efficiencies, efficiencyRatio(month));
  }
  return { knownFrom: dayEnd, volatility, trend };
}

/** Names of the regimes that were known at `time`. */
export function regimesAt(regimes: MarketRegimes, time: EpochMs): { volatility: string; trend: string } {
  // A day that ends at the moment of an entry is known at it.
  const day = lowerBound(regimes.knownFrom, time + 1) - 1;
  return {
    volatility: VOLATILITY_NAMES[regimes.volatility[day] ?? UNKNOWN]!,
    trend: TREND_NAMES[regimes.trend[day] ?? UNKNOWN]!,
  };
}

/** Last bid of each trading day. A weekly candle says nothing about days: it counts as the day on which it ends. */
function dailyCloses({ candles, timeframe }: CandleSeries): { dayEnd: Float64Array; close: Float64Array } {
  const dayEnd: number[] = [];
  const close: number[] = [];
  for (let index = 0; index < candles.length; index++) {
    const closeTime = candleCloseTime(candles.time[index] as EpochMs, timeframe);
    const end = tradingDayOpen((closeTime - 1) as EpochMs) + DAY_MS;
    if (dayEnd.at(-1) === end) close[close.length - 1] = candles.close[index]!;
    else {
      dayEnd.push(end);
      close.push(candles.close[index]!);
    }
  }
  return { dayEnd: Float64Array.from(dayEnd), close: Float64Array.from(close) };
}

function realisedVolatility(close: Float64Array): number {
  const days = close.length - 1;
  let sum = 0;
  let square = 0;
  for (let day = 1; day <= days; day++) {
    const change = Math.log(close[day]! / close[day - 1]!);
    sum += change;
    square += change * change;
  }
  return Math.sqrt(Math.max(0, square - (sum * sum) / days) / (days - 1));
}

function efficiencyRatio(close: Float64Array): number {
  let way = 0;
  for (let day = 1; day < close.length; day++) way += Math.abs(close[day]! - close[day - 1]!);
  return way > 0 ? Math.abs(close.at(-1)! - close[0]!) / way : 0;
}

/** The third of the ascending `earlier` values that a value falls into, and puts it among them. */
function placeAmong(earlier: number[], value: number): number {
  const count = earlier.length;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (earlier[middle]! < value) low = middle + 1;
    else high = middle;
  }
  earlier.splice(low, 0, value);
  if (count < HISTORY_MIN) return UNKNOWN;
  if (low < count / 3) return 0;
  return low < (2 * count) / 3 ? 1 : 2;
}
