import { z } from 'zod';
import { timeframeSchema, timeSchema } from './market.ts';

const parameterValueSchema = z.union([z.number(), z.string().max(200), z.boolean()]);

/** A parameter of a strategy, for a form. */
export const strategyParameterSchema = z.object({
  name: z.string(),
  kind: z.enum(['integer', 'number', 'choice', 'flag']),
  default: parameterValueSchema,
  min: z.number().nullable(),
  max: z.number().nullable(),
  step: z.number().nullable(),
  /** Of a choice; empty for the others. */
  values: z.array(z.string()),
  /** How many values a grid visits. */
  gridValues: z.int(),
  description: z.string(),
});
export type StrategyParameterMessage = z.infer<typeof strategyParameterSchema>;

/** A strategy that can be run from the page: one that ships, or a file of the strategies folder. */
export const strategyInfoSchema = z.object({
  /** What to ask for. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  shipped: z.boolean(),
  /** Whether it reads a model. */
  model: z.enum(['none', 'optional', 'required']),
  parameters: z.array(strategyParameterSchema),
  /** Why the file cannot be used; null where it can. */
  problem: z.string().nullable(),
});
export type StrategyInfoMessage = z.infer<typeof strategyInfoSchema>;

/** A series that has a model. */
export const modelSeriesSchema = z.object({ symbol: z.string(), timeframe: timeframeSchema });
export type ModelSeriesMessage = z.infer<typeof modelSeriesSchema>;

export const jobKindSchema = z.enum(['backtest', 'search', 'walk-forward']);
export type JobKind = z.infer<typeof jobKindSchema>;

/** What a search makes large; the formulas are those of the backtest room. */
export const searchObjectiveSchema = z.enum([
  'sharpe',
  'sortino',
  'calmar',
  'net-profit',
  'profit-factor',
  'expectancy',
  'deflated-sharpe',
]);
export type SearchObjective = z.infer<typeof searchObjectiveSchema>;

/** `6m`: days, weeks, months or years. */
const lengthSchema = z.string().regex(/^[1-9]\d{0,3}[dwmy]$/);

/** How a walk-forward cuts its range. */
export const walkForwardCutSchema = z.object({
  mode: z.enum(['rolling', 'anchored']),
  train: lengthSchema,
  test: lengthSchema,
});
export type WalkForwardCutMessage = z.infer<typeof walkForwardCutSchema>;

/** What a person asks to be run. */
export const jobRequestSchema = z.object({
  kind: jobKindSchema,
  strategy: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/),
  symbols: z
    .array(z.string().regex(/^[A-Z0-9]{3,12}$/))
    .min(1)
    .max(8),
  timeframe: timeframeSchema,
  /** Dates, UTC, first day and end; missing for everything that is stored. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Of a backtest, those that differ from the defaults; of a search, those that are not searched. */
  parameters: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/), parameterValueSchema),
  /** Initial balance in units of the account's currency. */
  balance: z.number().min(1).max(1e9).optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  /** Checks of a backtest, or of the best of a search, that run it again many times. */
  robustness: z.boolean().optional(),
  search: z
    .object({
      method: z.enum(['grid', 'random', 'tpe']),
      /** At most; missing for the whole grid, and for what the command takes by itself. */
      trials: z.int().min(1).max(100_000).optional(),
      objective: searchObjectiveSchema,
    })
    .optional(),
  walkForward: walkForwardCutSchema.optional(),
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

export const jobStateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

/** What came of a job, in a line. */
export const jobOutcomeSchema = z.object({
  /** Minor units of `currency`. */
  netProfit: z.number(),
  trades: z.int(),
  currency: z.string(),
  minorDigits: z.int(),
  /** Whether the result is evidence of an edge. */
  evidence: z.boolean(),
});
export type JobOutcomeMessage = z.infer<typeof jobOutcomeSchema>;

/** Work that was asked for, and how far it is. */
export const jobSchema = z.object({
  id: z.string(),
  request: jobRequestSchema,
  /** `ema-cross EURUSD H1`. */
  title: z.string(),
  state: jobStateSchema,
  doneFraction: z.number(),
  /** What is being done: `trading`, `trial 40 of 200, best 1.2`. */
  step: z.string(),
  askedAt: timeSchema,
  startedAt: timeSchema.nullable(),
  finishedAt: timeSchema.nullable(),
  /** Time that it has run; 0 before it starts. */
  msSpent: z.number(),
  /** Estimated from the part that is done; null while nothing can be said. */
  msLeft: z.number().nullable(),
  /** The run that it made. */
  runId: z.string().nullable(),
  /** Its verdict. */
  headline: z.string().nullable(),
  outcome: jobOutcomeSchema.nullable(),
  failure: z.object({ message: z.string(), action: z.string() }).nullable(),
});
export type JobMessage = z.infer<typeof jobSchema>;
