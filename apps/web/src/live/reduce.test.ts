import { liveMessageSchema, type JobMessage, type JobRequest, type LiveMessage } from '@pipwright/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlatformFixture } from '../../fixtures/platform-fixture.ts';
import { JobFixture } from '../../fixtures/job-fixture.ts';
import { applyJobs, applyUpdate, HISTORY, thinned } from './reduce.ts';

describe('applyUpdate', () => {
  it('makes of a snapshot and its updates what a later snapshot says', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(steps, (counts) => {
        const platform = new PlatformFixture();
        let { state } = platform.snapshot();
        for (const count of counts) state = applyUpdate(state, platform.advance(count));
        expect(state).toEqual(platform.snapshot().state);
      }),
      { seed: 11, numRuns: 15 },
    );
  });

  it('keeps the lists that an update does not touch', () => {
    const platform = new PlatformFixture();
    platform.advance(50);
    const { state } = platform.snapshot();
    const next = applyUpdate(state, platform.control({ action: 'play' }));
    expect(next.candles).toBe(state.candles);
    expect(next.decisions).toBe(state.decisions);
    expect(next.trades).toBe(state.trades);
    expect(next.equity).toBe(state.equity);
    expect(next.replay.playing).toBe(true);
  });

  it('ignores an update of another run', () => {
    const platform = new PlatformFixture();
    const { state } = platform.snapshot();
    const update = platform.advance(5);
    expect(applyUpdate(state, { ...update, run: { ...update.run, id: 'another' } })).toBe(state);
  });

  it('keeps the newest of long lists and never more than its limits', () => {
    const platform = new PlatformFixture();
    let { state } = platform.snapshot();
    for (let step = 0; step < 30; step++) state = applyUpdate(state, platform.advance(100));
    const full = platform.snapshot().state;
    expect(full.decisions.length).toBeGreaterThan(HISTORY.decisions);
    expect(state.decisions).toEqual(full.decisions.slice(0, HISTORY.decisions));
    expect(state.trades[0]).toEqual(full.trades[0]);
  });
});

describe('applyJobs', () => {
  const REQUEST: JobRequest = {
    kind: 'backtest',
    strategy: 'ema-cross',
    symbols: ['EURUSD'],
    timeframe: 'H1',
    parameters: {},
  };

  it('makes of what changed what there is, newest first', () => {
    const messages: LiveMessage[] = [];
    const fixture = new JobFixture((message) => messages.push(message));
    fixture.ask(REQUEST);
    fixture.ask(REQUEST);
    fixture.change('job-00001', { state: 'cancelled' });
    fixture.ask(REQUEST);
    fixture.answer('DELETE', '/api/jobs/ended', undefined);
    let jobs: readonly JobMessage[] = [];
    for (const message of messages) jobs = applyJobs(jobs, message as Extract<LiveMessage, { type: 'jobs' }>);
    expect(jobs).toEqual(fixture.jobs);
    expect(jobs.map(({ id }) => id)).toEqual(['job-00003', 'job-00002']);
  });

  it('keeps the identity of what did not change', () => {
    const fixture = new JobFixture(() => undefined);
    const [first, second] = [fixture.ask(REQUEST), fixture.ask(REQUEST)];
    const ids = [second.id, first.id];
    const before = applyJobs([], { type: 'jobs', ids, jobs: [second, first] });
    const after = applyJobs(before, { type: 'jobs', ids, jobs: [{ ...first, state: 'done' }] });
    expect(after[0]).toBe(second);
    expect(after[1]!.state).toBe('done');
  });
});

describe('thinned', () => {
  it('keeps first and last point, order, and the newer half whole', () => {
    const points = Array.from({ length: 1001 }, (_, index) => ({ time: index, balance: index, equity: index }));
    const kept = thinned(points, 600);
    expect(kept.length).toBeLessThanOrEqual(600);
    expect([kept[0]?.time, kept.at(-1)?.time]).toEqual([0, 1000]);
    expect(kept.map(({ time }) => time)).toEqual(kept.map(({ time }) => time).toSorted((a, b) => a - b));
    expect(kept.slice(-250).map(({ time }) => time)).toEqual(Array.from({ length: 250 }, (_, index) => 751 + index));
  });
});

describe('the fixture', () => {
  it('speaks the protocol', () => {
    const platform = new PlatformFixture();
    const update = platform.advance(200);
    expect(liveMessageSchema.parse(update)).toEqual(update);
    const snapshot = platform.snapshot();
    expect(liveMessageSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.state.trades.length).toBeGreaterThan(10);
  });

  it('splits each net profit into parts that sum to it', () => {
    const platform = new PlatformFixture();
    for (const { split } of platform.advance(800).trades) {
      const { price, spread, slippage, commission, swap, net } = split;
      expect(price + spread + slippage + commission + swap).toBe(net);
    }
  });
});
