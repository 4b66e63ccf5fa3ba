import { Impact, type CalendarTable } from '@pipwright/model';
import { indicator } from '../catalogue/column-reference.ts';
import type { SourceInputs } from '../engine/source-node.ts';
import type { StateTape } from '../engine/state-tape.ts';
import { CalendarBook, CalendarView, type ReleasedEvent } from './calendar-book.ts';
import { TableSource } from './table-source.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long after a release the market's move is read, and over how many releases of the event it is averaged. */
const REACTION_MS = HOUR_MS;
const REACTIONS = 12;
const REACTIONS_MIN = 3;

/** A move that is being measured. */
interface Measurement {
  readonly event: number;
  readonly until: number;
  readonly price: number;
  readonly range: number;
}

/** In the order in which they are written: to and since releases by the places of `CalendarView`, then the rest. */
const COLUMNS = [
  'baseHighAhead',
  'quoteHighAhead',
  'mediumAhead',
  'baseHighSince',
  'quoteHighSince',
  'mediumSince',
  'highWithinDay',
  'holiday',
  'baseSurprise',
  'quoteSurprise',
  'reactionAhead',
  'reactionLast',
];

/**
 * The economic calendar of the pair's currencies as of the close of each base candle. Besides the rows of the table it
 * keeps how far the market moved in the hour after each release, in average true ranges before it.
 */
export class CalendarSource extends TableSource {
  readonly #table: CalendarTable;
  readonly #close: Float64Array;
  readonly #range: Float64Array;
  readonly #view = new CalendarView();
  #book: CalendarBook;
  #measurements: Measurement[] = [];
  /** The candle before: close time, close, average true range; and the last measured reaction. */
  readonly #before = new Float64Array(4);

  constructor(table: CalendarTable, inputs: SourceInputs) {
    super({ name: 'calendar', table, inputs, columns: COLUMNS, ageMaxMs: 21 * DAY_MS });
    this.#table = table;
    this.#close = inputs.bars.close;
    this.#range = inputs.column(indicator('atr', { period: 14 }, 'atr'));
    this.#book = this.#emptyBook();
    this.#before.fill(Number.NaN);
  }

  #emptyBook(): CalendarBook {
    const { base, quote } = this.inputs.instrument;
    return new CalendarBook(this.#table, base, quote);
  }

  protected take(index: number): void {
    if (this.#book.take(index)) this.seen = true;
  }

  protected forget(): void {
    this.#book = this.#emptyBook();
    this.#measurements = [];
    this.#before.fill(Number.NaN);
    this.#view.validUntil = Number.NaN;
  }

  protected write(row: number, time: number, changed: boolean): void {
    const view = this.#view;
    if (changed || !(time < view.validUntil)) {
      view.look(this.#book, time);
      this.#begin(time);
    }
    this.#measure(row, time);
    const { columns } = this;
    for (let place = 0; place < 3; place++) {
      const ahead = ((view.next[place] as number) - time) / DAY_MS;
      const since = (time - (view.last[place] as number)) / DAY_MS;
      (columns[place] as Float64Array)[row] = Math.min(1, ahead);
      (columns[3 + place] as Float64Array)[row] = Math.min(1, since);
    }
    (columns[6] as Float64Array)[row] = view.highWithinDay;
    (columns[7] as Float64Array)[row] = view.isHoliday ? 1 : 0;
    (columns[8] as Float64Array)[row] = this.#book.surprise(0, time);
    (columns[9] as Float64Array)[row] = this.#book.surprise(1, time);
    (columns[10] as Float64Array)[row] = meanReaction(view.nextRelease?.event);
    (columns[11] as Float64Array)[row] = this.#before[3] as number;
    this.#remember(row, time);
  }

  protected override writeNothing(row: number, time: number): void {
    super.writeNothing(row, time);
    this.#measurements = [];
    this.#remember(row, time);
  }

  #remember(row: number, time: number): void {
    this.#before[0] = time;
    this.#before[1] = this.#close[row] as number;
    this.#before[2] = this.#range[row] as number;
  }

  /** Begins to measure the releases that came after the candle before. */
  #begin(time: number): void {
    const [since, price, range] = this.#before as unknown as readonly [number, number, number];
    if (!(range > 0)) return;
    for (const release of this.#book.releases) {
      if (release.impact < Impact.Medium || !(release.time >= since && release.time < time)) continue;
      const event = this.#book.events.indexOf(release.event);
      this.#measurements.push({ event, until: release.time + REACTION_MS, price, range });
    }
  }

  #measure(row: number, time: number): void {
    if (this.#measurements.length === 0) return;
    const close = this.#close[row] as number;
    for (const { event, until, price, range } of this.#measurements) {
      if (until > time) continue;
      const reaction = Math.abs(close - price) / Math.max(range, this.inputs.instrument.tickSize);
      const { reactions } = this.#book.events[event] as ReleasedEvent;
      reactions.push(reaction);
      if (reactions.length > REACTIONS) reactions.shift();
      this.#before[3] = reaction;
    }
    this.#measurements = this.#measurements.filter(({ until }) => until > time);
  }

  override save(tape: StateTape): void {
    super.save(tape);
    tape.write(this.#before.slice());
    const open = this.#measurements.flatMap(({ event, until, price, range }) => [event, until, price, range]);
    tape.write(Float64Array.from(open));
    const kept = this.#book.events.flatMap(({ reactions }) => [reactions.length, ...reactions]);
    tape.write(Float64Array.from(kept));
  }

  override restore(tape: StateTape): void {
    super.restore(tape);
    this.#before.set(tape.read());
    const open = tape.read();
    for (let at = 0; at < open.length; at += 4) {
      const [event, until, price, range] = open.subarray(at, at + 4) as unknown as [number, number, number, number];
      this.#measurements.push({ event, until, price, range });
    }
    const kept = tape.read();
    let at = 0;
    for (const { reactions } of this.#book.events) {
      const count = kept[at++] ?? 0;
      reactions.push(...kept.subarray(at, at + count));
      at += count;
    }
  }
}

/** Mean size of the market's moves after the past releases of an event; NaN where too few were seen. */
function meanReaction(event: ReleasedEvent | undefined): number {
  if (event === undefined || event.reactions.length < REACTIONS_MIN) return Number.NaN;
  return event.reactions.reduce((sum, value) => sum + value, 0) / event.reactions.length;
}
