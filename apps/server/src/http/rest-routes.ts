import { controlSchema, errorBodySchema, platformStateSchema, runSummarySchema } from '@pipwright/protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { PlatformPort } from './platform-port.ts';

/** A report carries its script and style inside; it may load and send nothing. */
const REPORT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-popups";

const failures = { 400: errorBodySchema, 403: errorBodySchema, 422: errorBodySchema, 500: errorBodySchema };

interface RestOptions {
  readonly platform: PlatformPort;
  readonly version: string;
}

/** REST: `/api/ping`, `/api/state`, `/api/control`, `/api/runs`, `/reports/:id`. */
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
  application.get(
    '/reports/:id',
    {
      schema: { summary: 'A report as one HTML page', params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,80}$/) }) },
    },
    async (request, reply) => {
      const html = await platform.report(request.params.id);
      if (html === null) throw errors.REPORT_NOT_FOUND({ id: request.params.id });
      return reply.header('content-security-policy', REPORT_POLICY).type('text/html; charset=utf-8').send(html);
    },
  );
}
