import { CANDLE_COLUMN_NAMES } from '@pipwright/model';
import { CandleOrigin, type WriteSummary } from '../ports/index.ts';
import { blockColumn, checkAscending } from './blocks.ts';
import type { Database } from './database.ts';
import type { Dictionary, StoredSymbol } from './dictionary.ts';
import { pointsOf, symbolForWriting } from './price-scale.ts';
import type { Block, CandleBatchHeader } from './protocol.ts';
import { rankOf } from './ranks.ts';
import { appendRows, type AppendColumn } from './row-appender.ts';

const TIME = 0;
const FIRST_PRICE = 1;
const LAST_PRICE = 8;
const VOLUME = 9;

interface Target {
  readonly seriesId: number;
  readonly sourceId: number;
  readonly rank: number;
  readonly isAggregated: boolean;
}

function columnsOf(symbol: StoredSymbol, target: Target, block: Block): AppendColumn[] {
  const columns: AppendColumn[] = [
    { type: 'smallint', constant: target.seriesId },
    { type: 'smallint', constant: target.sourceId },
    { type: 'smallint', constant: target.rank },
    { type: 'time', values: blockColumn(block, TIME) },
  ];
  for (let index = FIRST_PRICE; index <= LAST_PRICE; index++) {
    const name = CANDLE_COLUMN_NAMES[index] as string;
    columns.push({ type: 'points', values: pointsOf(symbol, name, blockColumn(block, index)) });
  }
  columns.push({ type: 'double', values: blockColumn(block, VOLUME) });
  return columns;
}

const VALUES = ['open', 'high', 'low', 'close', 'ask_open', 'ask_high', 'ask_low', 'ask_close', 'volume'];

/** Times at which a stored candle has other values than the staged one. */
function differing(range: string): string {
  const stored = VALUES.map((name) => `stored.${name}`).join(', ');
  const staged = VALUES.map((name) => `staged.${name}`).join(', ');
  return `SELECT time FROM (FROM candles WHERE ${range}) stored JOIN staged_candles staged USING (time)
    WHERE row(${stored}) IS DISTINCT FROM row(${staged})`;
}

/**
 * Writes one part. Where the series has nothing in the part's range of time, the rows are appended as they are; else
 * they go through a temporary table: worse candles of the same time (and aggregated ones that were made anew) are
 * deleted, then what is missing is inserted.
 */
async function writePart(
  database: Database,
  symbol: StoredSymbol,
  target: Target,
  block: Block,
): Promise<{ inserted: number; replaced: number }> {
  const first = block.values[0] as number;
  const last = block.values[block.rows - 1] as number;
  const range = `series_id = ${target.seriesId} AND time BETWEEN ${first} AND ${last}`;
  const columns = columnsOf(symbol, target, block);
  const overlap = await database.rows(`SELECT 1 FROM candles WHERE ${range} LIMIT 1`);
  if (overlap.length === 0) {
    await appendRows(database, { name: 'candles', temporary: false }, columns, block.rows);
    return { inserted: block.rows, replaced: 0 };
  }
  await database.run('CREATE OR REPLACE TEMP TABLE staged_candles AS FROM candles LIMIT 0');
  await appendRows(database, { name: 'staged_candles', temporary: true }, columns, block.rows);
  const remade = target.isAggregated ? `OR rank = ${target.rank} AND time IN (${differing(range)})` : '';
  const replaced = await database.change(
    `DELETE FROM candles WHERE ${range} AND time IN (SELECT time FROM staged_candles) AND (rank < ${target.rank} ${remade})`,
  );
  const written = await database.change(
    `INSERT INTO candles SELECT * FROM staged_candles WHERE time NOT IN (SELECT time FROM candles WHERE ${range})
     ORDER BY time`,
  );
  await database.run('DROP TABLE staged_candles');
  return { inserted: written - replaced, replaced };
}

/** Writes a batch inside the transaction of the caller, by the rule of `CandleBatch`. */
export async function writeCandleBatch(
  database: Database,
  dictionary: Dictionary,
  header: CandleBatchHeader,
  parts: readonly Block[],
): Promise<WriteSummary> {
  checkAscending(`${header.symbol} ${header.timeframe}`, parts, false);
  let inserted = 0;
  let replaced = 0;
  let rows = 0;
  for (const block of parts) {
    if (block.rows === 0) continue;
    const prices = block.values.subarray(FIRST_PRICE * block.rows, (LAST_PRICE + 1) * block.rows);
    const symbol = await symbolForWriting(database, dictionary, header.symbol, header.tickSize, prices);
    const target = {
      seriesId: await dictionary.ensureSeries(symbol, header.timeframe),
      sourceId: await dictionary.ensureSource(header.source),
      rank: rankOf(header.askSource, header.origin),
      isAggregated: header.origin === CandleOrigin.Aggregated,
    };
    const written = await writePart(database, symbol, target, block);
    inserted += written.inserted;
    replaced += written.replaced;
    rows += block.rows;
  }
  return { inserted, replaced, kept: rows - inserted - replaced };
}
