import { utcMs, wallToUtc, type EpochMs } from '@pipwright/model';

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * UTC time of `2026-03-31T12:30:00-04:00`, `2026-03-31 12:30` or `2026-03-31`; null where it is none of these. Without an
 * offset the clock is UTC, or that of `zone`.
 */
export function parseMoment(text: string, zone: string | null = null): EpochMs | null {
  const match = MOMENT.exec(text.trim());
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null;
  const wall = utcMs(year, month, day, hour, minute, second);
  const offset = match[7];
  if (offset === undefined) return zone === null ? wall : wallToUtc(zone, wall);
  if (offset === 'Z') return wall;
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (wall - sign * minutes * 60_000) as EpochMs;
}
