import { AskSource, type CandleColumns, type QuotedMarket } from '@pipwright/model';
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
  lastTime = Number.NEGATIVE_INFINITY;
  lastClose = Number.NaN;

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
    this.lastTime = this.time;
    this.lastClose = this.candles?.close[this.row] as number;
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
  readonly instrument: QuotedMarket;
  /** The feed leaves out candles that did not move: a side without a candle repeats its last close, up to an hour. */
  readonly skipsFlats: boolean;
}

const FLAT_MS_MAX = 3_600_000;

/**
 * Joins the candles of a bid file with those of an ask file by their time. A bid candle without its ask candle gets an
 * assumed ask side; an ask candle without its bid candle is refused. Both files are read in step, never as a whole.
 */
export async function* pairSides(files: SideFiles): AsyncIterable<CandleBlock> {
  const joiner = new SideJoiner(files);
  try {
    while (await joiner.step()) {
      if (joiner.quoted.builder.length >= BLOCK_ROWS) yield joiner.takeQuoted();
      if (joiner.alone.builder.length >= BLOCK_ROWS) yield joiner.takeAlone();
    }
    yield joiner.takeQuoted();
    if (joiner.alone.builder.length > 0) yield joiner.takeAlone();
  } finally {
    await joiner.close();
  }
}

class SideJoiner {
  readonly quoted = new Waiting();
  readonly alone = new Waiting();
  readonly #bids: SideCursor;
  readonly #asks: SideCursor;
  readonly #files: SideFiles;

  constructor(files: SideFiles) {
    this.#files = files;
    this.#bids = new SideCursor(files.bid);
    this.#asks = new SideCursor(files.ask);
  }

  /** Joins the candles of the next time; `false` where there are none. */
  async step(): Promise<boolean> {
    const [bids, asks] = [this.#bids, this.#asks];
    await bids.fill();
    await asks.fill();
    if (bids.candles === null && asks.candles === null) return false;
    if (bids.time > asks.time) this.#askOnly(asks.candles as CandleColumns);
    else this.#withBid(bids.candles as CandleColumns, bids.time === asks.time);
    return true;
  }

  takeQuoted(): CandleBlock {
    const rejected = [
      ...this.#bids.rejected,
      ...this.#asks.rejected.map((row) => ({ ...row, file: this.#files.askFile })),
    ];
    this.#bids.rejected = [];
    this.#asks.rejected = [];
    return this.quoted.take(AskSource.Quoted, rejected);
  }

  takeAlone(): CandleBlock {
    const block = this.alone.take(AskSource.Assumed, []);
    assumeAsk(block.candles, this.#files.instrument);
    return block;
  }

  async close(): Promise<void> {
    await this.#bids.close();
    await this.#asks.close();
  }

  /** The last close of a side, where it stands for a candle of `time` that the feed left out; else NaN. */
  #flatPrice(side: SideCursor, time: number): number {
    return this.#files.skipsFlats && time - side.lastTime <= FLAT_MS_MAX ? side.lastClose : Number.NaN;
  }

  #askOnly(candles: CandleColumns): void {
    const asks = this.#asks;
    const { row, time } = asks;
    const flat = this.#flatPrice(this.#bids, time);
    if (Number.isNaN(flat)) {
      const value = String(candles.close[row]);
      asks.rejected.push({
        line: asks.line[row] as number,
        field: 'ask',
        value,
        reason: 'has no bid candle of its time',
      });
    } else {
      const to = this.quoted.builder.addRow();
      const { columns } = this.quoted.builder;
      columns.time[to] = time;
      columns.volume[to] = 0;
      for (const [ask, bid] of PAIRS) {
        columns[bid][to] = flat;
        columns[ask][to] = candles[bid][row] as number;
      }
      this.quoted.lines.push(asks.line[row] as number);
    }
    asks.advance();
  }

  #withBid(candles: CandleColumns, isPair: boolean): void {
    const [bids, asks] = [this.#bids, this.#asks];
    const flat = isPair ? Number.NaN : this.#flatPrice(asks, bids.time);
    const target = isPair || !Number.isNaN(flat) ? this.quoted : this.alone;
    target.builder.copyRow(candles, bids.row);
    target.lines.push(bids.line[bids.row] as number);
    const { columns, length } = target.builder;
    if (isPair) {
      const { candles: askCandles, row } = asks as SideCursor & { candles: CandleColumns };
      for (const [to, from] of PAIRS) columns[to][length - 1] = askCandles[from][row] as number;
      asks.advance();
    } else if (!Number.isNaN(flat)) {
      for (const [to] of PAIRS) columns[to][length - 1] = flat;
    }
    bids.advance();
  }
}
