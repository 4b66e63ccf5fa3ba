import { findInstrument, isInTradingWeek, utcMs, type EpochMs, type Instrument } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { validateCandles } from '../validation/validate-candles.ts';
import { simulateMarket } from './simulated-market.ts';

const instrument = findInstrument('EURUSD') as Instrument;
const options = {
  instrument,
  timeframe: 'H1',
  from: utcMs(2021, 1, 3, 22),
  length: 8000,
  seed: 7,
  start: 1.12,
} as const;
const { candles } = simulateMarket(options);

describe('the simulated market', () => {
  test('is the same for the same options, and a longer one begins like a shorter one', () => {
    expect(simulateMarket(options).candles).toEqual(candles);
    const longer = simulateMarket({ ...options, length: 9000 }).candles;
    expect(longer.close.slice(0, 8000)).toEqual(candles.close);
    expect(simulateMarket({ ...options, seed: 8 }).candles.close).not.toEqual(candles.close);
  });

  test('trades in the trading week only, hour by hour', () => {
    for (let row = 0; row < candles.length; row++) {
      expect(isInTradingWeek(candles.time[row] as EpochMs)).toBe(true);
      if (row > 0) expect(candles.time[row]! - candles.time[row - 1]!).toBeGreaterThanOrEqual(3_600_000);
    }
  });

  test('passes the validation that imported candles pass', () => {
    const { counts } = validateCandles(candles, { instrument, timeframe: 'H1', askSource: 'quoted' });
    expect(counts).toMatchObject({ accepted: 8000, refused: 0, outliers: 0, crossed: 0, finerThanTick: 0 });
  });

  test('moves about as much as a major pair, with a spread that widens after 17:00 New York', () => {
    let squares = 0;
    let days = 0;
    for (let row = 24; row < candles.length; row += 24, days++) {
      squares += Math.log(candles.close[row]! / candles.close[row - 24]!) ** 2;
    }
    const annual = Math.sqrt((squares / days) * 260);
    expect(annual).toBeGreaterThan(0.05);
    expect(annual).toBeLessThan(0.12);
    const spreads = Array.from(candles.close, (close, row) => candles.askClose[row]! - close);
    expect(Math.min(...spreads)).toBeGreaterThan(0);
    expect(Math.max(...spreads) / (spreads.toSorted((a, b) => a - b)[4000] as number)).toBeGreaterThan(2);
  });
});
