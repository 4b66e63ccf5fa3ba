import { FEATURE_SHEET_PLACEHOLDER, fillFeatureSheet, type FeatureSheet } from '@pipwright/protocol';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { buildPages, type BuiltPages } from '../fixtures/build-pages.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../fixtures/chromium.ts';
import { featureSheetFixture } from '../fixtures/feature-sheet-fixture.ts';
import { formatLongTime } from './format/index.ts';
import { openWatched, type WatchedPage } from '../fixtures/watched-page.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('feature-sheet.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

/** The file has everything inside and may talk to nothing. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts allow-popups";

describe.skipIf(executablePath === undefined)('the sheet of features', () => {
  let built: BuiltPages;
  let browser: Browser;

  beforeAll(async () => {
    built = await buildPages('vite.features.config.ts');
    browser = await chromium.launch({ executablePath: executablePath as string, args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  const template = (): Promise<string> => readFile(join(built.folder, 'features.html'), 'utf8');

  async function open(sheet: FeatureSheet, options: Parameters<typeof openWatched>[2] = {}): Promise<WatchedPage> {
    const file = join(built.folder, 'sheet.html');
    await writeFile(file, fillFeatureSheet(await template(), sheet));
    const watched = await openWatched(browser, pathToFileURL(file).href, options);
    await watched.page.locator('.price-chart canvas').first().waitFor();
    return watched;
  }

  it('opens from a file without any request, with the candle, its indicators and its features', async () => {
    const sheet = featureSheetFixture();
    const { page, problems, close } = await open(sheet);
    expect(await page.title()).toBe(sheet.title);
    const legend = await page.locator('.price-chart').textContent();
    // The legend speaks of the marked candle, not of the last one.
    expect(legend).toContain(formatLongTime(sheet.time, 'utc'));
    expect(legend).toMatch(/Simple moving average \(20\).*Source: Textbook definition\d\.\d{5}/);
    expect(await page.locator('.feature-columns tbody tr').count()).toBe(63);
    const text = (await page.locator('main').textContent()) ?? '';
    for (const words of ['not loaded', 'too few candles', 'nothing to report', 'pipwright facts import FILE'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(problems).toEqual([]);
    await close();
  });

  it('shows what lies furthest out first', async () => {
    const { page, close } = await open(featureSheetFixture());
    const first = page.locator('.unusual-features tbody tr').first();
    expect(await first.textContent()).toContain('0.1%');
    expect(await first.getAttribute('class')).toBe('unusual');
    expect(await page.locator('.unusual-features .hint').textContent()).toContain('9 values of 60');
    await close();
  });

  it('finds features by what they read, and says what each is', async () => {
    const { page, problems, close } = await open(featureSheetFixture());
    await page.getByLabel('Search features').fill('momentum ema(8)');
    expect(await page.locator('.feature-columns tbody tr').count()).toBe(1);
    await page.locator('.feature-columns').getByRole('button', { name: 'feature_6_distance' }).click();
    const bubble = await page.locator('.bubble:popover-open').textContent();
    expect(bubble).toContain('= (close - EMA(8)) / ATR(14)');
    expect(bubble).toContain('Source: Classical.');
    await page.getByLabel('Search features').fill('');
    await page.getByLabel('unusual only').check();
    expect(await page.getByRole('status').textContent()).toBe('9 features');
    await page.getByLabel('Search features').fill('nothing like that');
    expect(await page.locator('main').textContent()).toContain('No feature is called or described so.');
    expect(problems).toEqual([]);
    await close();
  });

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)('can be read: %s', async (_name, options) => {
    const { page, problems, close } = await open(featureSheetFixture(), options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await paleText(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('works under the policy of a report', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => problems.push(error.message));
    const body = fillFeatureSheet(await template(), featureSheetFixture());
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
    await page.route('http://127.0.0.1:1/sheet', (route) => route.fulfill({ body, headers }));
    await page.goto('http://127.0.0.1:1/sheet');
    await page.locator('.price-chart canvas').first().waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('says that an unfilled template is one, and which command fills it', async () => {
    expect((await template()).split(FEATURE_SHEET_PLACEHOLDER).length).toBe(2);
    const { page, problems, close } = await openWatched(
      browser,
      pathToFileURL(join(built.folder, 'features.html')).href,
    );
    const text = await page.locator('main').textContent();
    expect(text).toContain('empty template of a feature sheet');
    expect(text).toContain('pipwright features show');
    expect(problems).toEqual([]);
    await close();
  });
});
