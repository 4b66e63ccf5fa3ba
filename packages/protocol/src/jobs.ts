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

export const jobKindSchema = z.enum(['backtest', 'search', 'walk-forward']);
export type JobKind = z.infer<typeof jobKindSchema>;

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
  parameters: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/), parameterValueSchema),
  /** Initial balance in units of the account's currency. */
  balance: z.number().min(1).max(1e9).optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  /** Checks of a backtest that run it again many times. */
  robustness: z.boolean().optional(),
  search: z
    .object({
      method: z.enum(['grid', 'random', 'tpe']),
      trials: z.int().min(1).max(100_000),
      objective: z.string().regex(/^[a-z-]{1,40}$/),
    })
    .optional(),
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

export const jobStateSchema = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

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
  /** Estimated from the part that is done; null while nothing can be said. */
  msLeft: z.number().nullable(),
  /** The run that it made. */
  runId: z.string().nullable(),
  headline: z.string().nullable(),
  failure: z.object({ message: z.string(), action: z.string() }).nullable(),
});
export type JobMessage = z.infer<typeof jobSchema>;
