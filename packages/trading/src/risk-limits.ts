/** What risk allows. Fractions are of the account's equity unless said. Plain data: it can be stored and shown. */
export interface RiskLimits {
  /** Loss at the stop of one position. */
  readonly riskPerTradeMax: number;
  /** Loss at the stops of all open positions and orders in flight, with the new one. */
  readonly openRiskMax: number;
  /** Loss since the trading day opened at 17:00 New York, as a fraction of the equity at that moment. */
  readonly dailyLossMax: number;
  /** Fall of the equity from its highest value. */
  readonly drawdownMax: number;
  readonly positionsPerSymbolMax: number;
  readonly positionsMax: number;
  /** Margin in use after the fill. */
  readonly marginUseMax: number;
  /** Spread as a multiple of the instrument's typical spread. */
  readonly spreadMultipleMax: number;
  readonly quoteAgeMaxMs: number;
  /** No new position closer than this to the end of the trading week, Friday 17:00 New York. */
  readonly weekendDistanceMinMs: number;
  /** After this many losses in a row … */
  readonly coolDownLosses: number;
  /** … nothing is opened for this long. */
  readonly coolDownMs: number;
}

/** Limits for a careful retail account. */
export const RISK_DEFAULTS: RiskLimits = {
  riskPerTradeMax: 0.02,
  openRiskMax: 0.06,
  dailyLossMax: 0.03,
  drawdownMax: 0.2,
  positionsPerSymbolMax: 1,
  positionsMax: 10,
  marginUseMax: 0.5,
  spreadMultipleMax: 3,
  quoteAgeMaxMs: 10_000,
  weekendDistanceMinMs: 2 * 3_600_000,
  coolDownLosses: 5,
  coolDownMs: 24 * 3_600_000,
};

/**
 * Limits that refuse nothing but an order that the account cannot carry: for comparing engines and measuring strategies.
 * Finite, so that they can be stored.
 */
export const RISK_UNLIMITED: RiskLimits = {
  riskPerTradeMax: 1e9,
  openRiskMax: 1e9,
  dailyLossMax: 1e9,
  drawdownMax: 1e9,
  positionsPerSymbolMax: 1e9,
  positionsMax: 1e9,
  marginUseMax: 1,
  spreadMultipleMax: 1e9,
  quoteAgeMaxMs: 1e15,
  weekendDistanceMinMs: -1e15,
  coolDownLosses: 1e9,
  coolDownMs: 0,
};
