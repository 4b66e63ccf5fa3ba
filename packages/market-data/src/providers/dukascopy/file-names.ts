import { utcMs, type EpochMs, type Timeframe } from '@pipwright/model';
import { portablePath } from '../../files/name-hints.ts';

/** What the path of a file of the old feed says: `…/EURUSD/2019/01/04/08h_ticks.bi5`, months counted from zero. */
export interface Bi5Name {
  readonly symbol: string;
  readonly content: 'candles' | 'ticks';
  readonly timeframe: Timeframe | undefined;
  readonly side: 'both' | 'bid' | 'ask';
  /** Start of the hour, day, month or year that the records count from. */
  readonly periodStart: EpochMs;
}

const TICKS = /([A-Za-z0-9]+)\/(\d{4})\/(\d{2})\/(\d{2})\/(\d{2})h_ticks\.bi5$/;
const MINUTES = /([A-Za-z0-9]+)\/(\d{4})\/(\d{2})\/(\d{2})\/(BID|ASK)_candles_min_1\.bi5$/;
const HOURS = /([A-Za-z0-9]+)\/(\d{4})\/(\d{2})\/(BID|ASK)_candles_hour_1\.bi5$/;
const DAYS = /([A-Za-z0-9]+)\/(\d{4})\/(BID|ASK)_candles_day_1\.bi5$/;

function sideOf(word: string | undefined): 'bid' | 'ask' {
  return word === 'ASK' ? 'ask' : 'bid';
}

/** Reads the path of a `.bi5` file; undefined where it does not say which period it is. */
export function bi5Name(path: string): Bi5Name | undefined {
  const portable = portablePath(path);
  const ticks = TICKS.exec(portable);
  if (ticks !== null) {
    const [, symbol = '', year, month, day, hour] = ticks;
    const periodStart = utcMs(Number(year), Number(month) + 1, Number(day), Number(hour));
    return { symbol, content: 'ticks', timeframe: undefined, side: 'both', periodStart };
  }
  const minutes = MINUTES.exec(portable);
  if (minutes !== null) {
    const [, symbol = '', year, month, day, side] = minutes;
    const periodStart = utcMs(Number(year), Number(month) + 1, Number(day));
    return { symbol, content: 'candles', timeframe: 'M1', side: sideOf(side), periodStart };
  }
  const hours = HOURS.exec(portable);
  if (hours !== null) {
    const [, symbol = '', year, month, side] = hours;
    return {
      symbol,
      content: 'candles',
      timeframe: 'H1',
      side: sideOf(side),
      periodStart: utcMs(Number(year), Number(month) + 1, 1),
    };
  }
  const days = DAYS.exec(portable);
  if (days === null) return undefined;
  const [, symbol = '', year, side] = days;
  return { symbol, content: 'candles', timeframe: 'D1', side: sideOf(side), periodStart: utcMs(Number(year), 1, 1) };
}
