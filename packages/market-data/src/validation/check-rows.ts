import type { CandleColumns, QuotedMarket } from '@pipwright/model';
import type { RejectedRow } from '../text/csv-layout.ts';

/** An ask below its bid by more than this many typical spreads is an error; below that, the two sides were sampled apart. */
const CROSSED_SPREADS_MAX = 10;
/** A spread of this share of the price is no quote that anyone could trade on. */
const ABSURD_SPREAD_FRACTION = 0.05;

const BID_FIELDS = ['open', 'high', 'low', 'close'] as const;
const ASK_FIELDS = ['askOpen', 'askHigh', 'askLow', 'askClose'] as const;

type Refusal = Omit<RejectedRow, 'line'>;

function refuse(field: string, value: number, reason: string): Refusal {
  return { field, value: String(value), reason };
}

function badPrice(
  candles: CandleColumns,
  row: number,
  fields: typeof BID_FIELDS | typeof ASK_FIELDS,
): Refusal | undefined {
  for (const field of fields) {
    const value = candles[field][row] as number;
    if (!Number.isFinite(value)) return refuse(field, value, 'is not a finite number');
    if (value <= 0) return refuse(field, value, value === 0 ? 'is zero' : 'is negative');
  }
  const [open, high, low, close] = fields;
  const top = candles[high][row] as number;
  const bottom = candles[low][row] as number;
  const o = candles[open][row] as number;
  const c = candles[close][row] as number;
  if (top < bottom) return refuse(high, top, `is below the low ${bottom}`);
  if (top < o || top < c) return refuse(high, top, `is below the ${top < o ? 'open' : 'close'} ${Math.max(o, c)}`);
  if (bottom > o || bottom > c)
    return refuse(low, bottom, `is above the ${bottom > o ? 'open' : 'close'} ${Math.min(o, c)}`);
  return undefined;
}

/** What is wrong with the bid side or the volume of a row, if anything. */
export function badBid(candles: CandleColumns, row: number): Refusal | undefined {
  const volume = candles.volume[row] as number;
  if (!(volume >= 0) || volume === Infinity) return refuse('volume', volume, 'is not a volume');
  return badPrice(candles, row, BID_FIELDS);
}

/** What is wrong with the ask side of a row, if anything that cannot be mended. */
export function badAsk(candles: CandleColumns, row: number, instrument: QuotedMarket): Refusal | undefined {
  const bad = badPrice(candles, row, ASK_FIELDS);
  if (bad !== undefined) return bad;
  const crossedMax = CROSSED_SPREADS_MAX * instrument.typicalSpread * instrument.pipSize;
  for (let index = 0; index < BID_FIELDS.length; index++) {
    const field = ASK_FIELDS[index] as (typeof ASK_FIELDS)[number];
    const bid = candles[BID_FIELDS[index] as (typeof BID_FIELDS)[number]][row] as number;
    const ask = candles[field][row] as number;
    if (bid - ask > crossedMax) return refuse(field, ask, `is far below the bid ${bid}`);
    if ((field === 'askOpen' || field === 'askClose') && ask - bid > ABSURD_SPREAD_FRACTION * bid)
      return refuse(field, ask, `is an absurd spread over the bid ${bid}`);
  }
  return undefined;
}

/** `true` where the quoted ask lies below the bid at the open or the close of the row. */
export function isCrossed(candles: CandleColumns, row: number): boolean {
  return (
    (candles.askOpen[row] as number) < (candles.open[row] as number) ||
    (candles.askClose[row] as number) < (candles.close[row] as number)
  );
}

/**
 * Raises the extremes of the ask side to those of the bid where they lie below: at no moment is the ask below the bid,
 * so its highest is at least the bid's highest, and its lowest at least the bid's lowest. `true` where it had to.
 */
export function raiseAskExtremes(candles: CandleColumns, row: number): boolean {
  const high = Math.max(candles.askHigh[row] as number, candles.high[row] as number);
  const low = Math.max(candles.askLow[row] as number, candles.low[row] as number);
  // The low may not pass the open or close of its own side.
  const lowest = Math.min(low, candles.askOpen[row] as number, candles.askClose[row] as number);
  const raised = high !== candles.askHigh[row] || lowest !== candles.askLow[row];
  candles.askHigh[row] = high;
  candles.askLow[row] = lowest;
  return raised;
}
