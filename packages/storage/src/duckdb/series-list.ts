import type { EpochMs, SymbolName, Timeframe } from '@pipwright/model';
import type { SeriesSummary } from '../ports/index.ts';
import type { Database } from './database.ts';
import { FIRST_RANK_WITH_ASK } from './ranks.ts';

/** Every stored series with its extent, by symbol and length of candle. */
export async function listSeries(database: Database): Promise<readonly SeriesSummary[]> {
  const rows = await database.rows(
    `SELECT symbol, timeframe, figures.* EXCLUDE (series_id, sources), names
     FROM (
       SELECT series_id, count(*)::DOUBLE AS candle_count, min(time)::DOUBLE AS first_time, max(time)::DOUBLE AS last_time,
         count(*) FILTER (rank < ${FIRST_RANK_WITH_ASK})::DOUBLE AS assumed, list(DISTINCT source_id) AS sources
       FROM candles GROUP BY series_id
     ) AS figures
     JOIN series USING (series_id) JOIN symbols USING (symbol_id)
     JOIN LATERAL (
       SELECT string_agg(source, chr(10) ORDER BY source) AS names FROM sources
       WHERE list_contains(figures.sources, source_id)
     ) ON true
     ORDER BY symbol, array_position(['M1', 'M5', 'M15', 'M30', 'H1', 'H4', 'D1', 'W1'], timeframe)`,
  );
  return (rows as [SymbolName, Timeframe, number, EpochMs, EpochMs, number, string][]).map(
    ([symbol, timeframe, count, firstTime, lastTime, assumedAsk, sources]) => ({
      symbol,
      timeframe,
      count,
      firstTime,
      lastTime,
      sources: sources.split('\n'),
      assumedAsk,
    }),
  );
}
