import { AskSource, type CandleColumns, type Instrument } from '@pipwright/model';
import { CandleBuilder } from '../candles/candle-builder.ts';
import { assumeAsk, type Block, type CandleBlock } from '../formats/blocks.ts';
import { BLOCK_ROWS } from '../text/csv-reader.ts';
import type { RejectedRow } from '../text/csv-layout.ts';

/** One side's candles in order of time, block after block. */
class SideCursor {
  readonly #blocks: AsyncIterator<Block>;
  #order: number[] = [];
  #next = 0;
  candles: CandleColumns | null = null;
  line: Float64Array = new Float64Array(0);
  rejected: RejectedRow[] = [];

  constructor(blocks: AsyncIterable<Block>) {
    this.#blocks = blocks[Symbol.asyncIterator]();
  }

  /** Row of `candles` that comes next. */
  get row(): number {
    return this.#order[this.#next] as number;
  }

  /** Time of the next row, infinite at the end. Call `fill` first. */
  get time(): number {
    return this.candles === null ? Number.POSITIVE_INFINITY : (this.candles.time[this.row] as number);
  }

  advance(): void {
    this.#next++;
  }

  /** Makes sure that there is a next row, or that `time` says that there is none. */
  async fill(): Promise<void> {
    while (this.#next >= this.#order.length) {
      const result = await this.#blocks.next();
      if (result.done === true) {
        this.candles = null;
        return;
      }
      if (result.value.kind !== 'candles') continue;
      const { candles, line, rejected } = result.value;
      this.rejected.push(...rejected);
      this.candles = candles;
      this.line = line;
      this.#order = Array.from({ length: candles.length }, (_, row) => row);
      this.#order.sort((a, b) => (candles.time[a] as number) - (candles.time[b] as number) || a - b);
      this.#next = 0;
    }
  }

  async close(): Promise<void> {
    await this.#blocks.return?.();
  }
}

const PAIRS = [
  ['askOpen', 'open'],
  ['askHigh', 'high'],
  ['askLow', 'low'],
  ['askClose', 'close'],
] as const;

/** Candles that wait to become a block. */
class Waiting {
  readonly builder = new CandleBuilder();
  lines: number[] = [];

  take(askSource: AskSource, rejected: readonly RejectedRow[]): CandleBlock {
    const line = Float64Array.from(this.lines);
    this.lines = [];
    return { kind: 'candles', candles: this.builder.take(), line, askSource, rejected };
  }
}

export interface SideFiles {
  readonly bid: AsyncIterable<Block>;
  readonly ask: AsyncIterable<Block>;
  readonly askFile: string;
  readonly instrument: Instrument;
}

/**
 * Joins the candles of a bid file with those of an ask file by their time. A bid candle without its ask candle gets an
 * assumed ask side; an ask candle without its bid candle is refused. Both files are read in step, never as a whole.
 */
export async function* pairSides({ bid, ask, askFile, instrument }: SideFiles): AsyncIterable<CandleBlock> {
  const bids = new SideCursor(bid);
  const asks = new SideCursor(ask);
  const quoted = new Waiting();
  const alone = new Waiting();
  const takeRejected = (): RejectedRow[] => {
    const rejected = [...bids.rejected, ...asks.rejected.map((row) => ({ ...row, file: askFile }))];
    bids.rejected = [];
    asks.rejected = [];
    return rejected;
  };
  try {
    for (;;) {
      await bids.fill();
      await asks.fill();
      if (bids.candles === null && asks.candles === null) break;
      joinNext(bids, asks, quoted, alone);
      if (quoted.builder.length >= BLOCK_ROWS) yield quoted.take(AskSource.Quoted, takeRejected());
      if (alone.builder.length >= BLOCK_ROWS) yield takeAlone(alone, instrument, takeRejected());
    }
    yield quoted.take(AskSource.Quoted, takeRejected());
    if (alone.builder.length > 0) yield takeAlone(alone, instrument, []);
  } finally {
    await bids.close();
    await asks.close();
  }
}

function takeAlone(alone: Waiting, instrument: Instrument, rejected: readonly RejectedRow[]): CandleBlock {
  const block = alone.take(AskSource.Assumed, rejected);
  assumeAsk(block.candles, instrument);
  return block;
}

function joinNext(bids: SideCursor, asks: SideCursor, quoted: Waiting, alone: Waiting): void {
  const isPair = bids.time === asks.time;
  if (bids.time > asks.time) {
    const { candles, row } = asks as SideCursor & { candles: CandleColumns };
    const time = candles.time[row] as number;
    const value = String(candles.close[row]);
    asks.rejected.push({
      line: asks.line[row] as number,
      field: 'ask',
      value,
      reason: `has no bid candle of its time ${time}`,
    });
    asks.advance();
    return;
  }
  const target = isPair ? quoted : alone;
  const bidCandles = bids.candles as CandleColumns;
  target.builder.copyRow(bidCandles, bids.row);
  target.lines.push(bids.line[bids.row] as number);
  bids.advance();
  if (!isPair) return;
  const { columns, length } = target.builder;
  const askCandles = asks.candles as CandleColumns;
  for (const [to, from] of PAIRS) columns[to][length - 1] = askCandles[from][asks.row] as number;
  asks.advance();
}
