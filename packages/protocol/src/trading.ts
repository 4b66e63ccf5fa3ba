import { z } from 'zod';
import { moneySchema, sideSchema, timeSchema } from './market.ts';

export const accountSchema = z.object({
  currency: z.string(),
  /** Decimals of the currency's minor unit. */
  minorDigits: z.int(),
  initialBalance: moneySchema,
  balance: moneySchema,
  equity: moneySchema,
  margin: moneySchema,
  freeMargin: moneySchema,
  /** Equity / margin; null without open positions. */
  marginLevel: z.number().nullable(),
  /** Equity now minus equity at the last 17:00 New York. */
  dayProfit: moneySchema,
  /** Largest fall of equity from its peak, as a fraction of the peak. */
  maximumDrawdown: z.number(),
});
export type AccountMessage = z.infer<typeof accountSchema>;

export const positionSchema = z.object({
  id: z.string(),
  symbol: z.string(),
  side: sideSchema,
  volume: z.number(),
  openPrice: z.number(),
  openTime: timeSchema,
  currentPrice: z.number(),
  stopLoss: z.number(),
  takeProfit: z.number(),
  exitTime: timeSchema,
  swap: moneySchema,
  commission: moneySchema,
  floatingProfit: moneySchema,
});
export type PositionMessage = z.infer<typeof positionSchema>;

export const profitSplitSchema = z.object({
  price: moneySchema,
  spread: moneySchema,
  slippage: moneySchema,
  commission: moneySchema,
  swap: moneySchema,
  net: moneySchema,
});

export const tradeSchema = z.object({
  id: z.string(),
  symbol: z.string(),
  side: sideSchema,
  volume: z.number(),
  openTime: timeSchema,
  closeTime: timeSchema,
  openPrice: z.number(),
  closePrice: z.number(),
  exitReason: z.string(),
  /** Chance of a rise that the model gave; null where none was asked. */
  probability: z.number().nullable(),
  pips: z.number(),
  split: profitSplitSchema,
  maximumAdverse: moneySchema,
  maximumFavourable: moneySchema,
});
export type TradeMessage = z.infer<typeof tradeSchema>;

export const riskCheckSchema = z.object({
  name: z.string(),
  passed: z.boolean(),
  value: z.number(),
  limit: z.number(),
  reason: z.string(),
});
export type RiskCheckMessage = z.infer<typeof riskCheckSchema>;

export const contributionSchema = z.object({
  feature: z.string(),
  value: z.number().nullable(),
  /** Share of the prediction in log-odds; positive speaks for a rise. */
  contribution: z.number(),
});
export type ContributionMessage = z.infer<typeof contributionSchema>;

/** What was decided at the close of one candle, and why. */
export const decisionSchema = z.object({
  id: z.string(),
  /** Close of the candle: the moment of the decision. */
  time: timeSchema,
  /** Open time of that candle, for the chart. */
  candleTime: timeSchema,
  probabilityUp: z.number().nullable(),
  outcome: z.enum(['order', 'refused', 'no-signal']),
  side: sideSchema.nullable(),
  volume: z.number().nullable(),
  /** A sentence: why there is, or is not, an order. */
  reason: z.string(),
  topReasons: z.array(contributionSchema),
  checks: z.array(riskCheckSchema),
});
export type DecisionMessage = z.infer<typeof decisionSchema>;

export const modelStatusSchema = z.object({
  id: z.string(),
  kind: z.string(),
  createdAt: timeSchema,
  trainedFrom: timeSchema,
  trainedTo: timeSchema,
  horizonMs: z.number(),
  /** Figures of the purged walk-forward validation. */
  validation: z.object({
    samples: z.int(),
    auc: z.number().nullable(),
    aucLow: z.number().nullable(),
    aucHigh: z.number().nullable(),
    brier: z.number().nullable(),
    baselineBrier: z.number().nullable(),
    calibrationError: z.number().nullable(),
  }),
  /** The same figures over the predictions of this run whose outcome is known. */
  live: z.object({ resolved: z.int(), hitRate: z.number().nullable(), brier: z.number().nullable() }),
  trials: z.int(),
  /** `true` when replayed candles lie inside the time that the model was trained on: its results mean nothing then. */
  inSample: z.boolean(),
  verdict: z.string(),
});
export type ModelStatusMessage = z.infer<typeof modelStatusSchema>;
