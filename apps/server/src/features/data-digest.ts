import type { FeatureContext } from '@pipwright/features';
import {
  candleCloseTime,
  CONTEXT_COLUMNS,
  lowerBound,
  type CandleColumns,
  type CandleSeries,
  type ContextKind,
  type ContextTables,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import { RollingDigest } from './rolling-digest.ts';

const KINDS = (Object.keys(CONTEXT_COLUMNS) as ContextKind[]).toSorted();

/** A table of facts or another market. It may grow at its end from one look to the next. */
interface Facts {
  readonly name: string;
  /** Number of rows that are known at the close of the candle that opened at `lastTime`. */
  known(lastTime: EpochMs): number;
  /** Adds rows `from` (inclusive) to `to` (exclusive). */
  add(digest: RollingDigest, from: number, to: number): void;
}

type Column = Float64Array | Uint8Array | readonly string[];

function tableFacts<Kind extends ContextKind>(
  kind: Kind,
  table: NonNullable<ContextTables[Kind]>,
  timeframe: Timeframe,
): Facts {
  const columns = (): readonly Column[] =>
    Object.keys(CONTEXT_COLUMNS[kind]).map((name) => (table as unknown as Record<string, Column>)[name] as Column);
  return {
    name: kind,
    known: (lastTime) =>
      lowerBound(table.availableAt.subarray(0, table.length), candleCloseTime(lastTime, timeframe) + 1),
    add(digest, from, to) {
      const all = columns();
      const numbers = all.filter((column) => column instanceof Float64Array);
      // Row by row, so that it does not matter when which rows became known.
      for (let row = from; row < to; row++) {
        digest.addRows(numbers, row, row + 1);
        for (const column of all) {
          if (column instanceof Uint8Array) digest.addRows([Float64Array.of(column[row] as number)], 0, 1);
          else if (!(column instanceof Float64Array)) digest.addTexts(column, row, row + 1);
        }
      }
    },
  };
}

/** Of another market its closes are seen: those of candles that close no later than the own one. */
function marketFacts(symbol: string, series: CandleSeries): Facts {
  return {
    name: symbol,
    known: (lastTime) => lowerBound(series.candles.time.subarray(0, series.candles.length), lastTime + 1),
    add: (digest, from, to) => digest.addRows([series.candles.time, series.candles.close], from, to),
  };
}

function factsOf({ context, timeframe }: DataDigestOptions): readonly Facts[] {
  const tables = KINDS.flatMap((kind) => {
    const table = context[kind];
    return table === undefined ? [] : [tableFacts(kind, table, timeframe)];
  });
  const markets = [...(context.markets ?? [])].map(([symbol, series]) => marketFacts(symbol, series));
  return [...tables, ...markets.toSorted((a, b) => (a.name < b.name ? -1 : 1))];
}

/** Facts that were added to a digest so far. */
interface AddedFacts {
  readonly facts: Facts;
  readonly digest: RollingDigest;
  rows: number;
}

export interface DataDigestOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly context: FeatureContext;
}

/**
 * Digest of everything that a feature row is computed from: the instrument's constants, all candles up to its own, and
 * the facts that were known at its close. Its text holds all that is needed to go on from there.
 */
export class DataDigest {
  readonly #candles: RollingDigest;
  readonly #added: readonly AddedFacts[];

  private constructor(candles: RollingDigest, added: readonly AddedFacts[]) {
    this.#candles = candles;
    this.#added = added;
  }

  /** Before the first candle. */
  static begin(options: DataDigestOptions): DataDigest {
    const { pipSize, tickSize, typicalSpread } = options.instrument;
    const added = factsOf(options).map((facts) => ({ facts, digest: RollingDigest.begin([]), rows: 0 }));
    return new DataDigest(RollingDigest.begin([pipSize, tickSize, typicalSpread]), added);
  }

  /** After the candle at `lastTime`, of whose row the text was. Null where it speaks of other tables of facts. */
  static resume(options: DataDigestOptions, text: string, lastTime: EpochMs): DataDigest | null {
    const [candles = '', ...parts] = text.split(' ');
    const all = factsOf(options);
    const digests = new Map(parts.map((part) => part.split(':') as [name: string, digest: string]));
    if (digests.size !== all.length || all.some(({ name }) => !digests.has(name))) return null;
    const added = all.map((facts) => ({
      facts,
      digest: RollingDigest.resume(digests.get(facts.name) as string),
      rows: facts.known(lastTime),
    }));
    return new DataDigest(RollingDigest.resume(candles), added);
  }

  /** Adds candles `from` (inclusive) to `to` (exclusive), those after the last, and what became known meanwhile. */
  add(candles: CandleColumns, from: number, to: number): void {
    if (to <= from) return;
    this.#candles.addCandles(candles, from, to);
    const lastTime = candles.time[to - 1] as EpochMs;
    for (const each of this.#added) {
      const rows = each.facts.known(lastTime);
      each.facts.add(each.digest, each.rows, rows);
      each.rows = rows;
    }
  }

  toString(): string {
    return [
      this.#candles.toString(),
      ...this.#added.map(({ facts, digest }) => `${facts.name}:${digest.toString()}`),
    ].join(' ');
  }
}
