import { findInstrument, type CandleSeries, type Instrument, type Timeframe } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';

/** The instrument of every benchmark. */
export const EURUSD: Instrument = findInstrument('EURUSD')!;

/** Ten years of minutes and twelve of hours, as a trader has them. */
export const FULL_M1 = 3_700_000;
export const FULL_H1 = 74_000;
/** Minutes of a year of trading. */
export const YEAR_M1 = 370_000;

const made = new Map<string, CandleSeries>();

/** Candles without an edge, always the same ones. The last series of a timeframe is kept: ten years take a while. */
export function madeMarket(timeframe: Timeframe, length: number): CandleSeries {
  const kept = made.get(timeframe);
  if (kept?.candles.length === length) return kept;
  const series = syntheticCandles({ seed: 'bench', length, timeframe, instrument: EURUSD });
  made.set(timeframe, series);
  return series;
}
