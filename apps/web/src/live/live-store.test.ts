import { describe, expect, it } from 'vitest';
import { JobFixture } from '../../fixtures/job-fixture.ts';
import { PlatformFixture } from '../../fixtures/platform-fixture.ts';
import { liveUrl, reconnectDelayMs } from './connection.ts';
import { LiveStore } from './live-store.ts';

/** A store whose frames are drawn by hand. */
function storeWithFrames() {
  const frames: (() => void)[] = [];
  const store = new LiveStore((work) => frames.push(work));
  let changes = 0;
  store.subscribe(() => changes++);
  return {
    store,
    frames,
    changes: () => changes,
    draw: () => {
      for (const work of frames.splice(0)) work();
    },
  };
}

describe('LiveStore', () => {
  it('folds all messages of a frame into one change', () => {
    const { store, frames, draw, changes } = storeWithFrames();
    const platform = new PlatformFixture();
    store.receive(platform.snapshot());
    for (let count = 0; count < 60; count++) store.receive(platform.advance(1));
    expect(frames.length).toBe(1);
    expect(store.view().state).toBeNull();
    draw();
    expect(changes()).toBe(1);
    expect(store.view().state).toEqual(platform.snapshot().state);
  });

  it('drops updates that come before the first snapshot', () => {
    const { store, draw, changes } = storeWithFrames();
    store.receive(new PlatformFixture().advance(3));
    draw();
    expect([store.view().state, changes()]).toEqual([null, 0]);
  });

  it('knows of no jobs before it is told, and follows what changes of them', () => {
    const { store, draw, changes } = storeWithFrames();
    expect(store.view().jobs).toBeNull();
    const jobs = new JobFixture((message) => store.receive(message));
    store.receive(jobs.message());
    draw();
    expect(store.view().jobs).toEqual([]);
    jobs.ask({ kind: 'backtest', strategy: 'a', symbols: ['EURUSD'], timeframe: 'H1', parameters: {} });
    jobs.change('job-00001', { state: 'running' });
    draw();
    expect(store.view().jobs).toEqual(jobs.jobs);
    expect(changes()).toBe(2);
  });

  it('keeps the figures when the connection is lost', () => {
    const { store, draw } = storeWithFrames();
    const platform = new PlatformFixture();
    store.receive(platform.snapshot());
    draw();
    store.setStatus({ kind: 'lost', lastMessageAt: 1, attempts: 1 });
    expect(store.view().state).not.toBeNull();
    expect(store.view().status.kind).toBe('lost');
  });
});

describe('connection', () => {
  it('waits longer after each attempt, up to ten seconds', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => reconnectDelayMs(attempt, 1));
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    expect(reconnectDelayMs(1, 0)).toBe(375);
  });

  it('speaks to the page’s own server, encrypted where the page is', () => {
    expect(liveUrl({ protocol: 'http:', host: '127.0.0.1:7411' })).toBe('ws://127.0.0.1:7411/api/live');
    expect(liveUrl({ protocol: 'https:', host: 'trade.example' })).toBe('wss://trade.example/api/live');
  });
});
