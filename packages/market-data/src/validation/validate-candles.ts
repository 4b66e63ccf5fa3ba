import {
  AskSource,
  candleOpenTime,
  type CandleColumns,
  type EpochMs,
  type QuotedMarket,
  type Timeframe,
} from '@pipwright/model';
import { pickCandles } from '../candles/candle-builder.ts';
import { assumedSpread, type CandleBlock } from '../formats/blocks.ts';
import type { RejectedRow } from '../text/csv-layout.ts';
import { badAsk, badBid, isCrossed, raiseAskExtremes } from './check-rows.ts';
import { findOutliers } from './outliers.ts';
import { TradingHours } from './trading-hours.ts';

/** How often each kind of trouble was met. Rows that are refused are in `refused`; the others were mended or only noted. */
export interface CandleCounts {
  read: number;
  accepted: number;
  /** Refused rows, duplicates with other prices among them. */
  refused: number;
  /** Rows equal to one before, left out. */
  duplicates: number;
  /** Rows of a time that was there before with other prices: the first one stays, the later is refused. */
  conflicts: number;
  /** Rows that stood after a later one. They are sorted in. */
  outOfOrder: number;
  /** Flat rows without volume outside the sessions, as feeds that fill weekends have them; left out. */
  closedMarketFlats: number;
  /** Rows outside the sessions that are kept. */
  outsideSessions: number;
  /** Rows whose quoted ask lay below the bid at open or close: their ask side is assumed instead. */
  crossed: number;
  /** Rows without any spread at the close. In a spread column it stands for "not recorded": the ask side is assumed. */
  zeroSpreads: number;
  /** Rows whose ask high or low was raised to the bid's. */
  askRaised: number;
  /** Rows with a spread over twenty times the typical one. Kept: such spreads happen. */
  wideSpreads: number;
  /** Rows with a price finer than the instrument's tick. */
  finerThanTick: number;
  /** Rows with a price that leaps away and back. Kept, unless gross. */
  outliers: number;
}

function emptyCounts(): CandleCounts {
  return {
    read: 0,
    accepted: 0,
    refused: 0,
    duplicates: 0,
    conflicts: 0,
    outOfOrder: 0,
    closedMarketFlats: 0,
    outsideSessions: 0,
    crossed: 0,
    zeroSpreads: 0,
    askRaised: 0,
    wideSpreads: 0,
    finerThanTick: 0,
    outliers: 0,
  };
}

export interface CandleRules {
  readonly instrument: QuotedMarket;
  readonly timeframe: Timeframe;
  /** Candles may open at other times than the platform's own. */
  readonly acceptMisaligned: boolean;
}

/** Candles that passed, in strictly ascending order, together with where their ask side comes from. */
export interface AcceptedCandles {
  readonly askSource: AskSource;
  readonly candles: CandleColumns;
}

export interface ValidatedBlock {
  /** One entry for each origin of the ask side. */
  readonly accepted: readonly AcceptedCandles[];
  readonly rejected: readonly RejectedRow[];
}

const WIDE_SPREADS = 20;

/** Checks the candles of one file, block after block. It keeps what the order of rows across blocks needs. */
export class CandleValidator {
  readonly counts: CandleCounts = emptyCounts();
  readonly #rules: CandleRules;
  readonly #hours: TradingHours;
  #lastTime = Number.NEGATIVE_INFINITY;
  #lastRow: CandleColumns | undefined;

  constructor(rules: CandleRules) {
    this.#rules = rules;
    this.#hours = new TradingHours(rules.instrument);
  }

