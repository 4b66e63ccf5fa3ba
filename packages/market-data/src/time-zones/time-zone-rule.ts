import { isTimeZone, NEW_YORK, wallToUtc, zoneOffsetMs, type EpochMs } from '@pipwright/model';
import { errors } from '../errors.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How clock times of a file become UTC. */
export interface TimeZoneRule {
  /** `utc`, `est`, `eu`, `us`, `utc+3`, or an IANA name: what a person writes to choose it. */
  readonly name: string;
  /** For people: `UTC+2 in winter, +3 in summer, switching on EU dates`. */
  readonly description: string;
  /** UTC of a clock time that is given as the milliseconds it would be if the clock showed UTC. */
  toUtc(wallMs: number): number;
  /** Milliseconds that the clock is ahead of UTC at a moment. */
  offsetMs(time: number): number;
}

function fixedRule(name: string, offset: number, description: string): TimeZoneRule {
  return { name, description, toUtc: (wall) => wall - offset, offsetMs: () => offset };
}

/** A rule whose clock is `shift` ahead of an IANA zone. */
function zoneRule(name: string, zone: string, shift: number, description: string): TimeZoneRule {
  let cachedHour = Number.NaN;
  let cachedOffset = 0;
  return {
    name,
    description,
    // Clocks change on the hour, so one look-up serves the rows of an hour.
    toUtc(wall) {
      const hour = Math.floor(wall / HOUR_MS);
      if (hour !== cachedHour) {
        cachedHour = hour;
        const start = hour * HOUR_MS;
        cachedOffset = start - wallToUtc(zone, start - shift);
      }
      return wall - cachedOffset;
    },
    offsetMs: (time) => zoneOffsetMs(zone, time as EpochMs) + shift,
  };
}

const FIXED = /^utc([+-])(\d{1,2})(?::?(\d{2}))?$/;

/**
 * The rule of a name: `utc`; `est` (New York winter time all year, as histdata.com writes); `eu` and `us` (a MetaTrader
 * server at UTC+2 in winter and UTC+3 in summer that changes on the European or the American dates: `us` is New York
 * plus seven hours, so that its midnight is the end of the trading day); `utc+3`; or an IANA name.
 * Throws `OPTION_INVALID` for anything else.
 */
export function timeZoneRule(name: string): TimeZoneRule {
  const lower = name.trim().toLowerCase();
  if (lower === 'utc' || lower === 'gmt') return fixedRule('utc', 0, 'UTC');
  if (lower === 'est') return fixedRule('est', -5 * HOUR_MS, 'New York winter time all year (UTC-5)');
  // Kyiv, Athens and Helsinki have kept the European dates at UTC+2 since 1996; Helsinki's record has no exceptions since 1983.
  if (lower === 'eu') return zoneRule('eu', 'Europe/Helsinki', 0, 'UTC+2 in winter, UTC+3 in summer, European dates');
  if (lower === 'us') return zoneRule('us', NEW_YORK, 7 * HOUR_MS, 'UTC+2 in winter, UTC+3 in summer, American dates');
  const fixed = FIXED.exec(lower);
  if (fixed !== null) {
    const sign = fixed[1] === '-' ? -1 : 1;
    const hours = Number(fixed[2]);
    const minutes = Number(fixed[3] ?? 0);
    if (hours <= 14 && minutes < 60)
      return fixedRule(lower, sign * (hours * HOUR_MS + minutes * MINUTE_MS), `${lower.toUpperCase()} all year`);
  }
  if (/^[A-Za-z]+\/[A-Za-z_/-]+$/.test(name) && isTimeZone(name)) return zoneRule(name, name, 0, name);
  throw errors.OPTION_INVALID({
    option: 'timeZone',
    value: name,
    expected: 'utc, est, eu, us, an offset such as utc+3, or a name such as Europe/Berlin',
  });
}
