import {
  errorBodySchema,
  indicatorInfoSchema,
  indicatorValuesSchema,
  modelSeriesSchema,
  runSummarySchema,
  seriesStatusSchema,
  strategyInfoSchema,
  type ControlMessage,
  type IndicatorInfo,
  type IndicatorValues,
  type JobRequest,
  type ModelSeriesMessage,
  type RunSummaryMessage,
  type SeriesStatusMessage,
  type StrategyInfoMessage,
} from '@pipwright/protocol';
import { z } from 'zod';

/** Why a request failed and what the person does next. */
export interface RequestFailure {
  readonly message: string;
  readonly action: string;
}

export type RequestResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: RequestFailure };

const UNREACHABLE: RequestFailure = {
  message: 'The server did not answer.',
  action: 'Check that Pipwright is still running, then try again. Nothing was changed by this page.',
};

async function failureOf(response: Response): Promise<RequestFailure> {
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  if (body.success) return { message: body.data.message, action: body.data.action };
  return { message: `The server answered ${response.status}.`, action: 'Look at the log of the server.' };
}

/** Sends a change. What comes of it arrives over the live connection. */
async function send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<RequestResult<null>> {
  try {
    const content =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(path, { method, ...content });
    return response.ok ? { ok: true, value: null } : { ok: false, failure: await failureOf(response) };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}

/** Sends one action to the paper account. */
export function sendControl(control: ControlMessage): Promise<RequestResult<null>> {
  return send('POST', '/api/control', control);
}

/** Asks for a backtest, a search or a walk-forward. */
export function askForJob(request: JobRequest): Promise<RequestResult<null>> {
  return send('POST', '/api/jobs', request);
}

/** Stops a job that waits or runs. */
export function cancelJob(id: string): Promise<RequestResult<null>> {
  return send('DELETE', `/api/jobs/${encodeURIComponent(id)}`);
}

/** Takes a job that has ended off the list. */
export function forgetJob(id: string): Promise<RequestResult<null>> {
  return send('DELETE', `/api/jobs/ended/${encodeURIComponent(id)}`);
}

/** Takes everything that has ended off the list. */
export function forgetJobs(): Promise<RequestResult<null>> {
  return send('DELETE', '/api/jobs/ended');
}

async function get<Value>(path: string, schema: z.ZodType<Value>, what: string): Promise<RequestResult<Value>> {
  try {
    const response = await fetch(path);
    if (!response.ok) return { ok: false, failure: await failureOf(response) };
    const parsed = schema.safeParse(await response.json());
    if (parsed.success) return { ok: true, value: parsed.data };
    return {
      ok: false,
      failure: { message: `${what} has another form than expected.`, action: 'Reload the page.' },
    };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}

/** The runs that the server knows, with the paths of their reports. */
export function fetchRuns(): Promise<RequestResult<RunSummaryMessage[]>> {
  return get('/api/runs', z.array(runSummarySchema), 'The list of runs');
}

/** The strategies that can be run. */
export function fetchStrategies(): Promise<RequestResult<StrategyInfoMessage[]>> {
  return get('/api/strategies', z.array(strategyInfoSchema), 'The list of strategies');
}

/** The candles that are stored. */
export function fetchSeries(): Promise<RequestResult<SeriesStatusMessage[]>> {
  return get('/api/series', z.array(seriesStatusSchema), 'The list of candles');
}

/** The series that have a model. */
export function fetchModels(): Promise<RequestResult<ModelSeriesMessage[]>> {
  return get('/api/models', z.array(modelSeriesSchema), 'The list of models');
}

/** The indicators that can be drawn. */
export function fetchIndicators(): Promise<RequestResult<IndicatorInfo[]>> {
  return get('/api/indicators', z.array(indicatorInfoSchema), 'The list of indicators');
}

/** An indicator over the candles that the server has shown so far. */
export function fetchIndicatorValues(
  id: string,
  parameters: Readonly<Record<string, number>>,
): Promise<RequestResult<IndicatorValues>> {
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
  const query = text === '' ? '' : `?parameters=${encodeURIComponent(text)}`;
  return get(`/api/indicators/${encodeURIComponent(id)}${query}`, indicatorValuesSchema, 'The indicator');
}
