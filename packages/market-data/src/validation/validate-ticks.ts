import type { QuotedMarket, TickColumns } from '@pipwright/model';
import type { TickBlock } from '../formats/blocks.ts';
import type { RejectedRow } from '../text/csv-layout.ts';

export interface TickCounts {
  read: number;
  accepted: number;
  refused: number;
  /** Ticks equal to the one before in time, prices and volumes. They are kept: a feed may well repeat a quote. */
  repeated: number;
  /** Ticks that stood after a later one. They are sorted in within their block. */
  outOfOrder: number;
  /** Ticks with a spread over twenty times the typical one. Kept. */
  wideSpreads: number;
}

const WIDE_SPREADS = 20;
const ABSURD_SPREAD_FRACTION = 0.05;
/** A tick this share of the price away from both its neighbours is an error of the data. */
const SPIKE_FRACTION = 0.05;

/** Checks the ticks of one file, block after block. */
export class TickValidator {
  readonly counts: TickCounts = { read: 0, accepted: 0, refused: 0, repeated: 0, outOfOrder: 0, wideSpreads: 0 };
  readonly #wideSpread: number;
  #lastTime = Number.NEGATIVE_INFINITY;

  constructor(instrument: QuotedMarket) {
    this.#wideSpread = WIDE_SPREADS * instrument.typicalSpread * instrument.pipSize;
  }

  push(block: TickBlock): { readonly ticks: TickColumns; readonly rejected: readonly RejectedRow[] } {
    const { ticks, line } = block;
    const rejected: RejectedRow[] = [...block.rejected];
    this.counts.read += ticks.length + block.rejected.length;
    const rows: number[] = [];
    for (let row = 0; row < ticks.length; row++) {
      const bad = badTick(ticks, row);
      if (bad === undefined) rows.push(row);
      else rejected.push({ line: line[row] as number, ...bad });
    }
    this.#sort(ticks, rows);
    for (let index = 0; index < rows.length; index++) this.#note(ticks, rows[index] as number, rows[index - 1]);
    this.counts.accepted += rows.length;
    this.counts.refused += rejected.length;
    return { ticks: rows.length === ticks.length && isInPlace(rows) ? ticks : pickTicks(ticks, rows), rejected };
  }

  #sort(ticks: TickColumns, rows: number[]): void {
    let late = 0;
    for (const row of rows) {
      const time = ticks.time[row] as number;
      if (time < this.#lastTime) late++;
      else this.#lastTime = time;
    }
    this.counts.outOfOrder += late;
    if (late > 0) rows.sort((a, b) => (ticks.time[a] as number) - (ticks.time[b] as number) || a - b);
  }

  #note(ticks: TickColumns, row: number, before: number | undefined): void {
    if ((ticks.ask[row] as number) - (ticks.bid[row] as number) > this.#wideSpread) this.counts.wideSpreads++;
    if (before !== undefined && equalTicks(ticks, before, row)) this.counts.repeated++;
  }
}

function badTick(ticks: TickColumns, row: number): Omit<RejectedRow, 'line'> | undefined {
  const bid = ticks.bid[row] as number;
  const ask = ticks.ask[row] as number;
  for (const [field, value] of [
    ['bid', bid],
    ['ask', ask],
  ] as const) {
    if (!Number.isFinite(value)) return { field, value: String(value), reason: 'is not a finite number' };
    if (value <= 0) return { field, value: String(value), reason: value === 0 ? 'is zero' : 'is negative' };
  }
  if (ask < bid) return { field: 'ask', value: String(ask), reason: `is below the bid ${bid}` };
  if (ask - bid > ABSURD_SPREAD_FRACTION * bid)
    return { field: 'ask', value: String(ask), reason: `is an absurd spread over the bid ${bid}` };
  if (row === 0 || row === ticks.length - 1) return undefined;
  const before = ticks.bid[row - 1] as number;
  const after = ticks.bid[row + 1] as number;
  const deviation = Math.min(Math.abs(bid / before - 1), Math.abs(bid / after - 1));
  if (deviation > SPIKE_FRACTION && Math.abs(after / before - 1) < SPIKE_FRACTION / 3)
    return {
      field: 'bid',
      value: String(bid),
      reason: `lies ${Math.round(deviation * 100)} % away from the ticks around it`,
    };
  return undefined;
}

function isInPlace(rows: readonly number[]): boolean {
  return rows.every((row, index) => row === index);
}

function equalTicks(ticks: TickColumns, a: number, b: number): boolean {
  return (
    ticks.time[a] === ticks.time[b] &&
    ticks.bid[a] === ticks.bid[b] &&
    ticks.ask[a] === ticks.ask[b] &&
    ticks.bidVolume[a] === ticks.bidVolume[b] &&
    ticks.askVolume[a] === ticks.askVolume[b]
  );
}

/** Some rows of ticks, in the order given. */
export function pickTicks(ticks: TickColumns, rows: readonly number[]): TickColumns {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] as number);
  return {
    length: rows.length,
    time: pick(ticks.time),
    bid: pick(ticks.bid),
    ask: pick(ticks.ask),
    bidVolume: pick(ticks.bidVolume),
    askVolume: pick(ticks.askVolume),
  };
}
