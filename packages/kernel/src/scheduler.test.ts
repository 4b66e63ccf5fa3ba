import { describe, expect, test } from 'vitest';
import type { EpochMs } from '@pipwright/model';
import { ManualClock, systemClock } from './clock.ts';
import { ManualScheduler, systemScheduler } from './scheduler.ts';

const START = 1_700_000_000_000 as EpochMs;
const HOUR_MS = 3_600_000;

describe('a manual clock', () => {
  test('stands still until it is set, and runs forward only', () => {
    const clock = new ManualClock(START);
    expect(clock.now()).toBe(START);
    clock.set((START + 1) as EpochMs);
    clock.set((START + 1) as EpochMs);
    expect(clock.now()).toBe(START + 1);
    expect(() => clock.set(START)).toThrow(RangeError);
    expect(() => clock.set((START + 1.5) as EpochMs)).toThrow(RangeError);
  });
});

describe('a manual scheduler', () => {
  test('wakes in order of time, and those of one time in the order in which they came', async () => {
    const scheduler = new ManualScheduler(START);
    const woken: string[] = [];
    const waits = [
      ['d', 30],
      ['a', 10],
      ['b', 10],
      ['c', 20],
    ] as const;
    for (const [name, delayMs] of waits) {
      void scheduler.delay(delayMs).then(() => woken.push(`${name}@${scheduler.clock.now() - START}`));
    }
    await scheduler.advance(9);
    expect(woken).toEqual([]);
    await scheduler.advance(11);
    expect(woken).toEqual(['a@10', 'b@10', 'c@20']);
    expect([scheduler.clock.now() - START, scheduler.waiting]).toEqual([20, 1]);
    await scheduler.advance(HOUR_MS);
    expect(woken.at(-1)).toBe('d@30');
    expect([scheduler.clock.now() - START, scheduler.waiting]).toEqual([20 + HOUR_MS, 0]);
  });

  test('wakes those who wait again within the same span, however deep in promises they are', async () => {
    const scheduler = new ManualScheduler(START);
    const times: number[] = [];
    const passOn = async (depth: number): Promise<void> => (depth === 0 ? undefined : await passOn(depth - 1));
    const run = async (): Promise<void> => {
      for (let count = 0; count < 5; count++) {
        await passOn(20);
        await scheduler.delay(10);
        times.push(scheduler.clock.now() - START);
      }
    };
    const done = run();
    await scheduler.advance(50);
    await done;
    expect(times).toEqual([10, 20, 30, 40, 50]);
  });

  test('rejects with the reason of the signal, before and while it waits', async () => {
    const scheduler = new ManualScheduler(START);
    const controller = new AbortController();
    const reason = new Error('stopped');
    const waiting = scheduler.delay(10, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(scheduler.delay(10, controller.signal)).rejects.toBe(reason);
    expect(scheduler.waiting).toBe(0);
  });

  test('is not disturbed by a signal that comes after the wait', async () => {
    const scheduler = new ManualScheduler(START);
    const controller = new AbortController();
    const waiting = scheduler.delay(10, controller.signal);
    await scheduler.advance(10);
    controller.abort(new Error('too late'));
    await expect(waiting).resolves.toBeUndefined();
  });

  test('takes fractions and what is past, and refuses what is no time', async () => {
    const scheduler = new ManualScheduler(START);
    const waits = Promise.all([scheduler.delay(0), scheduler.delay(-5), scheduler.delay(0.5)]);
    await scheduler.advance(1);
    await waits;
    expect(scheduler.clock.now()).toBe(START + 1);
    for (const delayMs of [Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(scheduler.delay(delayMs)).rejects.toBeInstanceOf(RangeError);
    }
  });
});

describe('the system scheduler', () => {
  const scheduler = systemScheduler(systemClock);

  test('waits', async () => {
    const before = systemClock.now();
    await scheduler.delay(0);
    await scheduler.delay(2);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  test('rejects with the reason of the signal, and a wait longer than a timer can hold does not end at once', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    let ended = false;
    const waiting = scheduler.delay(60 * 24 * HOUR_MS, controller.signal).finally(() => (ended = true));
    await scheduler.delay(5);
    expect(ended).toBe(false);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(scheduler.delay(Number.NaN)).rejects.toBeInstanceOf(RangeError);
  });
});
