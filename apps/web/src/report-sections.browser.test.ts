import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { findChromium } from '../fixtures/chromium.ts';
import { fullReportFixture } from '../fixtures/full-report-fixture.ts';
import { startReportBrowser, type ReportBrowser } from '../fixtures/report-browser.ts';
import { reportFixture } from '../fixtures/report-fixture.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('report-sections.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

const PARTS = [
  'Course',
  'Luck or skill',
  'Trades',
  'Where it was earned',
  'Costs and decisions',
  'All figures',
  'What it rests on',
];

const PANELS = [
  'Equity and drawdown',
  'Under water',
  'Month by month',
  'Year by year',
  'Sharpe ratio over 126 trading days',
  'What the checks say',
  'Luck and overfitting',
  'Does what was found in one half hold in the other?',
  'Walk-forward',
  'Sharpe ratio by fast and slow',
  'Search: 312 trials',
  'Monte Carlo of the order of trades',
  'This run beside chance',
  'How sure the figures are',
  'If costs were different',
  'The neighbourhood of the chosen parameters',
  'If one had begun later',
  'Net profit of trades',
  'Daily returns',
  'Worst while open (MAE)',
  'Best while open (MFE)',
  'Hours of the week',
  'By symbol',
  'By session of entry',
  'By regime at entry',
  'From gross to net (USD)',
  'What if',
  'Strategy: ema-cross',
  'How the prices of fills were known',
  'Events of the account',
  'Data quality (3 of 4 good)',
  'Assumptions',
];

describe.skipIf(executablePath === undefined)('the sections of the report', () => {
  let reports: ReportBrowser;

  beforeAll(async () => {
    reports = await startReportBrowser(executablePath as string);
  });
  afterAll(() => reports?.close());

  it('shows every section that the run made, and leads to each part', async () => {
    const { page, problems, close } = await reports.open(fullReportFixture());
    await page.locator('.plot svg').first().waitFor();
    const titles = await page.getByRole('heading', { level: 3 }).allTextContents();
    for (const panel of PANELS) expect(titles).toContain(panel);
    const contents = page.getByRole('navigation', { name: 'Parts of the report' });
    expect(await contents.getByRole('link').allTextContents()).toEqual(PARTS);
    await contents.getByRole('link', { name: 'What it rests on' }).click();
    expect(await page.getByRole('heading', { name: 'What it rests on' }).isVisible()).toBe(true);
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(problems).toEqual([]);
    await close();
  });

  it('shows no section that the run did not make', async () => {
    const { page, problems, close } = await reports.open(reportFixture(1500));
    await page.locator('.plot svg').first().waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    for (const absent of ['Luck or skill', 'Walk-forward', 'Under water', 'Year by year', 'Strategy:', 'Events of the'])
      expect(text).not.toContain(absent);
    expect(problems).toEqual([]);
    await close();
  });

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)('can be read: %s', async (_name, options) => {
    const { page, problems, close } = await reports.open(fullReportFixture(3000), options);
    await page.locator('.plot svg').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await paleText(page)).toEqual([]);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    for (const button of await page.getByRole('button', { name: /show as table/ }).all()) await button.click();
    expect(await page.locator('.chart-frame canvas, .chart-frame .plot').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});
