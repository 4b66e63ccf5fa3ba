import {
  PipwrightError,
  timeframeMs,
  type EpochMs,
  type QuotedMarket,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import type { CandleStore, SeriesSummary } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import { openSource, type ImportSource } from '../files/source-file.ts';
import type { TimeZoneVerdict } from '../time-zones/time-zone-verdict.ts';
import { findGaps } from '../validation/find-gaps.ts';
import { commitUnit, rangeOf, type CommittedUnit } from './commit-unit.ts';
import { deriveTimeframes } from './derive-timeframes.ts';
import { fileReport } from './file-report.ts';
import type { FileReport, ImportReport, KnownFile, RefusedFile, SeriesReport } from './import-report.ts';
import { ProgressTeller, type ImportProgressEvent } from './import-progress.ts';
import { addWritten, NOTHING_WRITTEN } from './import-report.ts';
import { groupIntoUnits, hashAndDetect, type HashedFile, type ImportUnit, type UnitOptions } from './import-unit.ts';
import { chooseTimeZone } from './read-unit.ts';

/** Units whose longer timeframes are made together, before they count as imported. */
const UNITS_PER_GROUP = 32;

/** Half a year of a series is read at a time to look for gaps. */
const GAP_WINDOW_MS = 183 * 86_400_000;

/** What the user says about the files; see `DetectOptions` for what is found out where nothing is said. */
export interface ImportOptions extends UnitOptions {
  /** Stored with each candle as the origin of the data. Default: the provider, such as `dukascopy`. */
  readonly source?: string | undefined;
  /** Whether rows are stamped with the open (default) or the close of their candle. */
  readonly rowTime?: 'open' | 'close' | undefined;
  /** Keep H4, D1 and W1 candles that do not open where those of the platform do. Default false. */
  readonly acceptMisaligned?: boolean | undefined;
  /** Import only a part of the files: for one whose clock was changed on the way. Open times in UTC, `to` exclusive. */
  readonly range?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
}

export interface ImportRequest {
  readonly files: readonly ImportSource[];
  readonly options?: ImportOptions;
  readonly store: CandleStore;
  readonly onProgress?: ((event: ImportProgressEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

type FileOutcome = FileReport | KnownFile | RefusedFile;

function refusal(file: string, error: unknown): RefusedFile {
  if (!(error instanceof PipwrightError) || error.code === 'IMPORT_ABORTED' || error.category === 'SYSTEM') throw error;
  const { code, message, action, details } = error;
  return { status: 'refused', file, code, message, action, details };
}

/** One run of `importFiles`. */
class ImportRun {
  readonly #request: ImportRequest;
  readonly #options: ImportOptions;
  readonly #progress: ProgressTeller;
  readonly #outcomes: FileOutcome[] = [];
  readonly #series = new Map<string, SeriesReport>();
  readonly #instruments = new Map<SymbolName, QuotedMarket>();

  constructor(request: ImportRequest) {
    this.#request = request;
    this.#options = request.options ?? {};
    this.#progress = new ProgressTeller(request.onProgress);
    this.#progress.filesTotal = request.files.length;
  }

  async runFiles(): Promise<ImportReport> {
    const hashed: HashedFile[] = [];
    for (const source of this.#request.files) {
      const name = typeof source === 'string' ? source : source.name;
      this.#demandGoing(name);
      this.#progress.tell('recognising', name);
      try {
        hashed.push(...(await hashAndDetect(this.#progress.counted(await openSource(source)), this.#options)));
      } catch (error) {
        this.#outcomes.push(refusal(name, error));
      }
    }
    return this.runUnits(
      groupIntoUnits(hashed, this.#options, (file, error) => this.#outcomes.push(refusal(file, error))),
    );
  }

  async runUnits(units: readonly ImportUnit[]): Promise<ImportReport> {
    this.#progress.filesTotal = units.length;
    this.#progress.isReading = true;
    const known = new Map((await this.#request.store.listImports()).map((each) => [each.digest, each.report]));
    for (let start = 0; start < units.length; start += UNITS_PER_GROUP)
      await this.#runGroup(units.slice(start, start + UNITS_PER_GROUP), known);
    return { files: this.#outcomes, series: await this.#withGaps() };
  }

  async #runGroup(units: readonly ImportUnit[], known: ReadonlyMap<string, string | null>): Promise<void> {
    const committed: { unit: CommittedUnit; verdict: TimeZoneVerdict | null }[] = [];
    for (const unit of units) {
      this.#instruments.set(unit.symbol, unit.instrument);
      this.#demandGoing(unit.name);
      const report = known.get(unit.digest) ?? null;
      if (report !== null) {
        const earlier = JSON.parse(report) as FileReport;
        this.#outcomes.push({ status: 'already-imported', file: unit.name, digest: unit.digest, report: earlier });
      } else {
        try {
          committed.push(await this.#commit(unit));
        } catch (error) {
          this.#outcomes.push(refusal(unit.name, error));
        }
      }
      this.#progress.filesDone++;
    }
    await this.#derive(committed.map(({ unit }) => unit));
    // Only now are the files done: a death before this makes the next run derive again.
    for (const { unit, verdict } of committed) {
      const report = fileReport(unit, verdict);
      await this.#request.store.finishImport(unit.unit.digest, JSON.stringify(report));
      this.#outcomes.push(report);
    }
  }

  async #commit(unit: ImportUnit): Promise<{ unit: CommittedUnit; verdict: TimeZoneVerdict | null }> {
    this.#progress.tell('reading', unit.name);
    const verdict = await chooseTimeZone(unit, this.#options);
    const zone = verdict?.used ?? (unit.parts[0] as ImportUnit['parts'][0]).file.zone.rule;
    const onRows = ({ file, rows }: { file: string; rows: number }): void => this.#progress.tell('reading', file, rows);
    const { store, signal } = this.#request;
    return { unit: await commitUnit(unit, { ...this.#options, store, signal, onRows }, zone), verdict };
  }

  /** Makes the longer timeframes of every series that was written to, the finest first. */
  async #derive(committed: readonly CommittedUnit[]): Promise<void> {
    const bases = new Map<string, CommittedUnit>();
    for (const each of committed) bases.set(`${each.unit.symbol} ${each.timeframe}`, each);
    const sorted = [...bases.values()].toSorted((a, b) => timeframeMs(a.timeframe) - timeframeMs(b.timeframe));
    for (const { unit, timeframe } of sorted) {
      const range = rangeOf(committed, unit.symbol, timeframe);
      const written = committed
        .filter((each) => each.unit.symbol === unit.symbol && each.timeframe === timeframe)
        .reduce((sum, each) => addWritten(sum, each.written), NOTHING_WRITTEN);
      this.#note(unit.symbol, timeframe, 'imported', written, 0);
      if (range === null) continue;
      this.#progress.tell('aggregating', `${unit.symbol} ${timeframe}`);
      const { store, signal } = this.#request;
      const source = this.#options.source ?? (unit.parts[0] as ImportUnit['parts'][0]).file.source;
      const derived = await deriveTimeframes({
        store,
        instrument: unit.instrument,
        base: timeframe,
        range,
        source,
        signal,
      });
      for (const each of derived) this.#note(unit.symbol, each.timeframe, 'aggregated', each.written, each.incomplete);
    }
  }

  #note(
    symbol: SymbolName,
    timeframe: Timeframe,
    kind: SeriesReport['kind'],
    written: SeriesReport['written'],
    incomplete: number,
  ): void {
    const key = `${symbol} ${timeframe}`;
    const before = this.#series.get(key);
    this.#series.set(key, {
      symbol,
      timeframe,
      kind: before?.kind === 'imported' ? 'imported' : kind,
      count: 0,
      firstTime: null,
      lastTime: null,
      written: addWritten(before?.written ?? NOTHING_WRITTEN, written),
      incomplete,
      gaps: null,
    });
  }

  /** Extent of each series as the store now holds it, and the gaps of what was imported. */
  async #withGaps(): Promise<SeriesReport[]> {
    const { store } = this.#request;
    const summaries = this.#series.size === 0 ? [] : await store.listSeries();
    const reports: SeriesReport[] = [];
    for (const series of this.#series.values()) {
      const { symbol, timeframe, kind } = series;
      const summary = summaries.find((each) => each.symbol === symbol && each.timeframe === timeframe);
      if (summary === undefined) {
        reports.push(series);
        continue;
      }
      const { count, firstTime, lastTime } = summary;
      const gaps = kind === 'imported' ? await this.#gapsOf(series, summary) : null;
      reports.push({ ...series, count, firstTime, lastTime, gaps });
    }
    return reports.toSorted(
      (a, b) => a.symbol.localeCompare(b.symbol) || timeframeMs(a.timeframe) - timeframeMs(b.timeframe),
    );
  }

  async #gapsOf({ symbol, timeframe }: SeriesReport, summary: SeriesSummary): Promise<SeriesReport['gaps']> {
    const instrument = this.#instruments.get(symbol);
    if (instrument === undefined) return null;
    const { firstTime, lastTime, count } = summary;
    // Where one file makes up the series its gaps are known.
    const whole = this.#outcomes.find(
      (each): each is FileReport =>
        each.status === 'imported' &&
        each.symbol === symbol &&
        each.firstTime === firstTime &&
        each.lastTime === lastTime &&
        Object.values(each.askSources).reduce((sum, part) => sum + part, 0) === count,
    );
    if (whole !== undefined && whole.gaps !== null && (whole.timeframe ?? 'M1') === timeframe) return whole.gaps;
    const times = new Float64Array(count);
    let length = 0;
    for (let from: number = firstTime; from <= lastTime; from += GAP_WINDOW_MS) {
      const range = { from: from as EpochMs, to: (from + GAP_WINDOW_MS) as EpochMs };
      const { candles } = await this.#request.store.readCandles({ symbol, timeframe }, range);
      times.set(candles.time, length);
      length += candles.length;
    }
    return length < 2 ? null : findGaps(times.subarray(0, length), timeframe, instrument);
  }

  #demandGoing(file: string): void {
    if (this.#request.signal?.aborted === true) throw errors.IMPORT_ABORTED({ file });
  }
}

/**
 * Imports files into a store: recognises each, checks its rows, stores what is good, sets aside what is not, and makes
 * the longer timeframes. A file that cannot be imported is reported as refused and does not stop the others.
 *
 * Importing the same file again changes nothing. Where sources overlap the better candle stays, by the rule of
 * `CandleBatch`. The process may die at any moment: what was committed stays, and the same call goes on from there.
 *
 * @throws `IMPORT_ABORTED` where the signal was raised, and the errors of the store
 */
export function importFiles(request: ImportRequest): Promise<ImportReport> {
  return new ImportRun(request).runFiles();
}

/** Imports units that were put together elsewhere; see `importFiles`. */
export function importUnits(
  units: readonly ImportUnit[],
  request: Omit<ImportRequest, 'files'>,
): Promise<ImportReport> {
  return new ImportRun({ ...request, files: [] }).runUnits(units);
}
