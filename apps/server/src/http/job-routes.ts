import { errorBodySchema, jobRequestSchema, jobSchema, strategyInfoSchema } from '@pipwright/protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { JobPort } from '../jobs/job-port.ts';

const failures = {
  400: errorBodySchema,
  403: errorBodySchema,
  404: errorBodySchema,
  422: errorBodySchema,
  429: errorBodySchema,
  500: errorBodySchema,
};

const idSchema = z.object({ id: z.string().regex(/^job-\d{1,12}$/) });

/** Backtests, searches and walk-forwards from the page: `/api/strategies`, `/api/jobs`. */
export async function jobRoutes(plain: FastifyInstance, { jobs }: { readonly jobs: JobPort }): Promise<void> {
  const application = plain.withTypeProvider<ZodTypeProvider>();
  application.get(
    '/api/strategies',
    {
      schema: {
        summary: 'Strategies that can be run, with their parameters',
        response: { 200: z.array(strategyInfoSchema), ...failures },
      },
    },
    async () => [...(await jobs.strategies())],
  );
  application.get(
    '/api/jobs',
    { schema: { summary: 'Jobs, newest first', response: { 200: z.array(jobSchema), ...failures } } },
    () => [...jobs.list()],
  );
  application.post(
    '/api/jobs',
    {
      schema: {
        summary: 'Asks for a backtest, a search or a walk-forward; how far it is comes over /api/live',
        body: jobRequestSchema,
        response: { 202: jobSchema, ...failures },
      },
    },
    async (request, reply) => reply.status(202).send(await jobs.ask(request.body)),
  );
  application.delete(
    '/api/jobs/:id',
    {
      schema: {
        summary: 'Cancels a job that waits or runs',
        params: idSchema,
        response: { 200: jobSchema, ...failures },
      },
    },
    (request) => jobs.cancel(request.params.id),
  );
}