  push(block: CandleBlock): ValidatedBlock {
    const rejected: RejectedRow[] = [...block.rejected];
    const { candles, line } = block;
    this.counts.read += candles.length + block.rejected.length;
    const assumed = new Uint8Array(candles.length);
    const rows = this.#goodRows(block, assumed, rejected);
    const unique = this.#withoutDuplicates(candles, this.#inOrder(candles, rows), line, rejected);
    const kept = this.#withoutGrossOutliers(candles, unique, line, rejected);
    for (const row of kept) this.#note(candles, row);
    this.counts.accepted += kept.length;
    this.counts.refused += rejected.length;
    return { accepted: this.#split(candles, kept, assumed, block.askSource), rejected };
  }

  #goodRows(block: CandleBlock, assumed: Uint8Array, rejected: RejectedRow[]): number[] {
    const { candles, line, askSource } = block;
    const { instrument, timeframe, acceptMisaligned } = this.#rules;
    const rows: number[] = [];
    for (let row = 0; row < candles.length; row++) {
      const time = candles.time[row] as number;
      const aligned = acceptMisaligned || candleOpenTime(time as EpochMs, timeframe) === time;
      const bad =
        badBid(candles, row) ??
        (askSource === AskSource.Assumed ? undefined : badAsk(candles, row, instrument)) ??
        (aligned ? undefined : { field: 'time', value: String(time), reason: `is no open of a ${timeframe} candle` });
      if (bad !== undefined) {
        rejected.push({ line: line[row] as number, ...bad });
        continue;
      }
      if (this.#isClosedMarketFlat(candles, row)) {
        this.counts.closedMarketFlats++;
        continue;
      }
      if (askSource !== AskSource.Assumed) this.#mendAsk(candles, row, askSource, assumed);
      rows.push(row);
    }
    return rows;
  }

  #isClosedMarketFlat(candles: CandleColumns, row: number): boolean {
    if (candles.volume[row] !== 0 || candles.high[row] !== candles.low[row]) return false;
    return !this.#hours.isSession(candles.time[row] as number);
  }

  #mendAsk(candles: CandleColumns, row: number, askSource: AskSource, assumed: Uint8Array): void {
    const crossed = isCrossed(candles, row);
    const isZero = !crossed && candles.askClose[row] === candles.close[row];
    if (crossed) this.counts.crossed++;
    if (isZero) this.counts.zeroSpreads++;
    if (crossed || (isZero && askSource === AskSource.Spread)) {
      assumed[row] = 1;
      const spread = assumedSpread(this.#rules.instrument);
      candles.askOpen[row] = (candles.open[row] as number) + spread;
      candles.askHigh[row] = (candles.high[row] as number) + spread;
      candles.askLow[row] = (candles.low[row] as number) + spread;
      candles.askClose[row] = (candles.close[row] as number) + spread;
    } else if (raiseAskExtremes(candles, row)) {
      this.counts.askRaised++;
    }
  }

  /** Rows in ascending order of time; equal times stay in the file's order. */
  #inOrder(candles: CandleColumns, rows: number[]): number[] {
    let latest = this.#lastTime;
    let late = 0;
    for (const row of rows) {
      const time = candles.time[row] as number;
      if (time < latest) late++;
      else latest = time;
    }
    this.counts.outOfOrder += late;
    if (late === 0) return rows;
    return rows.sort((a, b) => (candles.time[a] as number) - (candles.time[b] as number) || a - b);
  }

  #withoutDuplicates(candles: CandleColumns, rows: number[], line: Float64Array, rejected: RejectedRow[]): number[] {
    const unique: number[] = [];
    let columns = this.#lastRow;
    let previous = 0;
    for (const row of rows) {
      if (columns !== undefined && columns.time[previous] === candles.time[row]) {
        if (equalRows(columns, previous, candles, row)) {
          this.counts.duplicates++;
        } else {
          this.counts.conflicts++;
          const value = String(candles.close[row]);
          rejected.push({
            line: line[row] as number,
            field: 'time',
            value,
            reason: 'the time was there before, with other prices',
          });
        }
        continue;
      }
      unique.push(row);
      columns = candles;
      previous = row;
    }
    const last = unique.at(-1);
    if (last !== undefined) {
      this.#lastTime = Math.max(this.#lastTime, candles.time[last] as number);
      this.#lastRow = pickCandles(candles, [last]);
    }
    return unique;
  }

  #withoutGrossOutliers(candles: CandleColumns, rows: number[], line: Float64Array, rejected: RejectedRow[]): number[] {
    const isDense = rows.length === candles.length && isAscending(rows);
    const outliers = findOutliers(isDense ? candles : pickCandles(candles, rows));
    this.counts.outliers += outliers.length;
    const gross = new Set<number>();
    for (const outlier of outliers.filter((each) => each.gross)) {
      const row = rows[outlier.row] as number;
      gross.add(row);
      const reason = `lies ${Math.round(outlier.fraction * 100)} % away from the candles around it`;
      rejected.push({ line: line[row] as number, field: outlier.field, value: String(outlier.value), reason });
    }
    return gross.size === 0 ? rows : rows.filter((row) => !gross.has(row));
  }

  #note(candles: CandleColumns, row: number): void {
    const { tickSize, typicalSpread, pipSize } = this.#rules.instrument;
    const spread = (candles.askClose[row] as number) - (candles.close[row] as number);
    if (spread > WIDE_SPREADS * typicalSpread * pipSize) this.counts.wideSpreads++;
    if (isFiner(candles.close[row] as number, tickSize) || isFiner(candles.high[row] as number, tickSize))
      this.counts.finerThanTick++;
    if (!this.#hours.isSession(candles.time[row] as number)) this.counts.outsideSessions++;
  }

  #split(candles: CandleColumns, rows: number[], assumed: Uint8Array, askSource: AskSource): AcceptedCandles[] {
    const mended = rows.filter((row) => assumed[row] === 1);
    const rest = mended.length === 0 ? rows : rows.filter((row) => assumed[row] === 0);
    const parts: AcceptedCandles[] = [];
    if (rest.length > 0) parts.push({ askSource, candles: pickAll(candles, rest) });
    if (mended.length > 0) parts.push({ askSource: AskSource.Assumed, candles: pickCandles(candles, mended) });
    return parts;
  }
}

