import type { Scheduler } from '@pipwright/kernel';
import { strategyInfoSchema } from '@pipwright/protocol';
import { z } from 'zod';
import type { Configuration } from '../configuration.ts';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { jobArguments } from './job-command.ts';
import { blobJobList } from './job-list.ts';
import { askProcess, runJobProcess, type JobProgram } from './job-process.ts';
import { JobService } from './job-service.ts';

export interface OpenJobsOptions {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly scheduler: Scheduler;
  /** The command of the platform, which does the work. */
  readonly program: JobProgram;
  readonly onFailure: (error: unknown) => void;
}

const listSchema = z.array(strategyInfoSchema.extend({ source: z.string() }));

/** Longer than loading a few files ever takes; a file that loops is given up. */
const LISTING_MS_MAX = 20_000;

/** Opens the jobs of the page as they were left. */
export function openJobs(options: OpenJobsOptions): Promise<JobService> {
  const { configuration, stores, scheduler, program, onFailure } = options;
  const own: JobProgram = {
    ...program,
    environment: { ...program.environment, PIPWRIGHT_HOME: configuration.home },
  };
  const known = async (): Promise<z.infer<typeof listSchema>> =>
    listSchema.parse(await askProcess(own, ['strategies', '--json'], AbortSignal.timeout(LISTING_MS_MAX)));
  return JobService.open({
    scheduler,
    list: blobJobList(stores.blobs),
    strategies: async () => (await known()).map(({ source: _source, ...info }) => info),
    run: async (request, control) => {
      const found = (await known()).find(({ id }) => id === request.strategy);
      if (found === undefined) throw errors.STRATEGY_NOT_LISTED({ strategy: request.strategy, known: '' });
      return runJobProcess(own, jobArguments(request, found.source), control);
    },
    onFailure,
  });
}
