import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHome } from './home-lock.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pipwright-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('one process holds a home, and gives it back', () => {
  const release = lockHome(home);
  expect(existsSync(join(home, 'platform.pid'))).toBe(true);
  release();
  expect(existsSync(join(home, 'platform.pid'))).toBe(false);
});

test('refuses a home that a living process holds, and names it', () => {
  writeFileSync(join(home, 'platform.pid'), String(process.ppid));
  expect(() => lockHome(home)).toThrow(`process ${process.ppid}`);
});

test.each(['999999999', 'not a number', ''])('takes over the mark %j of a process that is gone', (mark) => {
  writeFileSync(join(home, 'platform.pid'), mark);
  lockHome(home)();
});
