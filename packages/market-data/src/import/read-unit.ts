import { timeframeMs } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { Block, ReadContext } from '../formats/blocks.ts';
import { FormatName } from '../formats/format.ts';
import { timeZoneRule } from '../time-zones/time-zone-rule.ts';
import { judgeTimeZone, measureTimeZone, type TimeZoneVerdict } from '../time-zones/time-zone-verdict.ts';
import { WeekEdgeFinder } from '../time-zones/week-edges.ts';
import type { ImportUnit, UnitOptions } from './import-unit.ts';
import { limitRange, type RowRange } from './limit-range.ts';
import { pairSides } from './pair-sides.ts';

/** Longest candle whose first and last of a week tell when the market opened and closed. */
const WEEK_EDGE_MS_MAX = 4 * 3_600_000;

/** Feeds that leave out candles that did not move; the two sides of a pair then lack different ones. */
const SKIPS_FLATS: readonly string[] = [FormatName.DukascopyJson];

/** The blocks of all parts of a unit, one after the other. */
export async function* readUnit(
  unit: ImportUnit,
  context: ReadContext,
  range: RowRange | undefined,
): AsyncIterable<Block> {
  const { instrument } = unit;
  for (const { file, ask } of unit.parts) {
    const bid = file.read(context);
    const skipsFlats = SKIPS_FLATS.includes(file.format);
    const blocks =
      ask === null ? bid : pairSides({ bid, ask: ask.read(context), askFile: ask.name, instrument, skipsFlats });
    for await (const block of blocks) {
      const named = { ...block, file: file.name };
      yield range === undefined ? named : limitRange(named, range);
    }
  }
}

/**
 * A finder for the weekends of a unit, or null where they show nothing: candles too long, or a market whose week begins
 * and ends elsewhere with each provider.
 */
export function weekEdgesOf(unit: ImportUnit): WeekEdgeFinder | null {
  const timeframe = unit.parts[0]?.file.timeframe;
  const duration = timeframe === undefined ? 60_000 : timeframeMs(timeframe);
  return duration > WEEK_EDGE_MS_MAX || unit.instrument.hoursDiffer === true
    ? null
    : new WeekEdgeFinder(unit.instrument, duration);
}

export function shiftOf(unit: ImportUnit, options: UnitOptions): number {
  const timeframe = unit.parts[0]?.file.timeframe;
  return options.rowTime === 'close' && timeframe !== undefined ? timeframeMs(timeframe) : 0;
}

/** Reads a unit once as if its clock showed UTC, to see when its weeks open and close. */
async function measureUnit(unit: ImportUnit, options: UnitOptions): Promise<ReturnType<typeof measureTimeZone>> {
  const finder = weekEdgesOf(unit);
  if (finder === null) return measureTimeZone([]);
  const utc = timeZoneRule('utc');
  const shiftMs = shiftOf(unit, options);
  for await (const block of readUnit(unit, { instrument: unit.instrument, zone: utc, shiftMs }, options.range)) {
    const columns = block.kind === 'candles' ? block.candles : block.ticks;
    for (let row = 0; row < columns.length; row++) {
      if (
        block.kind === 'candles' &&
        isFlat(block.candles.high[row], block.candles.low[row], block.candles.volume[row])
      )
        continue;
      finder.push(block.kind === 'candles' ? (columns.time[row] as number) : minuteOf(columns.time[row] as number));
    }
  }
  return measureTimeZone(finder.edges);
}

/** Feeds that fill the weekend do so with flat candles, and so hide when the market opens. */
function isFlat(high: number | undefined, low: number | undefined, volume: number | undefined): boolean {
  return high === low && volume === 0;
}

function minuteOf(time: number): number {
  return time - (time % 60_000);
}

/**
 * How a unit's times are to be read. Where the rule is only assumed the file is read through once to measure it.
 * Throws `TIME_ZONE_UNCLEAR` where no known rule fits.
 */
export async function chooseTimeZone(unit: ImportUnit, options: UnitOptions): Promise<TimeZoneVerdict | null> {
  const statement = (unit.parts[0] as ImportUnit['parts'][0]).file.zone;
  if (statement.basis !== 'assumed') return null;
  const measurement = await measureUnit(unit, options);
  const verdict = judgeTimeZone(statement, measurement);
  if (verdict === null) throw errors.TIME_ZONE_UNCLEAR({ file: unit.name, measured: measurement.measured });
  return verdict;
}
