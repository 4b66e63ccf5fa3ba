import { utcMs } from '@pipwright/model';
import { timeZoneRule, type TimeZoneRule } from './time-zone-rule.ts';
import type { DaylightSeason, WeekEdge } from './week-edges.ts';

const HOUR_MS = 3_600_000;
/** Opens and closes that miss by less are taken to be on the minute: the first quote of a week comes when it comes. */
const TOLERANCE_MS = 20 * 60_000;
/** Weeks of a season below which its edges decide nothing. */
const WEEKS_MIN = 2;
/** Two rules differ by an hour at least; half an hour in one season is a clear lead. */
const LEAD_MS = HOUR_MS / 4;

/** What the opens and closes of the weeks say about the time zone of a file. */
export interface TimeZoneVerdict {
  /** The rule that the rows were read with. */
  readonly used: string;
  /** How `used` was chosen. */
  readonly basis: 'stated' | 'format' | 'measured' | 'assumed';
  /** Rules that fit the weekly open and close, best first; empty where nothing fits or too few weeks are there. */
  readonly fitting: readonly string[];
  /** Weekends that were measured. */
  readonly weeks: number;
  /** `false` where the weeks contradict `used`. */
  readonly agrees: boolean;
  /** One sentence for people. */
  readonly message: string;
}

interface SeasonBounds {
  readonly season: DaylightSeason;
  readonly weeks: number;
  /** The clock is ahead of UTC by at least this much: most weeks close no earlier. */
  readonly atLeastMs: number;
  /** And by at most this much: most weeks open no later. */
  readonly atMostMs: number;
}

/** A moment in each season at which the rules can be asked for their offset (2019-01-15, 2019-07-15, 2019-03-20). */
const SEASON_SAMPLES: Readonly<Record<DaylightSeason, number>> = {
  winter: utcMs(2019, 1, 15),
  summer: utcMs(2019, 7, 15),
  'us-only': utcMs(2019, 3, 20),
};

const CANDIDATES: readonly TimeZoneRule[] = [
  'utc',
  'eu',
  'us',
  'est',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((ahead) => `utc+${ahead}`),
  ...[1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12].map((behind) => `utc-${behind}`),
].map(timeZoneRule);

function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))] as number;
}

function boundsOf(edges: readonly WeekEdge[]): SeasonBounds[] {
  const seasons: readonly DaylightSeason[] = ['winter', 'summer', 'us-only'];
  return seasons.flatMap((season) => {
    const weeks = edges.filter((edge) => edge.season === season);
    if (weeks.length < WEEKS_MIN) return [];
    return {
      season,
      weeks: weeks.length,
      atLeastMs: quantile(
        weeks.map((week) => week.closeOffsetMs),
        0.8,
      ),
      atMostMs: quantile(
        weeks.map((week) => week.openOffsetMs),
        0.2,
      ),
    };
  });
}

/**
 * How badly a rule fits, in milliseconds. Outside the bounds it counts threefold. Inside, an early close counts in full
 * and a late open half: brokers whose day starts at their own midnight open late on the weeks between the American and
 * the European change of clocks, but all stop when New York does.
 */
function misfit(rule: TimeZoneRule, bounds: readonly SeasonBounds[]): { total: number; outside: boolean } {
  const weeks = bounds.reduce((sum, bound) => sum + bound.weeks, 0);
  let total = 0;
  let outsideMs = 0;
  for (const bound of bounds) {
    const offset = rule.offsetMs(SEASON_SAMPLES[bound.season]);
    const belowMs = bound.atLeastMs - offset;
    const aboveMs = offset - bound.atMostMs;
    outsideMs += (bound.weeks / weeks) * Math.max(belowMs, aboveMs, 0);
    total += belowMs > 0 ? 3 * belowMs : -belowMs;
    total += aboveMs > 0 ? 3 * aboveMs : -aboveMs / 2;
  }
  // Weighed by weeks: venues whose hours are their own in the few weeks between the changes are no contradiction.
  return { total, outside: outsideMs > TOLERANCE_MS };
}

