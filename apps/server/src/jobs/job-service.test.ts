import { ManualScheduler } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import type { JobMessage, JobRequest } from '@pipwright/protocol';
import { describe, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import { FIXTURE_STRATEGY } from '../testing/fixture-jobs.ts';
import type { JobList } from './job-list.ts';
import type { JobControl, JobResult } from './job-process.ts';
import { JobService } from './job-service.ts';

const REQUEST: JobRequest = {
  kind: 'backtest',
  strategy: 'ema-cross',
  symbols: ['EURUSD'],
  timeframe: 'H1',
  parameters: {},
};

interface Started {
  readonly request: JobRequest;
  readonly control: JobControl;
  readonly finish: (result: JobResult) => void;
  readonly fail: (error: unknown) => void;
}

class MemoryList implements JobList {
  saved: readonly JobMessage[] = [];

  async load(): Promise<readonly JobMessage[]> {
    return this.saved;
  }

  async save(jobs: readonly JobMessage[]): Promise<void> {
    this.saved = structuredClone(jobs);
  }
}

async function open(list = new MemoryList()) {
  const scheduler = new ManualScheduler(utcMs(2024, 3, 4));
  const started: Started[] = [];
  const failures: unknown[] = [];
  const service = await JobService.open({
    scheduler,
    list,
    strategies: () => Promise.resolve([FIXTURE_STRATEGY]),
    run: (request, control) =>
      new Promise<JobResult>((resolve, reject) => {
        control.signal.addEventListener('abort', () => reject(control.signal.reason as Error));
        started.push({ request, control, finish: resolve, fail: reject });
      }),
    onFailure: (error) => failures.push(error),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { service, scheduler, started, failures, list, settle };
}

describe('jobs', () => {
  test('run one after the other, in the order in which they were asked for', async () => {
    const { service, started, settle } = await open();
    await service.ask(REQUEST);
    await service.ask({ ...REQUEST, timeframe: 'M15' });
    expect(started.map(({ request }) => request.timeframe)).toEqual(['H1']);
    expect(service.list().map(({ state }) => state)).toEqual(['queued', 'running']);
    started[0]!.finish({ runId: 'backtest-1', headline: 'No evidence of an edge.' });
    await settle();
    expect(started.map(({ request }) => request.timeframe)).toEqual(['H1', 'M15']);
    expect(service.list()[1]).toMatchObject({
      state: 'done',
      runId: 'backtest-1',
      headline: 'No evidence of an edge.',
      doneFraction: 1,
    });
  });

  test('tell how far they are and how long it takes, a few times a second at most', async () => {
    const { service, scheduler, started, settle } = await open();
    const told: (readonly JobMessage[])[] = [];
    service.subscribe((jobs) => told.push(jobs));
    await service.ask(REQUEST);
    await scheduler.advance(1000);
    await settle();
    const before = told.length;
    started[0]!.control.onProgress(0.01, 'features');
    started[0]!.control.onProgress(0.25, 'trading');
    expect(told.length).toBe(before);
    await scheduler.advance(1000);
    await settle();
    expect(told.length).toBe(before + 1);
    expect(told.at(-1)![0]).toMatchObject({ state: 'running', doneFraction: 0.25, step: 'trading', msLeft: 3000 });
  });

  test('are cancelled while they wait and while they run', async () => {
    const { service, started, settle } = await open();
    const first = await service.ask(REQUEST);
    const second = await service.ask(REQUEST);
    service.cancel(second.id);
    service.cancel(first.id);
    await settle();
    expect(started).toHaveLength(1);
    expect(service.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(service.cancel(first.id).state).toBe('cancelled');
    expect(() => service.cancel('job-99999')).toThrow('There is no job job-99999');
  });

  test('say why they failed; what is no known error is told to the log and not to the page', async () => {
    const { service, started, failures, settle } = await open();
    await service.ask(REQUEST);
    await service.ask(REQUEST);
    started[0]!.fail(errors.NO_CANDLES({ symbol: 'EURUSD', timeframe: 'H1' }));
    await settle();
    started[1]!.fail(new Error('password=secret'));
    await settle();
    const [second, first] = service.list();
    expect(first!.failure!.message).toBe('There are no H1 candles of EURUSD in the store.');
    expect(second!.failure!.message).toBe('The job could not be started.');
    expect(failures).toHaveLength(1);
  });

  test('go on after a restart: what ran is done again, what has ended is kept', async () => {
    const { service, started, list, settle } = await open();
    await service.ask(REQUEST);
    started[0]!.finish({ runId: 'backtest-1', headline: null });
    await settle();
    await service.ask({ ...REQUEST, timeframe: 'D1' });
    await service.ask({ ...REQUEST, timeframe: 'M5' });
    await service.close();
    const again = await open(list);
    expect(again.started.map(({ request }) => request.timeframe)).toEqual(['D1']);
    expect(again.service.list().map(({ id, state }) => [id, state])).toEqual([
      ['job-00003', 'queued'],
      ['job-00002', 'running'],
      ['job-00001', 'done'],
    ]);
    expect((await again.service.ask(REQUEST)).id).toBe('job-00004');
  });

  test('are refused where the strategy is not known or too many wait', async () => {
    const { service } = await open();
    await expect(service.ask({ ...REQUEST, strategy: 'mine' })).rejects.toThrow("There is no strategy 'mine'");
    for (let count = 0; count < 21; count++) await service.ask(REQUEST);
    await expect(service.ask(REQUEST)).rejects.toThrow('20 jobs are waiting already');
  });
});
