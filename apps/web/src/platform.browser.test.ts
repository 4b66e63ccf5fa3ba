import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_ARGUMENTS, findChromium } from '../fixtures/chromium.ts';

/** The whole platform as a person meets it for the first time: an empty folder, the real server, a real browser. */

const executablePath = findChromium();
const launcher = fileURLToPath(new URL('../../cli/bin/pipwright.mjs', import.meta.url));

let home: string;
let server: ChildProcess;
let address: string;
let browser: Browser;

async function startPlatform(): Promise<string> {
  server = spawn(process.execPath, [launcher, '--json', '--home', home, 'serve', '--port', '0', '--speed', '25'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { value } = await createInterface({ input: server.stdout! })[Symbol.asyncIterator]().next();
  const listening = JSON.parse(value ?? '{}') as { address?: string };
  if (listening.address === undefined) throw new Error(`the platform did not start: ${value}`);
  return listening.address;
}

beforeAll(async () => {
  if (executablePath === undefined) return;
  home = mkdtempSync(join(tmpdir(), 'pipwright-platform-'));
  address = await startPlatform();
  browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
}, 120_000);

afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
  rmSync(home, { recursive: true, force: true });
});

test('a first start shows the simulated market trading, labelled as such', async ({ skip }) => {
  skip(executablePath === undefined, 'no Chromium is found; install one or set PIPWRIGHT_CHROMIUM');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith(address.replace('http', 'ws'))) {
      problems.push(`asked for ${request.url()}`);
    }
  });
  await page.goto(address);
  await page.getByText('SIMULATED MARKET', { exact: false }).first().waitFor();
  await page.getByText('PAPER', { exact: true }).first().waitFor();
  // The first order of the account shows up among the decisions without a reload.
  await page.getByText('every check passed').first().waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.getByRole('button', { name: 'Stop opening' }).click();
  await page.getByRole('button', { name: 'Re-arm' }).waitFor();
  const state = (await (await fetch(`${address}/api/state`)).json()) as {
    simulated: boolean;
    trading: { armed: boolean };
    replay: { playing: boolean; done: number };
  };
  expect(state).toMatchObject({ simulated: true, trading: { armed: false }, replay: { playing: false } });
  expect(state.replay.done).toBeGreaterThan(0);
  expect(problems).toEqual([]);
}, 90_000);

test('the API describes itself on a page of its own', async ({ skip }) => {
  skip(executablePath === undefined, 'no Chromium is found; install one or set PIPWRIGHT_CHROMIUM');
  const page = await browser.newPage();
  await page.goto(`${address}/docs`);
  await page.getByText('/api/control').waitFor();
  expect(await page.getByText('/api/state').count()).toBe(1);
});
