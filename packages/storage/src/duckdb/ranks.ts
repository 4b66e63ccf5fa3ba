import { AskSource } from '@pipwright/model';
import { CandleOrigin } from '../ports/index.ts';

const ASK_SOURCES: readonly AskSource[] = [AskSource.Assumed, AskSource.Spread, AskSource.Quoted];
const ORIGINS: readonly CandleOrigin[] = [CandleOrigin.Aggregated, CandleOrigin.Candles, CandleOrigin.Ticks];

/** Quality of a candle as one number, higher is better: the ask side decides, then the origin. */
export function rankOf(askSource: AskSource, origin: CandleOrigin): number {
  return ASK_SOURCES.indexOf(askSource) * ORIGINS.length + ORIGINS.indexOf(origin);
}

/** The ask side that a rank stands for. */
export function askSourceOf(rank: number): AskSource {
  return ASK_SOURCES[Math.floor(rank / ORIGINS.length)] as AskSource;
}

/** Every rank below this one has an assumed ask side. */
export const FIRST_RANK_WITH_ASK: number = ORIGINS.length;
