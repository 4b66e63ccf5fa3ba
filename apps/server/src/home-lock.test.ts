import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualScheduler } from '@pipwright/kernel';
import { utcMs } from '@pipwright/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHome } from './home-lock.ts';

let home: string;
const scheduler = new ManualScheduler(utcMs(2024, 1, 1));
const mark = (): string => join(home, 'platform.pid');

/** Takes a home that is free. */
async function settled(): Promise<() => void> {
  const locked = lockHome(home, scheduler);
  await scheduler.advance(100);
  return locked;
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pipwright-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('one process holds a home, and gives it back', async () => {
  const release = await settled();
  expect(existsSync(mark())).toBe(true);
  release();
  expect(existsSync(mark())).toBe(false);
});

test('of two that find the same dead mark, the one whose mark stays has the home', async () => {
  writeFileSync(mark(), '999999999');
  const locked = lockHome(home, scheduler);
  writeFileSync(mark(), String(process.ppid));
  const refused = expect(locked).rejects.toThrow(`process ${process.ppid}`);
  await scheduler.advance(100);
  await refused;
});

test('refuses a home that a living process holds, and names it', async () => {
  writeFileSync(mark(), String(process.ppid));
  const refused = expect(lockHome(home, scheduler)).rejects.toThrow(`process ${process.ppid}`);
  await scheduler.advance(3000);
  await refused;
});

test('takes a home as soon as its holder is gone', async () => {
  writeFileSync(mark(), String(process.ppid));
  const locked = lockHome(home, scheduler);
  await scheduler.advance(500);
  rmSync(mark());
  await scheduler.advance(200);
  (await locked)();
  expect(existsSync(mark())).toBe(false);
});

test.each(['999999999', 'not a number', ''])('takes over the mark %j of a process that is gone', async (text) => {
  writeFileSync(mark(), text);
  const release = await settled();
  expect(existsSync(mark())).toBe(true);
  release();
});
