import type { JobOutcomeMessage } from '@pipwright/protocol';
import { z } from 'zod';
import { errors } from '../errors.ts';

/** What a job reads of the JSON value of a command; the rest of it is in the report. */
const resultSchema = z.object({
  runId: z.string(),
  verdict: z.object({ headline: z.string(), evidence: z.boolean() }).optional(),
  currency: z.string().optional(),
  minorDigits: z.int().optional(),
  trades: z.int().optional(),
  waterfall: z.array(z.object({ amount: z.number(), total: z.boolean() })).optional(),
});
const failureSchema = z.object({
  error: z.object({ code: z.string(), message: z.string().optional(), action: z.string().optional() }),
});

export interface JobResult {
  readonly runId: string;
  readonly headline: string | null;
  readonly outcome: JobOutcomeMessage | null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The JSON value that a command printed: all of its output, or the last line where a strategy has printed lines before. */
export function printedValue(output: string): unknown {
  const text = output.trim();
  return parsed(text) ?? parsed(text.slice(text.lastIndexOf('\n') + 1));
}

function outcomeOf(result: z.infer<typeof resultSchema>): JobOutcomeMessage | null {
  const { verdict, currency, minorDigits, trades, waterfall } = result;
  const net = waterfall?.findLast(({ total }) => total)?.amount;
  if (verdict === undefined || currency === undefined || minorDigits === undefined) return null;
  if (trades === undefined || net === undefined) return null;
  return { netProfit: net, trades, currency, minorDigits, evidence: verdict.evidence };
}

/** The run that a command made; null where its value tells of none. Throws `JOB_FAILED` with the command's own words. */
export function readResult(value: unknown): JobResult | null {
  const failure = failureSchema.safeParse(value);
  if (failure.success) {
    const { code, message = code, action = 'Run it from the command line to see more.' } = failure.data.error;
    throw errors.JOB_FAILED({ code, reason: message, next: action });
  }
  const result = resultSchema.safeParse(value);
  if (!result.success) return null;
  const { runId, verdict } = result.data;
  return { runId, headline: verdict?.headline ?? null, outcome: outcomeOf(result.data) };
}
