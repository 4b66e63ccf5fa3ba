import { z } from 'zod';
import {
  candleSchema,
  instrumentSchema,
  moneySchema,
  seriesStatusSchema,
  timeframeSchema,
  timeSchema,
} from './market.ts';
import { jobSchema } from './jobs.ts';
import { accountSchema, decisionSchema, modelStatusSchema, positionSchema, tradeSchema } from './trading.ts';

/** Candles per second of the replay; 0 means as fast as the machine can. */
export const REPLAY_SPEEDS = [1, 2, 5, 10, 25, 50, 100, 0] as const;

export const replaySchema = z.object({
  playing: z.boolean(),
  candlesPerSecond: z.number(),
  /** Close of the last candle that was replayed; null before the first. */
  time: timeSchema.nullable(),
  from: timeSchema,
  to: timeSchema,
  done: z.int(),
  total: z.int(),
});
export type ReplayMessage = z.infer<typeof replaySchema>;

export const tradingSwitchSchema = z.object({
  /** `false` after the kill switch or a breaker: no position is opened until a person re-arms. */
  armed: z.boolean(),
  reason: z.string(),
});

export const equityPointSchema = z.object({ time: timeSchema, balance: moneySchema, equity: moneySchema });
export type EquityPointMessage = z.infer<typeof equityPointSchema>;

/** Everything that the page shows, at one moment. */
export const platformStateSchema = z.object({
  version: z.string(),
  /** The account's kind; later `demo` and `live`. */
  mode: z.literal('paper'),
  /** `true` where the candles come from the simulated market and not from any real one. */
  simulated: z.boolean(),
  instrument: instrumentSchema,
  timeframe: timeframeSchema,
  run: z.object({ id: z.string(), startedAt: timeSchema, journalRecords: z.int(), digest: z.string() }),
  replay: replaySchema,
  trading: tradingSwitchSchema,
  account: accountSchema,
  model: modelStatusSchema.nullable(),
  series: z.array(seriesStatusSchema),
  candles: z.array(candleSchema),
  equity: z.array(equityPointSchema),
  positions: z.array(positionSchema),
  /** Closed trades, newest first. */
  trades: z.array(tradeSchema),
  /** Decisions, newest first. */
  decisions: z.array(decisionSchema),
});
export type PlatformState = z.infer<typeof platformStateSchema>;

/** What one or more replayed candles changed. */
export const updateSchema = z.object({
  type: z.literal('update'),
  run: platformStateSchema.shape.run,
  replay: replaySchema,
  trading: tradingSwitchSchema,
  account: accountSchema,
  model: modelStatusSchema.nullable(),
  /** New candles, oldest first. */
  candles: z.array(candleSchema),
  equity: z.array(equityPointSchema),
  /** All open positions. */
  positions: z.array(positionSchema),
  /** New closed trades and decisions, oldest first. */
  trades: z.array(tradeSchema),
  decisions: z.array(decisionSchema),
});
export type UpdateMessage = z.infer<typeof updateSchema>;

/** Server to page over `/api/live`: first a snapshot, then updates; a fresh snapshot after a new run was started. */
export const liveMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), state: platformStateSchema }),
  updateSchema,
  /** What changed of the jobs, at first all of them; at most a few times a second. `ids` are those that there are, newest first. */
  z.object({ type: z.literal('jobs'), ids: z.array(z.string()), jobs: z.array(jobSchema) }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;
/** What the paper account tells. */
export type PlatformMessage = Exclude<LiveMessage, { type: 'jobs' }>;

/** Page to server: `POST /api/control`. */
export const controlSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('play') }),
  z.object({ action: z.literal('pause') }),
  /** Replays one candle and pauses. */
  z.object({ action: z.literal('step') }),
  z.object({ action: z.literal('speed'), candlesPerSecond: z.number().min(0).max(10_000) }),
  /** Opens no more positions; open ones keep their stops. */
  z.object({ action: z.literal('stop-opening') }),
  z.object({ action: z.literal('re-arm') }),
  /** Stops opening and closes everything at the next candle. */
  z.object({ action: z.literal('flatten') }),
]);
export type ControlMessage = z.infer<typeof controlSchema>;

/** The body of every error answer. */
export const errorBodySchema = z.object({
  code: z.string(),
  category: z.string(),
  message: z.string(),
  /** What to do next. */
  action: z.string(),
  retryable: z.boolean(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

export const runSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(['train', 'backtest', 'paper', 'search', 'walk-forward']),
  /** Of several, all: `EURUSD, GBPUSD`. */
  symbol: z.string(),
  timeframe: timeframeSchema,
  /** Name of the strategy; null where the run has none. */
  strategy: z.string().nullable(),
  startedAt: timeSchema,
  finished: z.boolean(),
  /** Path of its report on this server; null where it has none. */
  report: z.string().nullable(),
  verdict: z.string().nullable(),
});
export type RunSummaryMessage = z.infer<typeof runSummarySchema>;