export interface ZoneMeasurement {
  readonly weeks: number;
  /** Rules that fit as well as the best one, in order of preference. */
  readonly fitting: readonly string[];
  /** For people: `winter +2 h, summer +3 h, American summer time only +2 h`. */
  readonly measured: string;
  /** `true` where the weeks decide: rules outside `fitting` are wrong. */
  readonly decisive: boolean;
}

const SEASON_NAMES: Readonly<Record<DaylightSeason, string>> = {
  winter: 'winter',
  summer: 'summer',
  'us-only': 'between the American and the European change of clocks',
};

function hours(ms: number): string {
  const value = Math.round((ms / HOUR_MS) * 10) / 10;
  return `${value < 0 ? '' : '+'}${value} h`;
}

/** Which rules fit the weekends of a series. */
export function measureTimeZone(edges: readonly WeekEdge[]): ZoneMeasurement {
  const bounds = boundsOf(edges);
  const weeks = bounds.reduce((sum, bound) => sum + bound.weeks, 0);
  if (weeks === 0) return { weeks, fitting: [], measured: 'too few weekends to tell', decisive: false };
  const scored = CANDIDATES.map((rule) => ({ rule, ...misfit(rule, bounds) }))
    .filter((candidate) => !candidate.outside)
    .toSorted((a, b) => a.total - b.total);
  const best = scored[0]?.total ?? 0;
  const fitting = scored.filter((candidate) => candidate.total - best < LEAD_MS).map(({ rule }) => rule.name);
  const measured = bounds
    .map(({ season, atLeastMs, atMostMs }) =>
      hours(atLeastMs) === hours(atMostMs)
        ? `${SEASON_NAMES[season]} ${hours(atLeastMs)}`
        : `${SEASON_NAMES[season]} ${hours(atLeastMs)} to ${hours(atMostMs)}`,
    )
    .join(', ');
  return { weeks, fitting, measured, decisive: weeks >= 2 * WEEKS_MIN };
}

export interface ZoneStatement {
  readonly rule: string;
  /** `stated` by the user, fixed by the `format`, or only `assumed` and so open to measurement. */
  readonly basis: 'stated' | 'format' | 'assumed';
}

/** `true` where two rules read every moment of the measured seasons alike. */
function sameWhereMeasured(name: string, measurement: ZoneMeasurement): boolean {
  return measurement.fitting.includes(timeZoneRule(name).name);
}

/**
 * Decides which rule reads a file. What the user states and what the format fixes is obeyed, and contradicted in the
 * verdict where the weeks do; what is only assumed gives way to what is measured. `null` where an assumed rule is
 * contradicted and no known rule fits.
 */
export function judgeTimeZone(statement: ZoneStatement, measurement: ZoneMeasurement): TimeZoneVerdict | null {
  const { rule, basis } = statement;
  const { fitting, weeks, decisive, measured } = measurement;
  const base = { fitting, weeks };
  if (!decisive) {
    const message = `read as ${rule} (${basis}); too few weekends to check it`;
    return { ...base, used: rule, basis, agrees: true, message };
  }
  if (sameWhereMeasured(rule, measurement)) {
    const message = `read as ${rule} (${basis}); the weekly open and close of ${weeks} weeks agree`;
    return { ...base, used: rule, basis, agrees: true, message };
  }
  const best = fitting[0];
  if (basis === 'assumed') {
    if (best === undefined) return null;
    const message = `looks like ${best} by the weekly open and close of ${weeks} weeks (${measured}), and is read so`;
    return { ...base, used: best, basis: 'measured', agrees: true, message };
  }
  const looks = best === undefined ? `fits no known rule (${measured})` : `looks like ${best} (${measured})`;
  const message = `${looks}, read as ${rule} (${basis}): ${weeks} weeks contradict`;
  return { ...base, used: rule, basis, agrees: false, message };
}