function isAscending(rows: readonly number[]): boolean {
  return rows.every((row, index) => row === index);
}

/** Copies only where something was left out or moved. */
function pickAll(candles: CandleColumns, rows: number[]): CandleColumns {
  return rows.length === candles.length && isAscending(rows) ? candles : pickCandles(candles, rows);
}

function equalRows(a: CandleColumns, rowA: number, b: CandleColumns, rowB: number): boolean {
  return (
    a.open[rowA] === b.open[rowB] &&
    a.high[rowA] === b.high[rowB] &&
    a.low[rowA] === b.low[rowB] &&
    a.close[rowA] === b.close[rowB] &&
    a.askOpen[rowA] === b.askOpen[rowB] &&
    a.askClose[rowA] === b.askClose[rowB] &&
    a.volume[rowA] === b.volume[rowB]
  );
}

function isFiner(price: number, tickSize: number): boolean {
  const points = price / tickSize;
  return Math.abs(points - Math.round(points)) > 1e-4;
}

/**
 * Checks a series of candles: order, duplicates, consistency of open, high, low and close, prices, spreads, outliers.
 * Gaps are found by `findGaps`.
 *
 * @param askSource how the ask side came about; an assumed one is not checked
 */
export function validateCandles(
  candles: CandleColumns,
  rules: { readonly instrument: QuotedMarket; readonly timeframe: Timeframe; readonly askSource?: AskSource },
): ValidatedBlock & { readonly counts: CandleCounts } {
  const validator = new CandleValidator({ ...rules, acceptMisaligned: false });
  const line = Float64Array.from({ length: candles.length }, (_, index) => index + 1);
  // A copy: mending writes.
  const own = pickCandles(
    candles,
    line.map((value) => value - 1),
  );
  const block = {
    kind: 'candles',
    candles: own,
    line,
    askSource: rules.askSource ?? AskSource.Quoted,
    rejected: [],
  } as const;
  const result = validator.push(block);
  return { ...result, counts: validator.counts };
}
