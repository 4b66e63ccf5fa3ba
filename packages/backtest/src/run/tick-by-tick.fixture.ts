import { ExitReason, roundToTick, type CandleSeries, type Instrument, type TickColumns } from '@pipwright/model';
import type { Outcome, ScatteredOrder } from './scattered-orders.fixture.ts';

/** Number of the candle that holds each tick. */
export function candleOfTicks(ticks: TickColumns, { candles }: CandleSeries): Int32Array {
  const numbers = new Int32Array(ticks.length);
  let candle = 0;
  for (let index = 0; index < ticks.length; index++) {
    while (candle + 1 < candles.length && candles.time[candle + 1]! <= ticks.time[index]!) candle++;
    numbers[index] = candle;
  }
  return numbers;
}

/**
 * What becomes of one order if it is followed tick by tick, written down as plainly as it can be: filled at the first tick at
 * or beyond its price, left at the first tick at or beyond a level, at the last tick where there is none. Undefined where it
 * is never filled. `net` is left out.
 */
export function followOrder(
  order: ScatteredOrder,
  ticks: TickColumns,
  candleOf: Int32Array,
  instrument: Instrument,
): Omit<Outcome, 'net'> | undefined {
  const { isBuy, kind } = order;
  const enters = isBuy ? ticks.ask : ticks.bid;
  const leaves = isBuy ? ticks.bid : ticks.ask;
  const first = candleOf.findIndex((candle) => candle > order.candle);
  if (first === -1) return undefined;
  const half = instrument.tickSize / 2;
  const isBelow = (price: number, level: number): boolean => price < level + half;
  const isAbove = (price: number, level: number): boolean => price > level - half;
  // A limit of a buyer and a stop of a seller wait for a fall, the others for a rise.
  const reaches = isBuy === (kind === 'limit') ? isBelow : isAbove;
  let entry = first;
  if (kind !== 'market') {
    // On the wrong side of the market on arrival: refused.
    if (reaches(enters[first]!, order.price)) return undefined;
    while (entry < ticks.length && !reaches(enters[entry]!, order.price)) entry++;
    if (entry === ticks.length) return undefined;
  }
  const entryPrice = enters[entry]!;
  const base = kind === 'market' ? entryPrice : order.price;
  const stop = roundToTick(instrument, isBuy ? base - order.stopDistance : base + order.stopDistance);
  const target = roundToTick(instrument, isBuy ? base + order.targetDistance : base - order.targetDistance);
  const entryPart = { entryCandle: candleOf[entry]!, entryPrice };
  for (let index = entry; index < ticks.length; index++) {
    const price = leaves[index]!;
    const isStopped = isBuy ? isBelow(price, stop) : isAbove(price, stop);
    const isWon = isBuy ? isAbove(price, target) : isBelow(price, target);
    if (!isStopped && !isWon) continue;
    // Its stop would lie beyond the other side of the quote: refused.
    if (kind === 'market' && index === entry) return undefined;
    const reason = isStopped ? ExitReason.StopLoss : ExitReason.TakeProfit;
    return { ...entryPart, exitCandle: candleOf[index]!, exitPrice: price, reason };
  }
  // The run is over after its last candle.
  const exitCandle = candleOf.at(-1)! + 1;
  return { ...entryPart, exitCandle, exitPrice: leaves.at(-1)!, reason: ExitReason.EndOfData };
}
