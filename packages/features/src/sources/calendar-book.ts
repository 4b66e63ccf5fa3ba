import { Impact, type CalendarTable } from '@pipwright/model';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How many past surprises of an event its typical surprise is measured over, and from how many on. */
const SURPRISES = 24;
const SURPRISES_MIN = 5;
/** A surprise counts at most as so many typical ones. */
const SURPRISE_MAX = 5;
/** In this time half of a surprise is forgotten. */
const SURPRISE_HALF_LIFE_MS = 4 * HOUR_MS;
/** Below this, what is left of a surprise is nothing. */
const SURPRISE_MIN = 1e-4;
/** A later announcement of an event within so many days of an earlier one that still lies ahead has moved it. */
const MOVED_WITHIN_MS = 3 * DAY_MS;

/** More unemployment is worse for a currency; of most other figures more is better. */
const HIGHER_IS_WORSE = /unemployment|jobless|claimant|bankruptc|delinquenc/i;

/** 0 the base currency, 1 the quote currency. */
export type PairSide = 0 | 1;

/** One series of releases: what its figures and the market after them have been. */
export interface ReleasedEvent {
  readonly higherIsWorse: boolean;
  /** actual - forecast of the last releases, oldest first. */
  readonly surprises: number[];
  /** Sizes of the market's moves after the last releases; kept by the source, which sees the candles. */
  readonly reactions: number[];
  lastFigure: number;
}

export interface Release {
  readonly time: number;
  readonly side: PairSide;
  readonly event: ReleasedEvent;
  readonly announcedAt: number;
  impact: number;
  forecast: number;
}

/** What is left of the surprises of one currency. */
interface Surprise {
  value: number;
  time: number;
}

/** What the calendar's rows say about the two currencies of a pair, in the order in which they became known. */
export class CalendarBook {
  /** Known releases, past and to come; older ones than three days are dropped. */
  readonly releases: Release[] = [];
  /** In the order in which they were first seen. */
  readonly events: ReleasedEvent[] = [];
  /** Per side and impact, the time of the last release that was dropped. */
  readonly dropped = new Float64Array(8).fill(Number.NEGATIVE_INFINITY);
  readonly #table: CalendarTable;
  readonly #currencies: readonly string[];
  readonly #byName = new Map<string, ReleasedEvent>();
  readonly #surprises: readonly [Surprise, Surprise] = [
    { value: 0, time: 0 },
    { value: 0, time: 0 },
  ];

  constructor(table: CalendarTable, base: string, quote: string) {
    this.#table = table;
    this.#currencies = [base, quote];
  }

  /** Takes a row of the table; returns whether it concerns the pair. */
  take(index: number): boolean {
    const table = this.#table;
    const side = this.#currencies.indexOf(table.currency[index] as string) as PairSide | -1;
    if (side === -1) return false;
    const availableAt = table.availableAt[index] as number;
    this.#drop(availableAt - MOVED_WITHIN_MS);
    const event = this.#event(side, table.event[index] as string);
    const release = this.#announce(index, side, event, availableAt);
    const actual = table.actual[index] as number;
    if (!Number.isNaN(actual)) this.#publish(release, actual, availableAt);
    return true;
  }

  #drop(before: number): void {
    const { releases } = this;
    while (releases.length > 0 && (releases[0] as Release).time < before) {
      const { side, impact, time } = releases.shift() as Release;
      const place = side * 4 + impact;
      this.dropped[place] = Math.max(this.dropped[place] as number, time);
    }
  }

  #event(side: PairSide, name: string): ReleasedEvent {
    const key = `${side} ${name}`;
    const known = this.#byName.get(key);
    if (known !== undefined) return known;
    const higherIsWorse = HIGHER_IS_WORSE.test(name);
    const made = { higherIsWorse, surprises: [], reactions: [], lastFigure: Number.NEGATIVE_INFINITY };
    this.#byName.set(key, made);
    this.events.push(made);
    return made;
  }

  #announce(index: number, side: PairSide, event: ReleasedEvent, announcedAt: number): Release {
    const { releases } = this;
    const table = this.#table;
    const time = table.time[index] as number;
    const impact = table.impact[index] as number;
    const forecast = table.forecast[index] as number;
    const known = releases.find((release) => release.event === event && release.time === time);
    if (known !== undefined) {
      known.impact = impact;
      if (!Number.isNaN(forecast)) known.forecast = forecast;
      return known;
    }
    const moved = releases.findIndex(
      (release) =>
        release.event === event &&
        release.announcedAt < announcedAt &&
        release.time > announcedAt &&
        Math.abs(release.time - time) <= MOVED_WITHIN_MS,
    );
    if (moved >= 0) releases.splice(moved, 1);
    const made = { time, side, event, announcedAt, impact, forecast };
    const after = releases.findLastIndex((release) => release.time <= time);
    releases.splice(after + 1, 0, made);
    return made;
  }

  #publish({ event, forecast, side, time }: Release, actual: number, availableAt: number): void {
    // A figure that is published again is a correction: the market was surprised by the first one.
    if (time <= event.lastFigure) return;
    event.lastFigure = time;
    const raw = actual - forecast;
    if (Number.isNaN(raw)) return;
    const { surprises } = event;
    if (surprises.length >= SURPRISES_MIN) {
      const typical = Math.sqrt(surprises.reduce((sum, value) => sum + value * value, 0) / surprises.length);
      const size = typical === 0 ? 0 : Math.max(-SURPRISE_MAX, Math.min(SURPRISE_MAX, raw / typical));
      const surprise = this.#surprises[side];
      surprise.value = this.surprise(side, availableAt) + (event.higherIsWorse ? -size : size);
      surprise.time = availableAt;
    }
    surprises.push(raw);
    if (surprises.length > SURPRISES) surprises.shift();
  }

  /** Sum of a currency's surprises, each in typical ones of its event, positive where good for it, fading with time. */
  surprise(side: PairSide, time: number): number {
    const { value, time: since } = this.#surprises[side];
    if (value === 0) return 0;
    const left = value * 0.5 ** (Math.max(0, time - since) / SURPRISE_HALF_LIFE_MS);
    return Math.abs(left) < SURPRISE_MIN ? 0 : left;
  }
}

