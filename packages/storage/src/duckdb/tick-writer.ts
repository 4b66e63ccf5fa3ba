import { blockColumn, checkAscending } from './blocks.ts';
import type { Database } from './database.ts';
import type { Dictionary } from './dictionary.ts';
import { pointsOf, symbolForWriting } from './price-scale.ts';
import type { Block, TickBatchHeader } from './protocol.ts';
import { appendRows, type AppendColumn } from './row-appender.ts';

/**
 * Writes ticks inside the transaction of the caller. Several ticks of one import may share a time and even a price, so
 * they have no key; a tick that another import has stored already (same time, bid and ask) is left out, so that the
 * same ticks in another file, or imported with other options, are not stored twice.
 */
export async function writeTicks(
  database: Database,
  dictionary: Dictionary,
  importId: number,
  header: TickBatchHeader,
  parts: readonly Block[],
): Promise<void> {
  checkAscending(`${header.symbol} ticks`, parts, true);
  for (const block of parts) {
    if (block.rows === 0) continue;
    const prices = block.values.subarray(block.rows, 3 * block.rows);
    const symbol = await symbolForWriting(database, dictionary, header.symbol, header.tickSize, prices);
    const columns: AppendColumn[] = [
      { type: 'smallint', constant: symbol.id },
      { type: 'smallint', constant: await dictionary.ensureSource(header.source) },
      { type: 'integer', constant: importId },
      { type: 'time', values: blockColumn(block, 0) },
      { type: 'points', values: pointsOf(symbol, 'bid', blockColumn(block, 1)) },
      { type: 'points', values: pointsOf(symbol, 'ask', blockColumn(block, 2)) },
      { type: 'double', values: blockColumn(block, 3) },
      { type: 'double', values: blockColumn(block, 4) },
    ];
    const first = block.values[0] as number;
    const last = block.values[block.rows - 1] as number;
    const others = `symbol_id = ${symbol.id} AND time BETWEEN ${first} AND ${last} AND import_id <> ${importId}`;
    const overlap = await database.rows(`SELECT 1 FROM ticks WHERE ${others} LIMIT 1`);
    if (overlap.length === 0) {
      await appendRows(database, { name: 'ticks', temporary: false }, columns, block.rows);
      continue;
    }
    await database.run('CREATE OR REPLACE TEMP TABLE staged_ticks AS FROM ticks LIMIT 0');
    await appendRows(database, { name: 'staged_ticks', temporary: true }, columns, block.rows);
    await database.run(
      `INSERT INTO ticks SELECT staged.* FROM staged_ticks AS staged
       ANTI JOIN (SELECT time, bid, ask FROM ticks WHERE ${others}) USING (time, bid, ask) ORDER BY staged.rowid`,
    );
    await database.run('DROP TABLE staged_ticks');
  }
}
