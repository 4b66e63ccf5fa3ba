import { createRandom } from '@pipwright/kernel';
import { findInstrument, tradingWeekOpen, utcMs, type TickColumns } from '@pipwright/model';
import { SpreadFitter } from './spread-fitter.ts';
import { SPREAD_CLASSES, SpreadClock, type SpreadModel } from './spread-model.ts';

export const EURUSD = findInstrument('EURUSD')!;
const MINUTE_MS = 60_000;
/** Sunday 17:00 New York. */
export const WEEK: number = tradingWeekOpen(utcMs(2024, 6, 5));
export const partAt = (time: number): string => SPREAD_CLASSES[new SpreadClock().classAt(time)]!;

/** Ticks of time, bid and spread in points. */
export function ticksOf(rows: readonly (readonly [time: number, bid: number, points: number])[]): TickColumns {
  return {
    length: rows.length,
    time: Float64Array.from(rows, ([time]) => time),
    bid: Float64Array.from(rows, ([, bid]) => bid),
    ask: Float64Array.from(rows, ([, bid, points]) => bid + points * EURUSD.tickSize),
    bidVolume: new Float64Array(rows.length),
    askVolume: new Float64Array(rows.length),
  };
}

/** A quote every ten seconds through a week: 10 points, 20 at the rollover and 60 in the first hour, wider when it moves. */
export function madeWeek(exponent: number, seed: number): TickColumns {
  const random = createRandom(seed);
  const rows: [number, number, number][] = [];
  let bid = 1.1;
  for (let minute = 0; minute < 5 * 1440; minute++) {
    const time = WEEK + minute * MINUTE_MS;
    const part = partAt(time);
    const base = part === 'Sunday 17:00' ? 60 : part === '16:55 to 17:15' ? 20 : 10;
    const activity = Math.exp(random.normal() * 0.8);
    for (let tick = 0; tick < 6; tick++) {
      bid += random.normal() * 0.000_03 * activity;
      rows.push([time + tick * 10_000, bid, base * activity ** exponent]);
    }
  }
  return ticksOf(rows);
}

export function fitted(ticks: TickColumns): SpreadModel {
  const fitter = new SpreadFitter(EURUSD);
  fitter.addTicks(ticks);
  return fitter.fit();
}

export function sliceTicks(ticks: TickColumns, from: number, to: number): TickColumns {
  const cut = (column: Float64Array): Float64Array => column.slice(from, to);
  const { time, bid, ask, bidVolume, askVolume } = ticks;
  return {
    length: Math.min(to, ticks.length) - from,
    time: cut(time),
    bid: cut(bid),
    ask: cut(ask),
    bidVolume: cut(bidVolume),
    askVolume: cut(askVolume),
  };
}
