import { quotient } from '../cells/quotient.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import type { TickColumn } from './tick-columns.ts';

const NAMES = [
  'count',
  'intensity',
  'imbalance',
  'meanRun',
  'longestRun',
  'spreadMean',
  'spreadMax',
  'spreadLast',
  'volatility',
  'volume',
  'delta',
  'deltaShare',
] as const;

/**
 * What the ticks of a candle tell, by name:
 *
 * - `count`; `intensity` in ticks per second of the candle.
 * - `imbalance`: moves of the middle up minus down over all moves, -1 to 1; 0 without moves.
 * - `meanRun`, `longestRun`: moves in one direction before it turns.
 * - `spreadMean`, `spreadMax`, `spreadLast` in price; NaN without ticks.
 * - `volatility`: root of the sum of squared log returns of the middle from tick to tick.
 * - `volume` of both sides; `delta`, the volume with its side by the tick rule; `deltaShare`, the one over the other,
 *   0 without volume.
 */
export type TickBarName = (typeof NAMES)[number];

/** A number of a greater size is no price, as for every indicator. */
const SIZE_MAX = 1e60;

/**
 * Gathers the ticks of one candle. Nothing is carried from one candle to the next, so a candle's figures depend on its
 * own ticks only: the first tick moves nothing.
 */
export class TickBar {
  #count = 0;
  #middle = 0;
  #side = 0;
  #ups = 0;
  #downs = 0;
  #turns = 0;
  #run = 0;
  #longestRun = 0;
  #spreads = 0;
  #spreadMax = Number.NEGATIVE_INFINITY;
  #spreadLast = 0;
  #squares = 0;
  #volume = 0;
  #delta = 0;

  /** Takes a tick. One with a value that is not a number, or above 1e60 in size, is left out. */
  add(bid: number, ask: number, bidVolume: number, askVolume: number): void {
    const size = Math.max(Math.abs(bid), Math.abs(ask), Math.abs(bidVolume), Math.abs(askVolume));
    if (!(size <= SIZE_MAX)) return;
    const middle = (bid + ask) / 2;
    if (this.#count > 0 && middle !== this.#middle) this.#move(middle);
    this.#middle = middle;
    this.#count++;
    const spread = ask - bid;
    this.#spreads += spread;
    this.#spreadMax = Math.max(this.#spreadMax, spread);
    this.#spreadLast = spread;
    const volume = bidVolume + askVolume;
    this.#volume += volume;
    this.#delta += this.#side * volume;
  }

  /** Writes the figures of a candle of so many milliseconds into row `row` of `target`, and begins the next one. */
  finish(durationMs: number, target: Columns<TickBarName>, row: number): void {
    const moves = this.#ups + this.#downs;
    const empty = this.#count === 0;
    target.count[row] = this.#count;
    target.intensity[row] = quotient(1000 * this.#count, durationMs, 0);
    target.imbalance[row] = quotient(this.#ups - this.#downs, moves, 0);
    target.meanRun[row] = moves / (this.#turns + 1);
    target.longestRun[row] = this.#longestRun;
    target.spreadMean[row] = empty ? Number.NaN : this.#spreads / this.#count;
    target.spreadMax[row] = empty ? Number.NaN : this.#spreadMax;
    target.spreadLast[row] = empty ? Number.NaN : this.#spreadLast;
    target.volatility[row] = Math.sqrt(this.#squares);
    target.volume[row] = this.#volume;
    target.delta[row] = this.#delta;
    target.deltaShare[row] = quotient(this.#delta, this.#volume, 0);
    this.#clear();
  }

  #move(middle: number): void {
    const side = middle > this.#middle ? 1 : -1;
    const turned = side === -this.#side;
    if (turned) this.#turns++;
    this.#run = turned ? 1 : this.#run + 1;
    this.#longestRun = Math.max(this.#longestRun, this.#run);
    this.#side = side;
    if (side > 0) this.#ups++;
    else this.#downs++;
    if (middle > 0 && this.#middle > 0) {
      const change = Math.log(middle) - Math.log(this.#middle);
      this.#squares += change * change;
    }
  }

  #clear(): void {
    this.#count = 0;
    this.#middle = 0;
    this.#side = 0;
    this.#ups = 0;
    this.#downs = 0;
    this.#turns = 0;
    this.#run = 0;
    this.#longestRun = 0;
    this.#spreads = 0;
    this.#spreadMax = Number.NEGATIVE_INFINITY;
    this.#spreadLast = 0;
    this.#squares = 0;
    this.#volume = 0;
    this.#delta = 0;
  }
}

/** Empty columns for the figures of so many candles. */
export function allocateTickBars(candles: number): Columns<TickBarName> {
  return Object.fromEntries(NAMES.map((name) => [name, new Float64Array(candles)])) as Record<
    TickBarName,
    Float64Array
  >;
}

/**
 * The figures of the ticks per candle, as columns. A tick belongs to the candle with `opensMs <= time < closesMs`.
 * Ticks and candles are in order of time, candles do not overlap, all times are epoch milliseconds; ticks outside of
 * every candle, and those whose time is not a number, are passed over.
 */
export function tickStatisticsPerBar(
  ticks: Columns<TickColumn>,
  opensMs: Float64Array,
  closesMs: Float64Array,
): Columns<TickBarName> {
  const columns = allocateTickBars(opensMs.length);
  const bar = new TickBar();
  const { time, bid, ask, bidVolume, askVolume } = ticks;
  let tick = 0;
  for (let row = 0; row < opensMs.length; row++) {
    const open = opensMs[row] as number;
    const close = closesMs[row] as number;
    for (; tick < time.length && !((time[tick] as number) >= close); tick++) {
      if (!((time[tick] as number) >= open)) continue;
      bar.add(bid[tick] as number, ask[tick] as number, bidVolume[tick] as number, askVolume[tick] as number);
    }
    bar.finish(close - open, columns, row);
  }
  return columns;
}