/** The times around a moment that features are counted from, and until when they stay the same. */
export class CalendarView {
  /** Time of the next and of the last release, per side of high impact, and at place 2 of medium impact of either. */
  readonly next = new Float64Array(3);
  readonly last = new Float64Array(3);
  highWithinDay = 0;
  isHoliday = false;
  /** The next release of at least medium impact of either currency. */
  nextRelease: Release | null = null;
  /** At this moment the view has to be made anew. */
  validUntil = Number.NaN;

  look(book: CalendarBook, time: number): void {
    const { next, last } = this;
    next.fill(Number.POSITIVE_INFINITY);
    last[0] = book.dropped[Impact.High] as number;
    last[1] = book.dropped[4 + Impact.High] as number;
    last[2] = Math.max(book.dropped[Impact.Medium] as number, book.dropped[4 + Impact.Medium] as number);
    this.highWithinDay = 0;
    this.isHoliday = false;
    this.nextRelease = null;
    this.validUntil = Number.POSITIVE_INFINITY;
    for (const release of book.releases) this.#see(release, time);
  }

  #see(release: Release, time: number): void {
    const { impact, side } = release;
    if (impact === Impact.Holiday) this.isHoliday ||= release.time <= time && time < release.time + DAY_MS;
    for (const boundary of [release.time, release.time - DAY_MS, release.time + DAY_MS]) {
      // A release at this very moment is measured from the row after: it has to be looked at again.
      if (boundary > time || release.time === time) this.validUntil = Math.min(this.validUntil, boundary);
    }
    const place = impact === Impact.High ? side : impact === Impact.Medium ? 2 : -1;
    if (place < 0) return;
    if (release.time <= time) this.last[place] = Math.max(this.last[place] as number, release.time);
    else {
      this.next[place] = Math.min(this.next[place] as number, release.time);
      if (release.time <= time + DAY_MS && impact === Impact.High) this.highWithinDay++;
      if (this.nextRelease === null || release.time < this.nextRelease.time) this.nextRelease = release;
    }
  }
}
