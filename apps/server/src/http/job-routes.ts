import {
  errorBodySchema,
  jobRequestSchema,
  jobSchema,
  modelSeriesSchema,
  seriesStatusSchema,
  strategyInfoSchema,
} from '@pipwright/protocol';
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

/** What a job can be made of: `/api/strategies`, `/api/series`, `/api/models`. */
function choiceRoutes(plain: FastifyInstance, jobs: JobPort): void {
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
    '/api/series',
    { schema: { summary: 'Stored candles', response: { 200: z.array(seriesStatusSchema), ...failures } } },
    async () => [...(await jobs.series())],
  );
  application.get(
    '/api/models',
    {
      schema: {
        summary: 'Series for which a model was trained',
        response: { 200: z.array(modelSeriesSchema), ...failures },
      },
    },
    async () => [...(await jobs.models())],
  );
}

/** Backtests, searches and walk-forwards from the page: `/api/jobs` and what they can be made of. */
export async function jobRoutes(plain: FastifyInstance, { jobs }: { readonly jobs: JobPort }): Promise<void> {
  choiceRoutes(plain, jobs);
  const application = plain.withTypeProvider<ZodTypeProvider>();
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
  application.delete(
    '/api/jobs/ended',
    { schema: { summary: 'Takes jobs that have ended off the list', response: { 204: z.null(), ...failures } } },
    async (_request, reply) => {
      jobs.forget();
      return reply.status(204).send(null);
    },
  );
  application.delete(
    '/api/jobs/ended/:id',
    {
      schema: {
        summary: 'Takes a job that has ended off the list; its run and report stay',
        params: idSchema,
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      jobs.forget(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
