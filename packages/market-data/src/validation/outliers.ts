import type { CandleColumns } from '@pipwright/model';

/** A price this many times the usual move away from its neighbours is a spike. */
const SPIKE_MOVES = 30;
/** And at least this share of the price: in a dead market one tick is many usual moves. */
const SPIKE_FRACTION = 0.004;
/** A spike of this share of the price that is gone in the next candle is an error of the data, such as a lost digit. */
const GROSS_FRACTION = 0.2;
/** Neighbours that differ among themselves by more than this part of the deviation are a move, not a spike. */
const AGREEMENT = 1 / 3;
/** Weight of a new move in the running usual move; about the last 200 candles count. */
const WEIGHT = 0.01;
const MOVE_CAP = 4;

export interface Outlier {
  readonly row: number;
  readonly field: 'high' | 'low' | 'close' | 'open';
  readonly value: number;
  /** Distance to the neighbours as a share of the price. */
  readonly fraction: number;
  /** Certainly an error, to be refused; otherwise only worth a look. */
  readonly gross: boolean;
}

/** Median of the first moves: what the running measure starts from. */
function initialMove(close: Float64Array): number {
  const moves: number[] = [];
  for (let index = 1; index < Math.min(close.length, 400); index++) {
    const move = Math.abs((close[index] as number) - (close[index - 1] as number));
    if (move > 0) moves.push(move);
  }
  return moves.toSorted((a, b) => a - b)[moves.length >> 1] ?? 0;
}

/** The price of a candle that lies farthest outside the span of the closes around it. */
function farthest(candles: CandleColumns, row: number, low: number, high: number): Omit<Outlier, 'row' | 'gross'> {
  const above = (candles.high[row] as number) - high;
  const below = low - (candles.low[row] as number);
  const isHigh = above >= below;
  const value = (isHigh ? candles.high[row] : candles.low[row]) as number;
  const bodyHigh = Math.max(candles.open[row] as number, candles.close[row] as number);
  const bodyLow = Math.min(candles.open[row] as number, candles.close[row] as number);
  const bodyToo = isHigh ? bodyHigh === value : bodyLow === value;
  const field = !bodyToo ? (isHigh ? 'high' : 'low') : candles.close[row] === value ? 'close' : 'open';
  return { field, value, fraction: Math.max(above, below) / high };
}

/**
 * Prices that leap away from both neighbours and back, measured by the local volatility: a running mean of the moves
 * from close to close in which no single move counts more than four times the mean, so that a spike does not excuse
 * itself. A move that stays, however large (a peg given up, a weekend's news), is none.
 */
export function findOutliers(candles: CandleColumns): Outlier[] {
  const { close, length } = candles;
  const found: Outlier[] = [];
  let usual = initialMove(close);
  for (let row = 1; row < length - 1; row++) {
    const before = close[row - 1] as number;
    const after = candles.open[row + 1] as number;
    const move = Math.abs((close[row] as number) - before);
    const low = Math.min(before, after);
    const high = Math.max(before, after);
    const excess = Math.max((candles.high[row] as number) - high, low - (candles.low[row] as number));
    if (excess > SPIKE_MOVES * usual && excess > SPIKE_FRACTION * high && high - low < excess * AGREEMENT) {
      const outlier = farthest(candles, row, low, high);
      found.push({ row, ...outlier, gross: outlier.fraction > GROSS_FRACTION });
    }
    usual += WEIGHT * (Math.min(move, MOVE_CAP * usual) - usual);
  }
  return found;
}
