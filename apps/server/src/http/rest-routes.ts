import {
  controlSchema,
  errorBodySchema,
  indicatorInfoSchema,
  indicatorValuesSchema,
  platformStateSchema,
  runSummarySchema,
} from '@pipwright/protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { drawableIndicators, drawIndicator } from '../indicators/draw-indicator.ts';
import { VIEW_LIMITS } from '../paper/paper-view.ts';
import type { PlatformPort } from './platform-port.ts';

/** A report carries its script and style inside; it may load and send nothing. */
const REPORT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-popups";

const failures = { 400: errorBodySchema, 403: errorBodySchema, 422: errorBodySchema, 500: errorBodySchema };

interface RestOptions {
  readonly platform: PlatformPort;
  readonly version: string;
}

/** `period:14` or `fast:12,slow:26,signal:9`. */
const PARAMETERS = /^[A-Za-z]\w*:-?\d+(\.\d+)?(,[A-Za-z]\w*:-?\d+(\.\d+)?)*$/;

function parametersOf(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => pair.split(':') as [string, string]).map(([name, value]) => [name, Number(value)]),
  );
}

/** Indicators and their values over the candles that the page shows. */
function indicatorRoutes(plain: FastifyInstance, platform: PlatformPort): void {
  const application = plain.withTypeProvider<ZodTypeProvider>();
  application.get(
    '/api/indicators',
    {
      schema: {
        summary: 'The indicators that can be drawn, with their parameters',
        response: { 200: z.array(indicatorInfoSchema), ...failures },
      },
    },
    () => [...drawableIndicators()],
  );
  application.get(
    '/api/indicators/:id',
    {
      schema: {
        summary: 'An indicator over the latest candles; parameters as name:value, separated by commas',
        params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
        querystring: z.object({ parameters: z.string().max(400).regex(PARAMETERS).optional() }),
        response: { 200: indicatorValuesSchema, ...failures },
      },
    },
    (request) =>
      drawIndicator({
        candles: platform.candles(),
        id: request.params.id,
        parameters: parametersOf(request.query.parameters ?? ''),
        count: VIEW_LIMITS.candles,
      }),
  );
}

const runIdSchema = z.string().regex(/^[a-z0-9-]{1,80}$/);
/** More curves than this cannot be told apart in one chart. */
const COMPARED_MAX = 6;
const comparedSchema = z
  .string()
  .max(1000)
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(runIdSchema).min(2).max(COMPARED_MAX));

/** Pages that carry everything inside: `/reports/:id`, `/compare`. */
function reportRoutes(plain: FastifyInstance, platform: PlatformPort): void {
  const application = plain.withTypeProvider<ZodTypeProvider>();
  const send = (reply: FastifyReply, html: string): FastifyReply =>
    reply.header('content-security-policy', REPORT_POLICY).type('text/html; charset=utf-8').send(html);
  application.get(
    '/reports/:id',
    { schema: { summary: 'A report as one HTML page', params: z.object({ id: runIdSchema }) } },
    async (request, reply) => {
      const html = await platform.report(request.params.id);
      if (html === null) throw errors.REPORT_NOT_FOUND({ id: request.params.id });
      return send(reply, html);
    },
  );
  application.get(
    '/compare',
    {
      schema: {
        summary: 'Two to six runs side by side as one HTML page; ids separated by commas',
        querystring: z.object({ runs: comparedSchema }),
      },
    },
    async (request, reply) => send(reply, await platform.comparison(request.query.runs)),
  );
}

/** REST: `/api/ping`, `/api/state`, `/api/control`, `/api/runs`, `/api/indicators`, `/reports/:id`, `/compare`. */
export async function restRoutes(plain: FastifyInstance, { platform, version }: RestOptions): Promise<void> {
  const application = plain.withTypeProvider<ZodTypeProvider>();
  application.get(
    '/api/ping',
    {
      schema: {
        summary: 'Says that the platform runs',
        response: { 200: z.object({ product: z.literal('pipwright'), version: z.string() }) },
      },
    },
    () => ({ product: 'pipwright' as const, version }),
  );
  application.get(
    '/api/state',
    { schema: { summary: 'Everything that the page shows', response: { 200: platformStateSchema, ...failures } } },
    () => platform.state(),
  );
  application.post(
    '/api/control',
    {
      schema: {
        summary: 'Replay, and the trading switch',
        body: controlSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      await platform.control(request.body);
      return reply.status(204).send(null);
    },
  );
  application.get(
    '/api/runs',
    {
      schema: {
        summary: 'Trainings, backtests and paper runs, newest first',
        response: { 200: z.array(runSummarySchema), ...failures },
      },
    },
    async () => [...(await platform.runs())],
  );
  indicatorRoutes(plain, platform);
  reportRoutes(plain, platform);
}
