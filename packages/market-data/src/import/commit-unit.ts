import {
  candleOpenTime,
  isoTime,
  timeframeMs,
  type AskSource,
  type CandleColumns,
  type EpochMs,
  type SymbolName,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';
import type { CandleBatch, CandleStore, ImportChunk, QuarantinedRow, WriteSummary } from '@pipwright/storage/ports';
import { TickCandleMaker } from '../candles/ticks-to-candles.ts';
import { errors } from '../errors.ts';
import type { Block, CandleBlock, TickBlock } from '../formats/blocks.ts';
import type { RejectedRow } from '../text/csv-layout.ts';
import { ActivityProfile } from '../time-zones/activity-profile.ts';
import { timeZoneRule, type TimeZoneRule } from '../time-zones/time-zone-rule.ts';
import type { WeekEdgeFinder } from '../time-zones/week-edges.ts';
import { TradingHours } from '../validation/trading-hours.ts';
import { CandleValidator } from '../validation/validate-candles.ts';
import { TickValidator } from '../validation/validate-ticks.ts';
import { addWritten, NOTHING_WRITTEN } from './import-report.ts';
import type { ImportUnit, UnitOptions } from './import-unit.ts';
import { readUnit, shiftOf, weekEdgesOf } from './read-unit.ts';

const HOUR_MS = 3_600_000;
/** Refused rows of one file that are kept in the store; the rest is counted. */
const QUARANTINE_MAX = 10_000;
const SAMPLE_MAX = 20;
/** A first block of which more than half is bad is not what it was taken for. */
const BAD_FRACTION_MAX = 0.5;

export interface CommitProgress {
  readonly file: string;
  readonly rows: number;
}

export interface CommitOptions extends UnitOptions {
  readonly store: CandleStore;
  readonly signal?: AbortSignal | undefined;
  readonly onRows?: ((progress: CommitProgress) => void) | undefined;
}

/** What was read and stored of a unit. */
export interface CommittedUnit {
  readonly unit: ImportUnit;
  readonly timeframe: Timeframe;
  readonly written: WriteSummary;
  /** Open times of all candles stored, ascending within each block. */
  readonly times: Float64Array;
  readonly askSources: Record<AskSource, number>;
  readonly resumedChunks: number;
  readonly sample: readonly QuarantinedRow[];
  readonly omitted: number;
  readonly candleCounts: CandleValidator['counts'] | null;
  readonly tickCounts: TickValidator['counts'] | null;
  readonly edges: WeekEdgeFinder | null;
  readonly activity: ActivityProfile;
}

interface Prepared {
  readonly batches: CandleBatch[];
  readonly ticks: TickColumns | null;
  readonly rejected: readonly RejectedRow[];
  /** Where the refused rows stand. */
  readonly file: string;
}

/** Reads a unit block by block, checks each, and commits it as one chunk. The same bytes always give the same chunks. */
class UnitCommitter {
  readonly #unit: ImportUnit;
  readonly #options: CommitOptions;
  readonly #timeframe: Timeframe;
  readonly #source: string;
  readonly #zone: TimeZoneRule;
  readonly #candles: CandleValidator;
  readonly #ticks: TickValidator;
  readonly #maker = new TickCandleMaker('M1');
  readonly #edges: WeekEdgeFinder | null;
  readonly #activity: ActivityProfile;
  readonly #times: Float64Array[] = [];
  readonly #sample: QuarantinedRow[] = [];
  readonly #askSources: Record<AskSource, number> = { quoted: 0, spread: 0, assumed: 0 };
  #written: WriteSummary = NOTHING_WRITTEN;
  #quarantined = 0;
  #rows = 0;
  #chunk = 0;
  #committed = -1;
  #isTicks = false;

  constructor(unit: ImportUnit, options: CommitOptions, zone: string) {
    this.#unit = unit;
    this.#options = options;
    const file = (unit.parts[0] as ImportUnit['parts'][0]).file;
    this.#isTicks = file.content === 'ticks';
    this.#timeframe = this.#isTicks ? 'M1' : demandTimeframe(unit);
    this.#source = options.source ?? file.source;
    this.#zone = timeZoneRule(zone);
    const { instrument } = unit;
    const acceptMisaligned = options.acceptMisaligned === true;
    this.#candles = new CandleValidator({ instrument, timeframe: this.#timeframe, acceptMisaligned });
    this.#ticks = new TickValidator(instrument);
    this.#edges = weekEdgesOf(unit);
    this.#activity = new ActivityProfile(new TradingHours(instrument));
  }

  async run(): Promise<CommittedUnit> {
    const { instrument } = this.#unit;
    const context = { instrument, zone: this.#zone, shiftMs: shiftOf(this.#unit, this.#options) };
    let isFirst = true;
    // The next block is read and checked while the store, in its own thread, writes the one before.
    let writing: Promise<void> = Promise.resolve();
    try {
      for await (const block of readUnit(this.#unit, context, this.#options.range)) {
        if (this.#options.signal?.aborted === true) throw errors.IMPORT_ABORTED({ file: this.#unit.name });
        const prepared = this.#prepare(block);
        if (isFirst) this.#demandGood(block, prepared.rejected);
        isFirst = false;
        await writing;
        writing = this.#commit(prepared);
        // A failure is met at the next `await`; until then it must not count as unhandled.
        writing.catch(() => undefined);
      }
    } finally {
      await writing;
    }
    if (this.#isTicks) {
      const batches = this.#tickBatches(this.#maker.finish());
      await this.#commit({ batches, ticks: null, rejected: [], file: this.#unit.name });
    }
    await this.#begin();
    return this.#result();
  }

  #result(): CommittedUnit {
    return {
      unit: this.#unit,
      timeframe: this.#timeframe,
      written: this.#written,
      times: joinTimes(this.#times),
      askSources: this.#askSources,
      resumedChunks: Math.max(0, this.#committed),
      sample: this.#sample,
      omitted: Math.max(0, this.#quarantined - QUARANTINE_MAX),
      candleCounts: this.#isTicks ? null : this.#candles.counts,
      tickCounts: this.#isTicks ? this.#ticks.counts : null,
      edges: this.#edges,
      activity: this.#activity,
    };
  }

  #prepare(block: Block): Prepared {
    return block.kind === 'candles' ? this.#prepareCandles(block) : this.#prepareTicks(block);
  }

  #prepareCandles(block: CandleBlock): Prepared {
    const { accepted, rejected } = this.#candles.push(block);
    const batches = accepted.map(({ askSource, candles }) => this.#batch(candles, askSource, 'candles'));
    return { batches, ticks: null, rejected, file: block.file ?? this.#unit.name };
  }

  #prepareTicks(block: TickBlock): Prepared {
    const { ticks, rejected } = this.#ticks.push(block);
    this.#maker.push(ticks);
    const file = block.file ?? this.#unit.name;
    return { batches: this.#tickBatches(this.#maker.takeComplete()), ticks, rejected, file };
  }

  #tickBatches(candles: CandleColumns): CandleBatch[] {
    return candles.length === 0 ? [] : [this.#batch(candles, 'quoted', 'ticks')];
  }

  #batch(candles: CandleColumns, askSource: AskSource, origin: 'candles' | 'ticks'): CandleBatch {
    this.#askSources[askSource] += candles.length;
    this.#times.push(candles.time);
    if (timeframeMs(this.#timeframe) <= HOUR_MS) this.#activity.push(candles);
    for (const time of candles.time) this.#edges?.push(time + this.#zone.offsetMs(time));
    const { symbol } = this.#unit;
    return { symbol, timeframe: this.#timeframe, askSource, origin, source: this.#source, candles };
  }

  #demandGood(block: Block, rejected: readonly RejectedRow[]): void {
    const rows = (block.kind === 'candles' ? block.candles.length : block.ticks.length) + block.rejected.length;
    if (rejected.length <= rows * BAD_FRACTION_MAX) return;
    if (block.kind === 'candles') this.#demandAligned(block.candles);
    const { line, field, value, reason } = rejected[0] as RejectedRow;
    const { format, name } = (this.#unit.parts[0] as ImportUnit['parts'][0]).file;
    throw errors.FILE_MOSTLY_BAD({ file: name, rows, bad: rejected.length, line, field, value, reason, format });
  }

  #demandAligned(candles: CandleColumns): void {
    const isAligned = (time: number): boolean => candleOpenTime(time as EpochMs, this.#timeframe) === time;
    const strays = candles.time.filter((time) => !isAligned(time));
    if (strays.length <= candles.length * BAD_FRACTION_MAX) return;
    const stray = strays[0] as number;
    throw errors.CANDLES_MISALIGNED({
      file: this.#unit.name,
      timeframe: this.#timeframe,
      found: isoTime(stray).slice(0, 16),
      expected: isoTime(candleOpenTime(stray as EpochMs, this.#timeframe)).slice(0, 16),
    });
  }

  async #begin(): Promise<void> {
    if (this.#committed >= 0) return;
    const { digest, name } = this.#unit;
    this.#committed = (await this.#options.store.beginImport({ digest, file: name })).committedChunks;
  }

  async #commit(prepared: Prepared): Promise<void> {
    await this.#begin();
    const index = this.#chunk++;
    const quarantined = this.#quarantine(prepared);
    const rows = prepared.ticks?.length ?? prepared.batches.reduce((sum, batch) => sum + batch.candles.length, 0);
    this.#rows += rows;
    if (index >= this.#committed) {
      const { symbol, digest } = this.#unit;
      const ticks = prepared.ticks === null ? null : { symbol, source: this.#source, ticks: prepared.ticks };
      const chunk: ImportChunk = { digest, index, batches: prepared.batches, ticks, quarantined };
      this.#written = addWritten(this.#written, await this.#options.store.commitChunk(chunk));
    }
    this.#options.onRows?.({ file: this.#unit.name, rows: this.#rows });
  }

  #quarantine({ rejected, file: own }: Prepared): QuarantinedRow[] {
    const room = Math.max(0, QUARANTINE_MAX - this.#quarantined);
    this.#quarantined += rejected.length;
    const rows = rejected
      .slice(0, room)
      .map(({ file, line, field, value, reason }) => ({ file: file ?? own, line, field, value, reason }));
    this.#sample.push(...rows.slice(0, SAMPLE_MAX - this.#sample.length));
    return rows;
  }
}

function demandTimeframe(unit: ImportUnit): Timeframe {
  const { file } = unit.parts[0] as ImportUnit['parts'][0];
  if (file.timeframe !== undefined) return file.timeframe;
  throw errors.TIMEFRAME_UNKNOWN({ file: file.name, minutes: 'an unknown number of' });
}

function joinTimes(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined.sort();
}

/** Reads, checks and stores a unit; what an earlier run stored of it is not stored again. */
export function commitUnit(unit: ImportUnit, options: CommitOptions, zone: string): Promise<CommittedUnit> {
  return new UnitCommitter(unit, options, zone).run();
}

/** Range of the candles of committed units: from the first open to the last close. */
export function rangeOf(
  committed: readonly CommittedUnit[],
  symbol: SymbolName,
  timeframe: Timeframe,
): { from: EpochMs; to: EpochMs } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { unit, times, timeframe: own } of committed) {
    if (unit.symbol !== symbol || own !== timeframe || times.length === 0) continue;
    from = Math.min(from, times[0] as number);
    to = Math.max(to, (times.at(-1) as number) + timeframeMs(own));
  }
  return from < to ? { from: from as EpochMs, to: to as EpochMs } : null;
}
