import { ManualScheduler } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import type { JobMessage, JobRequest } from '@pipwright/protocol';
import { describe, expect, test } from 'vitest';
import { errors } from '../errors.ts';
import { FIXTURE_STRATEGY } from '../testing/fixture-jobs.ts';
import type { JobList } from './job-list.ts';
import type { JobChange } from './job-port.ts';
import type { JobControl } from './job-process.ts';
import type { JobResult } from './job-result.ts';
import { JobService } from './job-service.ts';

const REQUEST: JobRequest = {
  kind: 'backtest',
  strategy: 'ema-cross',
  symbols: ['EURUSD'],
  timeframe: 'H1',
  parameters: {},
};

const BROKEN = { ...FIXTURE_STRATEGY, id: 'broken.ts', shipped: false, problem: 'Line 3 is no TypeScript.' };
const OUTCOME = { netProfit: -1250, trades: 7, currency: 'USD', minorDigits: 2, evidence: false };
const DONE: JobResult = { runId: 'backtest-1', headline: 'No evidence of an edge.', outcome: OUTCOME };

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
    choices: {
      strategies: () => Promise.resolve([FIXTURE_STRATEGY, BROKEN]),
      series: () => Promise.resolve([]),
      models: () => Promise.resolve([]),
    },
    run: (request, control) =>
      new Promise<JobResult>((resolve, reject) => {
        control.signal.addEventListener('abort', () => reject(control.signal.reason as Error));
        started.push({ request, control, finish: resolve, fail: reject });
      }),
    onFailure: (error, job) => failures.push([error, job?.id]),
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
    started[0]!.finish(DONE);
    await settle();
    expect(started.map(({ request }) => request.timeframe)).toEqual(['H1', 'M15']);
    expect(service.list()[1]).toMatchObject({
      state: 'done',
      runId: 'backtest-1',
      headline: 'No evidence of an edge.',
      outcome: OUTCOME,
      doneFraction: 1,
    });
  });

  test('tell how far they are and how long it takes, a few times a second at most', async () => {
    const { service, scheduler, started, settle } = await open();
    const told: JobChange[] = [];
    service.subscribe((change) => told.push(change));
    await service.ask(REQUEST);
    await service.ask(REQUEST);
    await scheduler.advance(900);
    await settle();
    const before = told.length;
    started[0]!.control.onProgress(0.01, 'features');
    started[0]!.control.onProgress(0.25, 'trading');
    expect(told.length).toBe(before);
    await scheduler.advance(250);
    await settle();
    expect(told.length).toBe(before + 1);
    expect(told.at(-1)!.ids).toEqual(['job-00002', 'job-00001']);
    expect(told.at(-1)!.jobs).toMatchObject([
      { id: 'job-00001', state: 'running', doneFraction: 0.25, step: 'trading', msSpent: 1000, msLeft: 2600 },
    ]);
  });

  test('tell how long they have run also while they say nothing', async () => {
    const { service, scheduler, settle } = await open();
    const spent: number[] = [];
    service.subscribe(({ jobs }) => spent.push(...jobs.map(({ msSpent }) => msSpent)));
    await service.ask(REQUEST);
    for (let second = 0; second < 20; second++) {
      await scheduler.advance(250);
      await settle();
    }
    expect(spent).toEqual([0, 1000, 2000, 3000, 4000]);
  });

  test('change nothing after their end', async () => {
    const { service, started, settle } = await open();
    await service.ask(REQUEST);
    started[0]!.finish(DONE);
    await settle();
    started[0]!.control.onProgress(0.5, 'late');
    expect(service.list()[0]).toMatchObject({ state: 'done', doneFraction: 1, step: '', msLeft: null });
  });

  test('are cancelled while they wait and while they run', async () => {
    const { service, started, failures, settle } = await open();
    const first = await service.ask(REQUEST);
    const second = await service.ask(REQUEST);
    service.cancel(second.id);
    service.cancel(first.id);
    await settle();
    expect(started).toHaveLength(1);
    expect(service.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(failures).toEqual([]);
    expect(service.cancel(first.id).state).toBe('cancelled');
    expect(() => service.cancel('job-99999')).toThrow('There is no job job-99999');
  });

  test('say why they failed; all of it is told to the log, and to the page what is known', async () => {
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
    expect(failures).toEqual([
      [expect.objectContaining({ code: 'NO_CANDLES' }), 'job-00001'],
      [expect.objectContaining({ message: 'password=secret' }), 'job-00002'],
    ]);
  });

  test('leave the list when they have ended, and not before', async () => {
    const { service, started, settle } = await open();
    for (let count = 0; count < 4; count++) await service.ask(REQUEST);
    service.cancel('job-00003');
    started[0]!.finish(DONE);
    await settle();
    expect(() => service.forget('job-00002')).toThrow('The job job-00002 has not ended.');
    expect(() => service.forget('job-00009')).toThrow('There is no job job-00009');
    service.forget('job-00003');
    expect(service.list().map(({ id }) => id)).toEqual(['job-00004', 'job-00002', 'job-00001']);
    const told: JobChange[] = [];
    service.subscribe((change) => told.push(change));
    service.forget();
    await service.close();
    expect(told.at(-1)!.ids).toEqual(['job-00004', 'job-00002']);
  });

  test('go on after a restart: what ran is done again, what has ended is kept', async () => {
    const { service, started, list, settle } = await open();
    await service.ask(REQUEST);
    started[0]!.finish(DONE);
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

  test('go on though the list cannot be written, which is told', async () => {
    const list = new MemoryList();
    list.save = () => Promise.reject(new Error('disk full'));
    const { service, started, failures, settle } = await open(list);
    await service.ask(REQUEST);
    started[0]!.finish(DONE);
    await settle();
    expect(service.list()[0]!.state).toBe('done');
    expect(failures[0]).toEqual([new Error('disk full'), undefined]);
  });

  test('are refused where the strategy is not known or of no use, or too many wait', async () => {
    const { service } = await open();
    await expect(service.ask({ ...REQUEST, strategy: 'broken.ts' })).rejects.toThrow('Line 3 is no TypeScript.');
    await expect(service.ask({ ...REQUEST, strategy: 'mine' })).rejects.toThrow("There is no strategy 'mine'");
    for (let count = 0; count < 21; count++) await service.ask(REQUEST);
    await expect(service.ask(REQUEST)).rejects.toThrow('20 jobs are waiting already');
  });
});
