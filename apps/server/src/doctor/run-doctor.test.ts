import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfiguration } from '../configuration.ts';
import { openStores } from '../stores.ts';
import { createTestHome, storeCandles, type TestHome } from '../testing/test-home.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { checkPort } from './machine-checks.ts';
import { runDoctor } from './run-doctor.ts';

let home: TestHome;
let blocked: string;
beforeAll(() => {
  home = createTestHome();
  blocked = mkdtempSync(join(tmpdir(), 'pipwright-blocked-'));
});
afterAll(async () => {
  await home.close();
  rmSync(blocked, { recursive: true, force: true });
});

const named = (checks: readonly DoctorCheck[], name: string): DoctorCheck | undefined =>
  checks.find((check) => check.name === name);

test('in a fresh folder nothing is broken, and it says what to do first', async () => {
  const checks = await runDoctor(home.configuration, home.stores);
  expect(checks.filter(({ status }) => status === 'failure')).toEqual([]);
  expect(named(checks, 'Node')?.finding).toBe(process.version);
  expect(named(checks, 'Candles')).toMatchObject({ status: 'warning', finding: 'nothing is stored' });
  expect(named(checks, 'Candles')?.action).toContain('pipwright import');
  expect(named(checks, 'Paper runs')?.finding).toBe('none yet');
  expect(named(checks, 'Ledger')?.finding).toBe('0 runs, 0 models');
  expect(named(checks, 'PostgreSQL')?.finding).toMatch(/^embedded /);
  for (const { status, action } of checks) expect(action === null).toBe(status === 'ok');
});

test('with candles it counts them', async () => {
  await storeCandles(home.stores, 100);
  const checks = await runDoctor(home.configuration, home.stores);
  expect(named(checks, 'Candles')).toMatchObject({ status: 'ok', finding: '1 series of 1 symbol' });
});

test('a folder that cannot be used is a failure with what to do, and not a crash', async () => {
  // A file where a folder should be: refused for every user, root too.
  const file = join(blocked, 'file');
  writeFileSync(file, '');
  const configuration = readConfiguration({}, { home: join(file, 'home') });
  const stores = openStores(configuration);
  try {
    const checks = await runDoctor(configuration, stores);
    expect(named(checks, 'Folder')).toMatchObject({ status: 'failure' });
    expect(named(checks, 'Folder')?.action).toContain('PIPWRIGHT_HOME');
    for (const name of ['Candles', 'Ledger']) {
      expect(named(checks, name)).toMatchObject({ status: 'failure' });
      expect(named(checks, name)?.action).not.toBe('');
    }
  } finally {
    await stores.close();
  }
});

test('candles that are no database are named as such', async () => {
  const broken = join(blocked, 'home');
  mkdirSync(broken);
  writeFileSync(join(broken, 'candles.duckdb'), 'not a database '.repeat(1000));
  const configuration = readConfiguration({}, { home: broken });
  const stores = openStores(configuration);
  try {
    const checks = await runDoctor(configuration, stores);
    expect(named(checks, 'Candles')).toMatchObject({ status: 'failure' });
  } finally {
    await stores.close();
  }
});

test('a port that is in use is a note, with another way to start', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    // In use by somebody else already is as good.
    server.once('error', () => resolve());
    server.listen(7411, '127.0.0.1', resolve);
  });
  try {
    const check = await checkPort();
    expect(check.status).toBe('warning');
    expect(check.action).toContain('--port 0');
  } finally {
    server.close();
  }
});
