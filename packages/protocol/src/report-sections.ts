import { z } from 'zod';
import { moneySchema, timeSchema } from './market.ts';
import { accountEventsSchema, rollingSchema } from './report-parts.ts';

const parameterSchema = z.object({ name: z.string(), value: z.union([z.number(), z.string(), z.boolean()]) });

/** What was traded by: a strategy file or one that ships. */
export const strategySectionSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** File name without its folder; null for shipped ones. */
  file: z.string().nullable(),
  parameters: z.array(parameterSchema.extend({ description: z.string() })),
});

/** What the account would have been with something simpler, at the times of the report's equity. */
export const benchmarkSchema = z.object({ name: z.string(), equity: z.array(moneySchema) });

/** How the prices of fills were known. Counts of fills. */
export const fillSourcesSchema = z.object({
  ticks: z.int(),
  smallerCandles: z.int(),
  rule: z.int(),
  open: z.int(),
  ruleName: z.string(),
});

export const walkForwardSchema = z.object({
  mode: z.enum(['anchored', 'rolling']),
  purgeMs: z.number(),
  objective: z.string(),
  folds: z.array(
    z.object({
      trainFrom: timeSchema,
      trainTo: timeSchema,
      testFrom: timeSchema,
      testTo: timeSchema,
      parameters: z.array(parameterSchema),
      trials: z.int(),
      /** Objective on the training and on the test part; null where it is undefined. */
      trainScore: z.number().nullable(),
      testScore: z.number().nullable(),
      trades: z.int(),
      net: moneySchema,
    }),
  ),
  /** Mean test score / mean train score: how much of what was found was kept. */
  efficiency: z.number().nullable(),
});

export const searchSectionSchema = z.object({
  method: z.enum(['grid', 'random', 'tpe']),
  objective: z.string(),
  trials: z.int(),
  stoppedEarly: z.int(),
  /** Best first, at most 100. */
  best: z.array(
    z.object({ parameters: z.array(parameterSchema), score: z.number().nullable(), net: moneySchema, trades: z.int() }),
  ),
  /** Scores over two parameters, the best of all others; null where fewer than two were searched. */
  surface: z
    .object({
      x: z.object({ name: z.string(), values: z.array(z.union([z.number(), z.string(), z.boolean()])) }),
      y: z.object({ name: z.string(), values: z.array(z.union([z.number(), z.string(), z.boolean()])) }),
      /** `score[yIndex][xIndex]`. */
      score: z.array(z.array(z.number().nullable())),
    })
    .nullable(),
});

const quantilesSchema = z.object({
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});

/** How far paths fell: from their peak, and below their start. */
const pathRiskSchema = z.object({
  /** Largest fall from the peak, as a fraction of it. */
  drawdown: quantilesSchema,
  /** Share of the paths whose balance fell by at least so much from its start. */
  ruin: z.array(z.object({ fraction: z.number(), share: z.number() })),
});

export const robustnessSchema = z.object({
  /** Trades redrawn with replacement. */
  monteCarlo: pathRiskSchema
    .extend({
      paths: z.int(),
      /** Trades after which the fan is given. */
      step: z.array(z.int()),
      /** Balance at each step, by quantile of the paths, and as it was. */
      fan: z.object({
        p5: z.array(moneySchema),
        p25: z.array(moneySchema),
        p50: z.array(moneySchema),
        p75: z.array(moneySchema),
        p95: z.array(moneySchema),
        actual: z.array(moneySchema),
      }),
      net: quantilesSchema,
      /** The same trades in another order: the end is the same, the way there is not. */
      shuffled: pathRiskSchema,
    })
    .nullable(),
  /** Blocks of daily returns, redrawn: confidence of the figures. */
  bootstrap: z
    .object({
      samples: z.int(),
      blockDays: z.int(),
      annualReturn: quantilesSchema,
      sharpe: quantilesSchema,
      lossShare: z.number(),
    })
    .nullable(),
  /** The strategy on candles made of shuffled blocks of the real ones, where no order is left to find. */
  candleBootstrap: z.object({ runs: z.int(), net: quantilesSchema, shareAsGood: z.number() }).nullable(),
  randomEntry: z.object({ runs: z.int(), net: quantilesSchema, shareAsGood: z.number() }).nullable(),
  costStress: z.array(
    z.object({
      name: z.string(),
      factor: z.number(),
      net: moneySchema,
      sharpe: z.number().nullable(),
      trades: z.int(),
    }),
  ),
  neighbourhood: z.array(
    z.object({
      name: z.string(),
      points: z.array(
        z.object({
          value: z.union([z.number(), z.string(), z.boolean()]),
          net: moneySchema,
          sharpe: z.number().nullable(),
          chosen: z.boolean(),
        }),
      ),
    }),
  ),
  startDates: z.array(
    z.object({
      from: timeSchema,
      net: moneySchema,
      annualReturn: z.number().nullable(),
      sharpe: z.number().nullable(),
    }),
  ),
});

export const overfittingSchema = z.object({
  trials: z.int(),
  /** Not annualised unless said. Null where the sample is too small. */
  probabilisticSharpe: z.number().nullable(),
  deflatedSharpe: z.number().nullable(),
  expectedMaximumSharpe: z.number().nullable(),
  annualSharpe: z.number().nullable(),
  trackRecordDays: z.number(),
  trackRecordNeededDays: z.number().nullable(),
  /** Years that so many trials need before their best shows this annual Sharpe ratio by luck. */
  backtestNeededYears: z.number().nullable(),
  /** How many independent trials the trials of a search are worth, and what is left with so many; null without a search. */
  independent: z
    .object({
      traded: z.int(),
      meanCorrelation: z.number(),
      byMeanCorrelation: z.number(),
      byFamilies: z.number(),
      deflatedSharpe: z.number(),
    })
    .nullable(),
  /** Probability of backtest overfitting by CSCV; null without a search. */
  backtestOverfitting: z
    .object({
      probability: z.number(),
      splits: z.int(),
      logits: z.array(z.number()),
      lossProbability: z.number(),
      degradationSlope: z.number(),
    })
    .nullable(),
  /** p-values that the best of all trials is no better than doing nothing. */
  realityCheck: z.object({ white: z.number(), spa: z.number(), samples: z.int() }).nullable(),
  /** One plain sentence each. */
  findings: z.array(z.object({ text: z.string(), good: z.boolean() })),
});

/** Sections that a report has where the run made them. */
export const reportSectionsSchema = z.object({
  strategy: strategySectionSchema.nullable(),
  symbols: z.array(z.string()),
  benchmark: benchmarkSchema.nullable(),
  fillSources: fillSourcesSchema.nullable(),
  rolling: rollingSchema.nullable(),
  accountEvents: accountEventsSchema.nullable(),
  walkForward: walkForwardSchema.nullable(),
  search: searchSectionSchema.nullable(),
  robustness: robustnessSchema.nullable(),
  overfitting: overfittingSchema.nullable(),
});
export type ReportSections = z.infer<typeof reportSectionsSchema>;
export type WalkForwardSection = z.infer<typeof walkForwardSchema>;
export type SearchSection = z.infer<typeof searchSectionSchema>;
export type RobustnessSection = z.infer<typeof robustnessSchema>;
export type OverfittingSection = z.infer<typeof overfittingSchema>;
export type StrategySection = z.infer<typeof strategySectionSchema>;
