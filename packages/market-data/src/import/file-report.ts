import { findReferenceMarket, timeframeMs } from '@pipwright/model';
import { clockBreakText } from '../time-zones/activity-profile.ts';
import { judgeTimeZone, measureTimeZone, type TimeZoneVerdict } from '../time-zones/time-zone-verdict.ts';
import { findGaps } from '../validation/find-gaps.ts';
import type { CommittedUnit } from './commit-unit.ts';
import { REPORT_VERSION, type FileReport } from './import-report.ts';

/** The verdict of a unit whose rule was stated or fixed: what its own weeks say of it. */
function verdictOf(committed: CommittedUnit): TimeZoneVerdict {
  const statement = committed.unit.parts[0]?.file.zone ?? { rule: 'utc', basis: 'assumed' };
  const measurement = measureTimeZone(committed.edges?.edges ?? []);
  const verdict = judgeTimeZone(statement, measurement);
  if (verdict !== null) return verdict;
  const { weeks, fitting } = measurement;
  return {
    used: statement.rule,
    basis: statement.basis,
    weeks,
    fitting,
    agrees: true,
    message: `read as ${statement.rule}`,
  };
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(part / whole < 0.01 ? 2 : 1)} %`;
}

/** Sentences for people about what was found, the grave ones first. */
function warningsOf(committed: CommittedUnit, verdict: TimeZoneVerdict): string[] {
  const { candleCounts: candles, tickCounts: ticks, unit } = committed;
  const { typicalSpread, tickSize, hoursDiffer } = unit.instrument;
  const found: [number | boolean, string][] = [
    [!verdict.agrees || verdict.basis === 'measured', `time zone: ${verdict.message}`],
    ...committed.activity.breaks().map((each): [boolean, string] => [true, clockBreakText(each)]),
  ];
  if (candles !== null) {
    const of = (count: number): string => `${count} rows (${share(count, candles.read)})`;
    found.push(
      [candles.refused, `${of(candles.refused)} were refused and kept aside`],
      [candles.conflicts, `${of(candles.conflicts)} repeat a time with other prices: the first row stays`],
      [candles.outOfOrder, `${of(candles.outOfOrder)} stood out of order and were sorted in`],
      [candles.duplicates, `${of(candles.duplicates)} repeat a row and were left out`],
      [
        candles.crossed,
        `${of(candles.crossed)} had an ask below the bid: their ask side is assumed (${typicalSpread} pips)`,
      ],
      [candles.zeroSpreads, `${of(candles.zeroSpreads)} have no spread at the close`],
      [candles.askRaised, `${of(candles.askRaised)} had an ask high or low below the bid's: raised to it`],
      [candles.wideSpreads, `${of(candles.wideSpreads)} have a spread over 20 times the typical ${typicalSpread} pips`],
      [candles.outliers, `${of(candles.outliers)} leap away from their neighbours and back`],
      [
        hoursDiffer === true ? 0 : candles.outsideSessions,
        `${of(candles.outsideSessions)} lie outside the sessions of ${unit.symbol}`,
      ],
      [candles.closedMarketFlats, `${of(candles.closedMarketFlats)} are flat fillings of the closed market, left out`],
      [
        // Without a contract a symbol is stored with the decimals that its data shows.
        findReferenceMarket(unit.symbol) === undefined ? candles.finerThanTick : 0,
        `${of(candles.finerThanTick)} have prices finer than the tick ${tickSize}: rounded when stored`,
      ],
    );
  }
  if (ticks !== null) {
    found.push(
      [ticks.refused, `${ticks.refused} ticks were refused and kept aside`],
      [ticks.outOfOrder, `${ticks.outOfOrder} ticks stood out of order and were sorted in`],
      [ticks.wideSpreads, `${ticks.wideSpreads} ticks have a spread over 20 times the typical ${typicalSpread} pips`],
    );
  }
  const assumed = committed.askSources.assumed;
  if (assumed > 0 && (candles?.crossed ?? 0) < assumed)
    found.push([assumed, `${assumed} candles have no ask side: ${typicalSpread} pips are assumed, and so are costs`]);
  return found.filter(([count]) => count !== false && count !== 0).map(([, text]) => text);
}

/** The report of a unit that was stored. `measured` is the verdict of its time zone where it was measured beforehand. */
export function fileReport(committed: CommittedUnit, measured: TimeZoneVerdict | null): FileReport {
  const { unit, times, timeframe } = committed;
  const { file } = unit.parts[0] as (typeof unit.parts)[0];
  const verdict = measured ?? verdictOf(committed);
  const isTicks = file.content === 'ticks';
  const spansDays = times.length > 1 && (times.at(-1) as number) - (times[0] as number) > 5 * timeframeMs(timeframe);
  return {
    version: REPORT_VERSION,
    status: 'imported',
    file: unit.name,
    digest: unit.digest,
    format: file.format,
    symbol: unit.symbol,
    timeframe: isTicks ? null : timeframe,
    source: file.source,
    volumeUnit: isTicks && file.volumeUnit === 'none' ? 'ticks' : file.volumeUnit,
    timeZone: verdict,
    candles: committed.candleCounts,
    ticks: committed.tickCounts,
    askSources: committed.askSources,
    written: committed.written,
    firstTime: times[0] ?? null,
    lastTime: times.at(-1) ?? null,
    resumedChunks: committed.resumedChunks,
    quarantineSample: committed.sample,
    quarantineOmitted: committed.omitted,
    gaps: spansDays ? findGaps(times, timeframe, unit.instrument) : null,
    warnings: [...file.notes, ...warningsOf(committed, verdict)],
  };
}
