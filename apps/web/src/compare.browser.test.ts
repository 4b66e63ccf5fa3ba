import { COMPARISON_PLACEHOLDER, comparisonSchema, fillComparisonPage, type Comparison } from '@pipwright/protocol';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { buildPages, type BuiltPages } from '../fixtures/build-pages.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../fixtures/chromium.ts';
import { comparisonFixture } from '../fixtures/comparison-fixture.ts';
import { openWatched, type WatchedPage } from '../fixtures/watched-page.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('compare.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the comparison', () => {
  let built: BuiltPages;
  let browser: Browser;

  beforeAll(async () => {
    built = await buildPages('vite.compare.config.ts');
    browser = await chromium.launch({ executablePath: executablePath as string, args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  const template = (): Promise<string> => readFile(join(built.folder, 'compare.html'), 'utf8');

  async function open(comparison: Comparison, options: Parameters<typeof openWatched>[2] = {}): Promise<WatchedPage> {
    const file = join(built.folder, 'comparison.html');
    await writeFile(file, fillComparisonPage(await template(), comparisonSchema.parse(comparison)));
    const watched = await openWatched(browser, pathToFileURL(file).href, options);
    await watched.page.locator('.plot svg').first().waitFor();
    return watched;
  }

  it('opens from a file without any request: warnings first, then runs, curves and figures', async () => {
    const { page, problems, close } = await open(comparisonFixture());
    expect(await page.title()).toBe('Comparison of 3 runs');
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain('Compare with care');
    expect(await page.locator('.run-list li').count()).toBe(3);
    expect(await page.locator('.plot svg').count()).toBe(2);
    const best = page.locator('td.best').first();
    expect(await best.textContent()).toMatch(/★ .*\(best\)/);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|Infinity/);
    expect(problems).toEqual([]);
    await close();
  });

  it('says so where nothing differs', async () => {
    const comparison = comparisonFixture();
    const { page, close } = await open({ ...comparison, differences: [], warnings: [] });
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('All parameters and assumptions are the same.');
    expect(text).not.toContain('Compare with care');
    await close();
  });

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)('can be read: %s', async (_name, options) => {
    const { page, problems, close } = await open(comparisonFixture(), options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await paleText(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    for (const button of await page.getByRole('button', { name: /show as table/ }).all()) await button.click();
    expect(await page.locator('.plot').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it('says that an unfilled template is one, and which command fills it', async () => {
    expect((await template()).split(COMPARISON_PLACEHOLDER).length).toBe(2);
    const file = pathToFileURL(join(built.folder, 'compare.html')).href;
    const { page, problems, close } = await openWatched(browser, file);
    const text = await page.locator('main').textContent();
    expect(text).toContain('empty template of a comparison');
    expect(text).toContain('pipwright compare');
    expect(problems).toEqual([]);
    await close();
  });
});
