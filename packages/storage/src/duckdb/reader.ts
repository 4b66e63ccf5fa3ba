import { AskSource, type EpochMs, type SymbolName } from '@pipwright/model';
import type { SeriesKey, TimeRange } from '../ports/index.ts';
import type { Database } from './database.ts';
import type { Dictionary } from './dictionary.ts';
import { ticksPerUnit } from './price-scale.ts';
import { CANDLE_BLOCK_COLUMNS, TICK_BLOCK_COLUMNS, type Block } from './protocol.ts';
import { askSourceOf } from './ranks.ts';
import { vectorItems } from './vectors.ts';

interface Selection {
  readonly columns: readonly string[];
  readonly from: string;
  readonly rows: number;
  /** Columns from `firstPrice` to `lastPrice` are divided by this. */
  readonly perUnit: number;
  readonly firstPrice: number;
  readonly lastPrice: number;
}

/**
 * Streams a selection into one block: times as float64, prices as `fromPoints` of the model gives them. Returns whether
 * times never went back. The rows come in the order in which they were written unless `order` says otherwise.
 */
async function fill(database: Database, selection: Selection, block: Block, order: string): Promise<boolean> {
  const result = await database.connection.stream(`SELECT ${selection.columns.join(', ')} ${selection.from} ${order}`);
  const { values, rows } = block;
  let at = 0;
  let ascending = true;
  let previous = Number.NEGATIVE_INFINITY;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    const count = chunk.rowCount;
    for (let column = 0; column < selection.columns.length; column++) {
      const start = column * rows + at;
      const vector = chunk.getColumnVector(column);
      if (column < selection.firstPrice || column > selection.lastPrice) {
        values.set(vectorItems(vector, Float64Array), start);
        continue;
      }
      const points = vectorItems(vector, Int32Array);
      for (let row = 0; row < count; row++) values[start + row] = (points[row] as number) / selection.perUnit;
    }
    for (let row = at; row < at + count; row++) {
      const time = values[row] as number;
      if (time < previous) ascending = false;
      previous = time;
    }
    at += count;
  }
  return ascending;
}

/**
 * Reads in the order of writing, which for imported series is the order of time, and sorts only where it is not: a
 * series whose gaps were filled later. Sorting 3.7 million candles costs about as much again as reading them.
 */
async function readBlock(database: Database, selection: Selection): Promise<Block> {
  const block = { rows: selection.rows, values: new Float64Array(selection.rows * selection.columns.length) };
  if (selection.rows > 0 && !(await fill(database, selection, block, '')))
    await fill(database, selection, block, 'ORDER BY time, rowid');
  return block;
}

function within(range: TimeRange | null): string {
  return range === null ? '' : ` AND time >= ${Number(range.from)} AND time < ${Number(range.to)}`;
}

export async function readCandles(
  database: Database,
  dictionary: Dictionary,
  key: SeriesKey,
  range: TimeRange | null,
): Promise<Block & { readonly askSource: AskSource }> {
  const series = dictionary.findSeries(key);
  if (series === undefined) return { rows: 0, values: new Float64Array(0), askSource: AskSource.Quoted };
  const from = `FROM candles WHERE series_id = ${series.id}${within(range)}`;
  const [figures] = await database.rows(`SELECT count(*), min(rank) ${from}`);
  const block = await readBlock(database, {
    columns: ['time::DOUBLE', 'open', 'high', 'low', 'close', 'ask_open', 'ask_high', 'ask_low', 'ask_close', 'volume'],
    from,
    rows: Number(figures?.[0]),
    perUnit: ticksPerUnit(series.symbol.tickSize),
    firstPrice: 1,
    lastPrice: CANDLE_BLOCK_COLUMNS - 2,
  });
  const worstRank = figures?.[1] ?? null;
  return { ...block, askSource: worstRank === null ? AskSource.Quoted : askSourceOf(Number(worstRank)) };
}

const DAY_MS = 86_400_000;

export async function listTickDays(
  database: Database,
  dictionary: Dictionary,
  symbol: SymbolName,
): Promise<readonly EpochMs[]> {
  const stored = dictionary.findSymbol(symbol);
  if (stored === undefined) return [];
  const rows = await database.rows(
    `SELECT (time // ${DAY_MS} * ${DAY_MS})::DOUBLE AS day FROM ticks WHERE symbol_id = ${stored.id} GROUP BY day ORDER BY day`,
  );
  return rows.map(([day]) => Number(day) as EpochMs);
}

export async function readTicks(
  database: Database,
  dictionary: Dictionary,
  symbol: SymbolName,
  range: TimeRange,
): Promise<Block> {
  const stored = dictionary.findSymbol(symbol);
  if (stored === undefined) return { rows: 0, values: new Float64Array(0) };
  const from = `FROM ticks WHERE symbol_id = ${stored.id}${within(range)}`;
  const [figures] = await database.rows(`SELECT count(*) ${from}`);
  const columns = ['time::DOUBLE', 'bid', 'ask', 'bid_volume', 'ask_volume'];
  if (columns.length !== TICK_BLOCK_COLUMNS) throw new RangeError('a tick block has five columns');
  return readBlock(database, {
    columns,
    from,
    rows: Number(figures?.[0]),
    perUnit: ticksPerUnit(stored.tickSize),
    firstPrice: 1,
    lastPrice: 2,
  });
}
