import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findChromium } from '../fixtures/chromium.ts';
import { startLivePages, type LivePage, type LivePages } from '../fixtures/live-page.ts';

const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('page-indicators.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('indicators on the live page', () => {
  let pages: LivePages;
  let live: LivePage;

  beforeAll(async () => {
    pages = await startLivePages(executablePath as string);
  });
  afterAll(() => pages?.close());
  beforeEach(async () => {
    live = await pages.open(400);
  });
  afterEach(() => live.close());

  const legend = (): Promise<string | null> => live.page.locator('.study-legend').textContent();

  async function draw(name: string, period?: string): Promise<void> {
    const { page } = live;
    await page.getByRole('button', { name: 'Indicators' }).click();
    await page.getByRole('button', { name }).click();
    if (period !== undefined) await page.getByLabel('Period').fill(period);
    await page.getByRole('button', { name: 'Draw' }).click();
  }

  it('are found by what they measure, with description and source', async () => {
    const { page, problems } = live;
    await page.locator('main').focus();
    await page.keyboard.press('/');
    await page.getByLabel('Search indicators').fill('restless');
    expect(await page.locator('.indicator-name').allTextContents()).toEqual(['Bollinger bandsVolatility']);
    await page.getByRole('button', { name: 'Bollinger bands' }).click();
    expect(await page.locator('.indicator-chosen').textContent()).toContain('Source: John Bollinger');
    await page.getByRole('button', { name: 'Draw' }).click();
    await expect.poll(legend, SOON).toMatch(/Bollinger bands \(20, 2\).*upper \d\.\d{5}.*middle \d\.\d{5}/s);
    expect(problems).toEqual([]);
  });

  it('get a pane of their own where they are no prices, follow the candles, and stay after a reload', async () => {
    const { page, server, problems } = live;
    await draw('Simple moving average', '50');
    await draw('Momentum');
    const canvas = page.locator('.price-chart .chart-canvas');
    await expect.poll(async () => (await canvas.boundingBox())?.height, SOON).toBe(520);
    const before = await legend();
    server.fixture.broadcast(server.fixture.platform.advance(5));
    await expect.poll(legend, SOON).not.toBe(before);
    await page.reload();
    await expect.poll(legend, SOON).toMatch(/Simple moving average \(50\).*Momentum \(10\)/s);
    await page.getByRole('button', { name: 'Remove Momentum (10)' }).click();
    await expect.poll(async () => (await canvas.boundingBox())?.height, SOON).toBe(400);
    expect(problems).toEqual([]);
  });

  it('say what is wrong with a parameter', async () => {
    await draw('Momentum', '0');
    await expect.poll(legend, SOON).toContain('cannot have period = 0');
  });
});
