import { currency, Impact, isoTime, type Currency } from '@pipwright/model';
import { z } from 'zod';
import { FactCollector, type ContextFile, type ContextFormat } from './context-file.ts';
import { parseFigure } from './figure.ts';
import { parseMoment } from './iso-moment.ts';
import { parseJson } from './parse-json.ts';
import { weekAnnouncedAt } from './publication-time.ts';
import { headerOf, tableRows } from './table-text.ts';

const IMPACTS: Readonly<Record<string, Impact>> = {
  holiday: Impact.Holiday,
  'non-economic': Impact.Holiday,
  low: Impact.Low,
  medium: Impact.Medium,
  moderate: Impact.Medium,
  high: Impact.High,
};

/** A release as texts, whichever file it comes from. */
interface WrittenRelease {
  readonly line: number;
  readonly time: string;
  readonly currency: string;
  readonly impact: string;
  readonly event: string;
  readonly actual: string;
  readonly forecast: string;
  readonly previous: string;
  readonly announcedAt: string;
  readonly publishedAt: string;
}

/** The first thing that is wrong with a release, or its values. */
function readRelease(
  release: WrittenRelease,
  reject: (field: string, value: string, reason: string) => void,
): {
  readonly time: number;
  readonly announcedAt: number;
  readonly publishedAt: number;
  readonly currency: Currency;
  readonly impact: Impact;
  readonly figures: { readonly actual: number; readonly forecast: number; readonly previous: number };
} | null {
  const time = parseMoment(release.time);
  const impact = IMPACTS[release.impact.trim().toLowerCase()];
  const announcedAt = release.announcedAt === '' ? null : parseMoment(release.announcedAt);
  const publishedAt = release.publishedAt === '' ? null : parseMoment(release.publishedAt);
  const figures = {
    actual: parseFigure(release.actual),
    forecast: parseFigure(release.forecast),
    previous: parseFigure(release.previous),
  };
  const wrong = Object.entries(figures).find(([, value]) => value === null);
  if (time === null) reject('time', release.time, 'is not a time such as 2026-03-31T12:30:00Z');
  else if (impact === undefined) reject('impact', release.impact, 'is none of high, medium, low, holiday');
  else if (!/^[A-Z]{3}$/.test(release.currency)) reject('currency', release.currency, 'is not a currency such as USD');
  else if (release.event.trim() === '') reject('event', release.event, 'is empty');
  else if (wrong !== undefined)
    reject(wrong[0], release[wrong[0] as 'actual'], 'is not a figure such as 1.2M, -0.3% or 215K');
  else if (announcedAt === null && release.announcedAt !== '')
    reject('announced_at', release.announcedAt, 'is not a time');
  else if (publishedAt === null && release.publishedAt !== '')
    reject('published_at', release.publishedAt, 'is not a time');
  else if (publishedAt !== null && publishedAt < time)
    reject('published_at', release.publishedAt, `is before the release at ${isoTime(time)}`);
  else if (announcedAt !== null && announcedAt > time)
    reject('announced_at', release.announcedAt, `is after the release at ${isoTime(time)}`);
  else {
    return {
      time,
      announcedAt: announcedAt ?? weekAnnouncedAt(time),
      publishedAt: publishedAt ?? time,
      currency: currency(release.currency),
      impact,
      figures: figures as { actual: number; forecast: number; previous: number },
    };
  }
  return null;
}

/** A release is known twice: when it is announced, and, where the figure is there, when that is published. */
function takeRelease(release: WrittenRelease, collector: FactCollector<'calendar'>): void {
  if (release.currency === 'ALL' || release.currency === '') {
    collector.skipped++;
    return;
  }
  const read = readRelease(release, (field, value, reason) => collector.reject(release.line, field, value, reason));
  if (read === null) return;
  const { time, announcedAt, publishedAt, figures, impact } = read;
  const row = { time, currency: read.currency, impact, event: release.event.trim(), ...figures };
  collector.rows.push({ ...row, availableAt: announcedAt, actual: Number.NaN });
  if (!Number.isNaN(figures.actual)) collector.rows.push({ ...row, availableAt: publishedAt });
}

const KNOWN_FROM = 'the open of the trading week of the release; its figure at the release';

/** An economic calendar as a CSV with a header: time, currency, impact, event, and what is known of the figures. */
export const calendarCsv: ContextFormat = {
  name: 'economic calendar as CSV',
  read({ text }): ContextFile | null {
    const header = headerOf(text)?.map((name) => name.toLowerCase());
    if (header === undefined || !['time', 'currency', 'impact', 'event'].every((name) => header.includes(name)))
      return null;
    const collector = new FactCollector(
      'calendar',
      'calendar-csv',
      `${KNOWN_FROM}; announced_at and published_at where given`,
    );
    for (const { line, fields } of tableRows(text)) {
      const lower = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
      const field = (name: string): string => lower[name] ?? '';
      takeRelease(
        {
          line,
          time: field('time'),
          currency: field('currency'),
          impact: field('impact'),
          event: field('event'),
          actual: field('actual'),
          forecast: field('forecast'),
          previous: field('previous'),
          announcedAt: field('announced_at'),
          publishedAt: field('published_at'),
        },
        collector,
      );
    }
    return collector.finish();
  },
};

const forexFactorySchema = z
  .array(
    z.object({
      title: z.string(),
      country: z.string(),
      date: z.string(),
      impact: z.string(),
      forecast: z.string().default(''),
      previous: z.string().default(''),
    }),
  )
  .min(1)
  .max(100_000);

/** The weekly calendar of ForexFactory as JSON. It has no figures, only forecasts. */
export const forexFactory: ContextFormat = {
  name: 'ForexFactory calendar',
  read({ text }): ContextFile | null {
    const releases = forexFactorySchema.safeParse(parseJson(text)).data;
    if (releases === undefined) return null;
    const collector = new FactCollector('calendar', 'forex-factory', KNOWN_FROM);
    releases.forEach(({ title, country, date, impact, forecast, previous }, index) => {
      const texts = { time: date, currency: country.toUpperCase(), impact, event: title, forecast, previous };
      takeRelease({ line: index + 1, ...texts, actual: '', announcedAt: '', publishedAt: '' }, collector);
    });
    return collector.finish();
  },
};
