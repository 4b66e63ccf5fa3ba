import {
  allocateCandles,
  AskSource,
  roundToTick,
  timeframeMs,
  toPoints,
  type CandleColumns,
  type CandleSeries,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import { rangeRatio, SpreadClock, volatilityFactor, type SpreadModel } from './spread-model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 24;
/** Weight of the newest candle in the usual range of its hour: half of it is of the last month or so. */
const NEWEST = 0.04;

/** A series with the spreads of a model, and how many candles got them. */
export interface ModelledSeries {
  readonly series: CandleSeries;
  readonly modelled: number;
}

/**
 * Gives candles whose ask side was only assumed (the bid and the instrument's typical spread) the spreads of a model; those that
 * were quoted stay. The spread at the open follows the range of the candle before, that at the close its own; the ask's
 * high takes the wider of both and its low the narrower. Nothing is read from later candles, and nothing is drawn.
 */
export function applySpreadModel(series: CandleSeries, model: SpreadModel, instrument: Instrument): ModelledSeries {
  const { candles, timeframe } = series;
  if (series.askSource !== AskSource.Assumed) return { series, modelled: 0 };
  const assumed = new AssumedSpread(instrument);
  const filled = copyOf(candles);
  const spreads = new ModelSpreads(model, timeframe);
  let modelled = 0;
  for (let index = 0; index < candles.length; index++) {
    const range = toPoints(instrument, candles.high[index]! - candles.low[index]!);
    spreads.next(candles.time[index]!, range);
    if (!assumed.isIn(candles, index)) continue;
    const open = spreads.atOpen * instrument.tickSize;
    const close = spreads.atClose * instrument.tickSize;
    filled.askOpen[index] = roundToTick(instrument, candles.open[index]! + open);
    filled.askHigh[index] = roundToTick(instrument, candles.high[index]! + Math.max(open, close));
    filled.askLow[index] = roundToTick(instrument, candles.low[index]! + Math.min(open, close));
    filled.askClose[index] = roundToTick(instrument, candles.close[index]! + close);
    modelled++;
  }
  return { series: { ...series, candles: filled }, modelled };
}

/** Bid columns are shared, ask columns are copies. */
function copyOf(candles: CandleColumns): CandleColumns {
  const { askOpen, askHigh, askLow, askClose } = allocateCandles(candles.length);
  askOpen.set(candles.askOpen);
  askHigh.set(candles.askHigh);
  askLow.set(candles.askLow);
  askClose.set(candles.askClose);
  return { ...candles, askOpen, askHigh, askLow, askClose };
}

/** Tells candles whose four asks are the bids and the typical spread: what is written where a provider gives one side. */
class AssumedSpread {
  readonly #low: number;
  readonly #high: number;

  constructor(instrument: Instrument) {
    const spread = instrument.typicalSpread * instrument.pipSize;
    this.#low = spread - instrument.tickSize / 2;
    this.#high = spread + instrument.tickSize / 2;
  }

  isIn(candles: CandleColumns, index: number): boolean {
    return (
      this.#is(candles.askOpen[index]! - candles.open[index]!) &&
      this.#is(candles.askHigh[index]! - candles.high[index]!) &&
      this.#is(candles.askLow[index]! - candles.low[index]!) &&
      this.#is(candles.askClose[index]! - candles.close[index]!)
    );
  }

  #is(spread: number): boolean {
    return spread > this.#low && spread < this.#high;
  }
}

/** Spreads of one candle after the other, in points. */
class ModelSpreads {
  atOpen = 0;
  atClose = 0;
  readonly #model: SpreadModel;
  readonly #lengthMs: number;
  readonly #clock = new SpreadClock();
  /** Usual range of the candles that open in an hour, by UTC; NaN before the first. */
  readonly #usual = new Float64Array(HOURS).fill(Number.NaN);
  #factor = 1;

  constructor(model: SpreadModel, timeframe: Timeframe) {
    this.#model = model;
    this.#lengthMs = timeframeMs(timeframe);
  }

  next(time: number, range: number): void {
    const { classes } = this.#model;
    this.atOpen = classes[this.#clock.classAt(time)]!.spread * this.#factor;
    this.#factor = this.#factorOf(time, range);
    this.atClose = classes[this.#clock.classAt(time + this.#lengthMs - 1)]!.spread * this.#factor;
  }

  /** Against the candles of the same hour so far. A candle of a day holds every hour: its range says nothing of its ends. */
  #factorOf(time: number, range: number): number {
    if (this.#lengthMs >= DAY_MS) return 1;
    const hour = Math.floor((time % DAY_MS) / HOUR_MS);
    const usual = this.#usual[hour]!;
    if (Number.isNaN(usual)) {
      this.#usual[hour] = range;
      return 1;
    }
    this.#usual[hour] = usual + (range - usual) * NEWEST;
    return volatilityFactor(this.#model.volatility, rangeRatio(range, usual));
  }
}
