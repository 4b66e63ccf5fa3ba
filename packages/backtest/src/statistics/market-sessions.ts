import { NEW_YORK, utcDate, zoneOffsetMs, type EpochMs } from '@pipwright/model';

/** Working hours of a city that trades, on its own clock, from Monday to Friday. */
interface MarketSession {
  readonly name: string;
  readonly zone: string;
  readonly fromHour: number;
  readonly toHour: number;
}

/** In the order in which they open. The same hours as the features of sessions. */
const SESSIONS: readonly MarketSession[] = [
  { name: 'Sydney', zone: 'Australia/Sydney', fromHour: 8, toHour: 17 },
  { name: 'Tokyo', zone: 'Asia/Tokyo', fromHour: 9, toHour: 18 },
  { name: 'London', zone: 'Europe/London', fromHour: 8, toHour: 17 },
  { name: 'New York', zone: NEW_YORK, fromHour: 8, toHour: 17 },
];

const BETWEEN = 'between sessions';

/** Names of groups in the order of the day; the overlaps stand between the sessions that overlap. */
export const SESSION_NAMES: readonly string[] = [
  BETWEEN,
  'Sydney',
  'Sydney + Tokyo',
  'Tokyo',
  'Tokyo + London',
  'London',
  'London + New York',
  'New York',
  'Sydney + New York',
];

/**
 * The cities that work at a moment, by their own clocks with their own daylight-saving time, joined where several do:
 * `London + New York`. Nobody works in the hour after New York on some evenings: `between sessions`.
 */
export function marketSessionAt(time: EpochMs): string {
  const working = SESSIONS.filter(({ zone, fromHour, toHour }) => {
    const { hour, weekday } = utcDate(time + zoneOffsetMs(zone, time));
    return weekday >= 1 && weekday <= 5 && hour >= fromHour && hour < toHour;
  });
  return working.length === 0 ? BETWEEN : working.map(({ name }) => name).join(' + ');
}
