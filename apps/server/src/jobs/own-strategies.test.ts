import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@pipwright/kernel';
import { utcMs, type EpochMs } from '@pipwright/model';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIXTURE_STRATEGY } from '../testing/fixture-jobs.ts';
import { OwnStrategies } from './own-strategies.ts';

let root: string;
let folder: string;
let looks: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipwright-own-'));
  folder = join(root, 'strategies');
  looks = join(root, 'looks');
  mkdirSync(folder);
  writeFileSync(looks, '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A command that lists one strategy that ships and one that does not, and counts how often it was asked. */
const LISTING = (file: string): string => `
  const info = ${JSON.stringify(FIXTURE_STRATEGY)};
  require('node:fs').appendFileSync(${JSON.stringify(file)}, 'x');
  console.log(JSON.stringify([
    { ...info, source: 'ema-cross' },
    { ...info, id: 'mine.ts', shipped: false, source: '/strategies/mine.ts' },
  ]));
  process.disconnect();`;

function open(source = LISTING(looks)) {
  const clock = new ManualClock(utcMs(2024, 3, 4));
  const failures: unknown[] = [];
  const program = { executable: process.execPath, words: ['--eval', source, '--'], environment: process.env };
  return {
    clock,
    failures,
    own: new OwnStrategies({ folder, program, clock, onFailure: (error) => failures.push(error) }),
  };
}

const count = (): number => readFileSync(looks, 'utf8').length;

test('nothing is started for a folder that holds no file', async () => {
  const { own } = open('process.exit(1)');
  expect(await own.list()).toEqual([]);
  rmSync(folder, { recursive: true });
  expect(await own.list()).toEqual([]);
});

test('files are looked at once, and again when one of them has changed or a minute has gone', async () => {
  writeFileSync(join(folder, 'mine.ts'), '1');
  mkdirSync(join(folder, 'parts'));
  writeFileSync(join(folder, 'parts', 'averages.ts'), '1');
  const { own, clock } = open();
  const [first, second] = await Promise.all([own.list(), own.list()]);
  expect(first.map(({ info, source }) => [info.id, source])).toEqual([['mine.ts', '/strategies/mine.ts']]);
  expect(second).toBe(first);
  expect(count()).toBe(1);
  utimesSync(join(folder, 'parts', 'averages.ts'), 1, 1);
  await own.list();
  await own.list();
  expect(count()).toBe(2);
  clock.set((clock.now() + 60_000) as EpochMs);
  await own.list();
  expect(count()).toBe(3);
});

test('where they cannot be looked at they are listed with the reason, which is told', async () => {
  writeFileSync(join(folder, 'mine.ts'), '1');
  const { own, failures } = open('process.exit(3)');
  const [mine] = await own.list();
  expect(mine!.info.id).toBe('mine.ts');
  expect(mine!.info.problem).toContain('exit code 3');
  expect(failures).toHaveLength(1);
});
