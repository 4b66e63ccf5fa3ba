import { lowerBound, type CandleColumns, type Trade } from '@pipwright/model';

/** Candles shown before the entry and after the exit. */
const ROOM = 12;
/** A trade that was open for more candles is seen well enough on longer ones. */
const WINDOW_MAX = 300;

/** The candles around a trade: from, and up to but without. Null where they are too many, or none. */
function windowOf(candles: CandleColumns, { openTime, closeTime }: Trade): readonly [number, number] | null {
  // Of the candles that hold the two moments.
  const entry = lowerBound(candles.time, openTime + 1) - 1;
  const exit = lowerBound(candles.time, closeTime + 1) - 1;
  if (exit < 0 || exit - entry > WINDOW_MAX) return null;
  return [Math.max(0, entry - ROOM), Math.min(candles.length, exit + ROOM + 1)];
}

/**
 * Indices of the candles around the trades that won or lost most, until there are about `most` of them; ascending.
 * A trade is there with all of its candles or not at all.
 */
export function candlesAroundTrades(candles: CandleColumns, trades: readonly Trade[], most: number): number[] {
  const isKept = new Uint8Array(candles.length);
  let kept = 0;
  const byMoney = trades.toSorted((a, b) => Math.abs(b.split.net) - Math.abs(a.split.net));
  for (const trade of byMoney) {
    const span = windowOf(candles, trade);
    if (span === null) continue;
    for (let index = span[0]; index < span[1]; index++) {
      if (isKept[index] === 1) continue;
      isKept[index] = 1;
      kept++;
    }
    if (kept >= most) break;
  }
  const rows: number[] = [];
  for (let index = 0; index < candles.length; index++) if (isKept[index] === 1) rows.push(index);
  return rows;
}
