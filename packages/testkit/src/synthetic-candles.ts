import { createRandom, type Random } from '@pipwright/kernel';
import {
  allocateCandles,
  AskSource,
  candleCloseTime,
  candleOpenTime,
  findInstrument,
  NEW_YORK,
  nextTradingTime,
  timeframeMs,
  utcMs,
  zoneOffsetMs,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';

export interface SyntheticCandlesOptions {
  readonly seed: number | string;
  /** Number of candles. */
  readonly length: number;
  /** Default H1. */
  readonly timeframe?: Timeframe;
  /** Default EURUSD. */
  readonly instrument?: Instrument;
  /** The first candle opens at or after this moment. Default Sunday 2015-01-04 17:00 New York. */
  readonly startTime?: EpochMs;
  /** Default 1.1, or 110 for an instrument quoted in yen. */
  readonly startPrice?: number;
  /** Standard deviation of the logarithm of price over a year of 260 trading days. Default 0.08. */
  readonly annualVolatility?: number;
  /** Expected change of the logarithm of price per year. Default 0. */
  readonly annualDrift?: number;
}

const HOUR_MS = 3_600_000;
const TRADING_YEAR_MS = 260 * 24 * HOUR_MS;
/** Steps of the price inside a candle, from which its high and low arise. */
const STEPS = 6;
/** How quickly volatility returns to its mean, per day. */
const VOLATILITY_REVERSION = 0.15;

/** Activity by hour of New York's clock, mean 1: quiet after the rollover, busy while London and New York overlap. */
const ACTIVITY = [
  0.55, 0.6, 1, 1.45, 1.5, 1.35, 1.15, 1.2, 1.75, 1.85, 1.9, 1.5, 1.15, 1, 0.9, 0.8, 0.6, 0.3, 0.4, 0.65, 0.75, 0.65,
  0.55, 0.5,
];

/** The walk between candles: logarithm of the bid price, and the state of its volatility. */
interface Walk {
  logPrice: number;
  logVolatility: number;
}

function hourActivity(time: EpochMs): number {
  const wall = time + zoneOffsetMs(NEW_YORK, time);
  return ACTIVITY[Math.floor(wall / HOUR_MS) % 24] as number;
}

/** A draw with the heavy tails of real returns, variance 1: one in twenty-five comes from a wider distribution. */
function heavyTailed(random: Random): number {
  return random.normal() * (random.next() < 0.04 ? 2.75 : 0.85);
}

class Generator {
  readonly #instrument: Instrument;
  readonly #timeframe: Timeframe;
  readonly #options: SyntheticCandlesOptions;
  readonly #random: Random;
  readonly #walk: Walk;
  readonly #pointsPerUnit: number;

  constructor(options: SyntheticCandlesOptions) {
    this.#options = options;
    this.#instrument = options.instrument ?? findInstrument('EURUSD')!;
    this.#timeframe = options.timeframe ?? 'H1';
    this.#random = createRandom(options.seed).split('synthetic candles');
    const startPrice = options.startPrice ?? ((this.#instrument.quote as string) === 'JPY' ? 110 : 1.1);
    this.#walk = { logPrice: Math.log(startPrice), logVolatility: 0 };
    this.#pointsPerUnit = Math.round(1 / this.#instrument.tickSize);
  }

  series(): CandleSeries {
    const candles = allocateCandles(this.#options.length);
    let time = this.#firstOpen(this.#options.startTime ?? utcMs(2015, 1, 4, 22));
    for (let index = 0; index < candles.length; index++) {
      this.#fill(candles, index, time);
      const closed = candleCloseTime(time, this.#timeframe);
      time = nextTradingTime(closed);
      if (time > closed) this.#weekend();
    }
    const { symbol } = this.#instrument;
    return { symbol, timeframe: this.#timeframe, askSource: AskSource.Quoted, candles };
  }

  #firstOpen(time: EpochMs): EpochMs {
    const start = nextTradingTime(time);
    const open = candleOpenTime(start, this.#timeframe);
    return open >= time ? open : nextTradingTime(candleCloseTime(open, this.#timeframe));
  }

  /** Two days of closed market move the price by about as much as three hours of open market. */
  #weekend(): void {
    const { annualVolatility = 0.08 } = this.#options;
    this.#walk.logPrice += heavyTailed(this.#random) * annualVolatility * Math.sqrt((3 * HOUR_MS) / TRADING_YEAR_MS);
  }

  #fill(candles: CandleColumns, index: number, time: EpochMs): void {
    const { annualVolatility = 0.08, annualDrift = 0 } = this.#options;
    const random = this.#random;
    const walk = this.#walk;
    const share = timeframeMs(this.#timeframe) / TRADING_YEAR_MS;
    const reversion = Math.min(1, VOLATILITY_REVERSION * share * 260);
    walk.logVolatility += -reversion * walk.logVolatility + 0.45 * Math.sqrt(2 * reversion) * random.normal();
    const activity = timeframeMs(this.#timeframe) < 24 * HOUR_MS ? hourActivity(time) : 1;
    const deviation = annualVolatility * activity * Math.exp(walk.logVolatility) * Math.sqrt(share / STEPS);
    const open = walk.logPrice;
    let high = open;
    let low = open;
    for (let step = 0; step < STEPS; step++) {
      walk.logPrice += (annualDrift * share) / STEPS + deviation * heavyTailed(random);
      high = Math.max(high, walk.logPrice);
      low = Math.min(low, walk.logPrice);
    }
    candles.time[index] = time;
    this.#bid(candles, index, [open, high, low, walk.logPrice]);
    this.#ask(candles, index, activity);
    const volume = 60 * Math.sqrt(timeframeMs(this.#timeframe) / 60_000) * activity;
    candles.volume[index] = Math.max(1, Math.round(volume * Math.exp(walk.logVolatility + 0.3 * random.normal())));
  }

  #bid(candles: CandleColumns, index: number, logPrices: readonly [number, number, number, number]): void {
    const points = logPrices.map((value) => Math.round(Math.exp(value) * this.#pointsPerUnit));
    candles.open[index] = (points[0] as number) / this.#pointsPerUnit;
    candles.high[index] = (points[1] as number) / this.#pointsPerUnit;
    candles.low[index] = (points[2] as number) / this.#pointsPerUnit;
    candles.close[index] = (points[3] as number) / this.#pointsPerUnit;
  }

  /** Spreads in whole points around the instrument's typical one, wider in quiet hours. */
  #ask(candles: CandleColumns, index: number, activity: number): void {
    const { typicalSpread, pipSize } = this.#instrument;
    const typical = typicalSpread * pipSize * this.#pointsPerUnit * (0.7 + 0.3 / activity);
    const draw = (): number => Math.max(1, Math.round(typical * Math.exp(0.2 * this.#random.normal())));
    const perUnit = this.#pointsPerUnit;
    const shifted = (value: number, spread: number): number => (Math.round(value * perUnit) + spread) / perUnit;
    const open = shifted(candles.open[index] as number, draw());
    const close = shifted(candles.close[index] as number, draw());
    const spread = draw();
    candles.askOpen[index] = open;
    candles.askClose[index] = close;
    candles.askHigh[index] = Math.max(open, close, shifted(candles.high[index] as number, spread));
    candles.askLow[index] = Math.min(open, close, shifted(candles.low[index] as number, spread));
  }
}

/**
 * A made-up series that looks like foreign exchange: bid and ask in whole points, inside the trading week with weekend
 * gaps, volatility that clusters and follows the clock, heavy tails, spreads that widen in quiet hours. It has no edge
 * in it. The same options always give the same series.
 */
export function syntheticCandles(options: SyntheticCandlesOptions): CandleSeries {
  return new Generator(options).series();
}
