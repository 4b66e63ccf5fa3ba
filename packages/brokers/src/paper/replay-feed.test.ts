import { ManualScheduler } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import { expect, test } from 'vitest';
import { ReplayFeed } from './replay-feed.ts';

function feedOf(options: {
  total: number;
  done?: number;
  candlesPerSecond: number;
  failAt?: number;
  isReady?: () => boolean;
}) {
  const scheduler = new ManualScheduler(utcMs(2024, 1, 1));
  const seen: number[] = [];
  const failures: unknown[] = [];
  const feed = new ReplayFeed({
    total: options.total,
    done: options.done ?? 0,
    candlesPerSecond: options.candlesPerSecond,
    scheduler,
    onCandle: (index) => {
      if (index === options.failAt) throw new Error('no more');
      seen.push(index);
    },
    onBurst: () => undefined,
    isReady: options.isReady ?? (() => true),
    onFailure: (error) => failures.push(error),
  });
  return { feed, scheduler, seen, failures };
}

test('hands out each candle once, in order, at the chosen speed', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 100, candlesPerSecond: 25 });
  feed.play();
  await scheduler.advance(2000);
  expect(seen.length).toBeGreaterThanOrEqual(49);
  expect(seen.length).toBeLessThanOrEqual(52);
  await scheduler.advance(10_000);
  expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index));
  expect(feed.status).toEqual({ playing: false, candlesPerSecond: 25, done: 100, total: 100 });
});

test('goes on where an earlier life of the run stopped', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 10, done: 7, candlesPerSecond: 0 });
  feed.play();
  await scheduler.advance(1);
  expect(seen).toEqual([7, 8, 9]);
});

test('pauses, steps and plays on', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 1000, candlesPerSecond: 50 });
  feed.play();
  await scheduler.advance(400);
  feed.pause();
  const paused = seen.length;
  await scheduler.advance(5000);
  expect(seen.length).toBe(paused);
  feed.step();
  expect(seen.length).toBe(paused + 1);
  feed.play();
  await scheduler.advance(400);
  expect(seen.length).toBeGreaterThan(paused + 15);
});

test('slow speeds carry the fraction of a candle from burst to burst', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 1000, candlesPerSecond: 1 });
  feed.play();
  await scheduler.advance(10_000);
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(seen.length).toBeLessThanOrEqual(11);
});

test('half a candle per second is one in two seconds', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 1000, candlesPerSecond: 0.5 });
  feed.play();
  await scheduler.advance(20_000);
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(seen.length).toBeLessThanOrEqual(11);
});

test('a failure pauses the replay before the candle that failed and is told', async () => {
  const { feed, scheduler, seen, failures } = feedOf({ total: 10, candlesPerSecond: 0, failAt: 4 });
  feed.play();
  await scheduler.advance(100);
  expect(seen).toEqual([0, 1, 2, 3]);
  expect(failures).toEqual([new Error('no more')]);
  expect(feed.status).toMatchObject({ playing: false, done: 4 });
});

test('waits while what takes the candles has fallen behind', async () => {
  let ready = false;
  const { feed, scheduler, seen } = feedOf({ total: 100, candlesPerSecond: 25, isReady: () => ready });
  feed.play();
  await scheduler.advance(1000);
  expect(seen).toEqual([]);
  ready = true;
  await scheduler.advance(1000);
  expect(seen.length).toBeGreaterThan(20);
});

test('after close nothing is handed out', async () => {
  const { feed, scheduler, seen } = feedOf({ total: 1000, candlesPerSecond: 50 });
  feed.play();
  await scheduler.advance(100);
  await feed.close();
  const closed = seen.length;
  feed.play();
  await scheduler.advance(1000);
  expect(seen.length).toBe(closed);
});
