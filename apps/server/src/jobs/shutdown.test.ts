import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, storeCandles, trainSmallModel, type TestHome } from '../testing/test-home.ts';
import { blobJobList } from './job-list.ts';

/** A platform that is stopped while a job runs: the job goes with it, and is there again at the next start. */

const MAIN = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

let home: TestHome;
let pidFile: string;

beforeAll(async () => {
  home = createTestHome();
  await storeCandles(home.stores, 3200);
  await trainSmallModel(home.stores);
  pidFile = join(home.configuration.home, 'job.pid');
  const folder = home.configuration.strategyDirectory;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'looping.ts'),
    `
    import { writeFileSync } from 'node:fs';
    import { defineStrategy, integer } from '@pipwright/trading';
    export default defineStrategy({
      name: 'looping',
      description: 'Never ends.',
      parameters: { after: integer({ default: 100, min: 1, max: 1000, description: 'Candles.' }) },
      volume: 0.1,
      start: () => ({
        onCandle() {
          writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
          for (;;);
        },
      }),
    });`,
  );
}, 120_000);
afterAll(() => home.close());

function serve(): ChildProcess {
  const { DATABASE_URL: _ledger, NODE_OPTIONS: _options, ...environment } = process.env;
  const words = ['--json', '--home', home.configuration.home, 'serve', '--port', '0', '--paused'];
  return spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'ignore'], env: environment });
}

async function firstLine(child: ChildProcess): Promise<{ address?: string; error?: { code: string } }> {
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return JSON.parse(line) as { address?: string; error?: { code: string } };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a platform that is stopped leaves no job behind, and goes on with it later', async () => {
  const platform = serve();
  const { address } = await firstLine(platform);
  const request = {
    kind: 'backtest',
    strategy: 'looping.ts',
    symbols: ['EURUSD'],
    timeframe: 'H1',
    parameters: { after: 7 },
  };
  const asked = await fetch(`${address}/api/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect(asked.status).toBe(202);
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await wait(50);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  expect(isAlive(pid)).toBe(true);

  // Another platform on the same folder touches nothing: it does not even start.
  const second = serve();
  expect((await firstLine(second)).error?.code).toBe('HOME_IN_USE');

  const exited = once(platform, 'exit');
  platform.kill('SIGTERM');
  expect((await exited)[0]).toBe(0);
  expect(isAlive(pid)).toBe(false);
  const [job] = await blobJobList(home.stores.blobs).load();
  expect(job).toMatchObject({ id: 'job-00001', state: 'queued', request, startedAt: null });
}, 60_000);
