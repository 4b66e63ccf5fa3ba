import type { CandleColumns } from '@pipwright/model';
import { errors } from '../../errors.ts';
import { readWhole, type ArchiveMember } from '../../files/source-file.ts';
import { assumeAsk, type CandleBlock, type ReadContext, type TickBlock } from '../../formats/blocks.ts';
import { decodeBi5Candles, decodeBi5Ticks } from './bi5.ts';
import type { Bi5Name } from './file-names.ts';
import { mapDukascopyCandles, mapDukascopyTicks } from './mapper.ts';
import { dukascopyPriceScale } from './price-scale.ts';

const PACKED_BYTES_MAX = 16 * 1024 * 1024;
const JSON_BYTES_MAX = 64 * 1024 * 1024;

/** Records are counted from 1, as lines are. */
function recordNumbers(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => index + 1);
}

function candleBlock(candles: CandleColumns, context: ReadContext): CandleBlock {
  assumeAsk(candles, context.instrument);
  return { kind: 'candles', candles, line: recordNumbers(candles.length), askSource: 'assumed', rejected: [] };
}

function corrupt(file: string, cause: unknown): Error {
  return errors.FILE_CORRUPT({ file, reason: cause instanceof Error ? cause.message : String(cause) }, { cause });
}

/** Reads a file of the old feed. Throws `FILE_CORRUPT`. */
export async function* readBi5(
  file: ArchiveMember,
  name: Bi5Name,
  context: ReadContext,
): AsyncIterable<CandleBlock | TickBlock> {
  const bytes = await readWhole(file, PACKED_BYTES_MAX);
  const scale = dukascopyPriceScale(context.instrument.symbol);
  let block: CandleBlock | TickBlock;
  try {
    if (name.content === 'ticks') {
      const ticks = decodeBi5Ticks(bytes, name.periodStart, scale);
      block = { kind: 'ticks', ticks, line: recordNumbers(ticks.length), rejected: [] };
    } else {
      block = candleBlock(decodeBi5Candles(bytes, name.periodStart, scale), context);
    }
  } catch (cause) {
    throw corrupt(file.name, cause);
  }
  yield block;
}

async function readJson(file: ArchiveMember): Promise<unknown> {
  const bytes = await readWhole(file, JSON_BYTES_MAX);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Reads an answer of the newer feed that was kept as a file. Throws `FILE_CORRUPT`. */
export async function* readDukascopyJson(
  file: ArchiveMember,
  content: 'candles' | 'ticks',
  context: ReadContext,
): AsyncIterable<CandleBlock | TickBlock> {
  let block: CandleBlock | TickBlock;
  try {
    const json = await readJson(file);
    if (content === 'ticks') {
      const ticks = mapDukascopyTicks(json);
      block = { kind: 'ticks', ticks, line: recordNumbers(ticks.length), rejected: [] };
    } else {
      block = candleBlock(mapDukascopyCandles(json).candles, context);
    }
  } catch (cause) {
    throw corrupt(file.name, cause);
  }
  yield block;
}
