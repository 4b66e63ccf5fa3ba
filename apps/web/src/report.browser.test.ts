import { fillReportPage, packReport, REPORT_PLACEHOLDER } from '@pipwright/protocol';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../fixtures/chromium.ts';
import { startReportBrowser, type ReportBrowser } from '../fixtures/report-browser.ts';
import { emptyReportFixture, reportFixture } from '../fixtures/report-fixture.ts';
import { openWatched } from '../fixtures/watched-page.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('report.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

/** As the README asks of a server: the file has everything inside and may talk to nothing. */
const REPORT_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts allow-popups";

describe.skipIf(executablePath === undefined)('the report', () => {
  let reports: ReportBrowser;

  beforeAll(async () => {
    reports = await startReportBrowser(executablePath as string);
  });
  afterAll(() => reports?.close());

  it('opens from a file without any request, verdict first', async () => {
    const { page, problems, close } = await reports.open(reportFixture(3000));
    await page.locator('.trades-section canvas').first().waitFor();
    expect(await page.title()).toBe('EURUSD H1 backtest');
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toContain('No evidence of an edge');
    expect(await page.locator('.report-header').textContent()).toContain('SIMULATED MARKET – not real prices');
    expect(await page.locator('.tile').count()).toBe(6);
    expect(await page.locator('.plot svg').count()).toBeGreaterThan(3);
    expect(await page.locator('main').textContent()).toContain('Recovery factorN');
    expect(problems).toEqual([]);
    await close();
  });

  it('says "no evidence of an edge" even where the headline does not', async () => {
    const report = reportFixture(500);
    const { page, close } = await reports.open({
      ...report,
      verdict: { ...report.verdict, headline: 'Losses after costs' },
    });
    expect(await page.locator('.verdict h2').textContent()).toContain('No evidence of an edge: Losses after costs');
    await close();
  });

  it('brings a chosen trade onto the chart, sorts and pages', async () => {
    const report = reportFixture(3000);
    const { page, problems, close } = await reports.open(report);
    const sorted = report.trades.toSorted((a, b) => b.split.net - a.split.net);
    await page.getByRole('button', { name: 'Net USD' }).click();
    expect(await page.locator('.trade-list th[aria-sort="descending"]').textContent()).toContain('Net USD');
    const first = page.locator('.trade-list .opener button').first();
    await first.click();
    expect(await page.locator('.trade-list tr.selected').count()).toBe(1);
    const chosen = report.trades.indexOf(sorted[0]!) + 1;
    expect(await page.locator('.stepper').textContent()).toContain(`${chosen} / ${report.trades.length}`);
    await page.getByRole('button', { name: 'Next trade' }).click();
    expect(await page.locator('.stepper').textContent()).toContain(`${chosen + 1} / ${report.trades.length}`);
    await page.getByRole('button', { name: 'Last page' }).click();
    expect(await page.locator('.pager').textContent()).toMatch(/Page (\d+) of \1 /);
    expect(problems).toEqual([]);
    await close();
  });

  it('opens a formula by key and by click, and Esc closes it', async () => {
    const { page, close } = await reports.open(reportFixture(500));
    const name = page.getByRole('button', { name: 'Profit factor' });
    const bubble = page.locator('.bubble:popover-open');
    await name.focus();
    await page.keyboard.press('Enter');
    expect(await bubble.textContent()).toContain('Gross profit over gross loss.');
    await page.keyboard.press('Escape');
    expect(await bubble.count()).toBe(0);
    await name.click();
    expect(await bubble.count()).toBe(1);
    await close();
  });

  it('shows a run without a trade, a model or a figure, and says so', async () => {
    const { page, problems, close } = await reports.open(emptyReportFixture());
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('No trade was made');
    expect(text).toContain('This run used no model');
    expect(text).toContain('N/A');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(problems).toEqual([]);
    await close();
  });

  it('works in the sandbox that a server puts it in', async () => {
    const context = await reports.browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
    page.on('pageerror', (error) => problems.push(error.message));
    const body = fillReportPage(await reports.template(), await packReport(reportFixture(500)));
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': REPORT_POLICY };
    await page.route('http://127.0.0.1:1/report', (route) => route.fulfill({ body, headers }));
    await page.goto('http://127.0.0.1:1/report');
    await page.locator('.plot svg').first().waitFor();
    await page.getByLabel('Theme').selectOption('dark');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('says that an unfilled template is one', async () => {
    const file = join(reports.folder, 'report.html');
    expect((await reports.template()).split(REPORT_PLACEHOLDER).length).toBe(2);
    const { page, problems, close } = await openWatched(reports.browser, pathToFileURL(file).href);
    expect(await page.locator('main').textContent()).toContain('empty template');
    expect(problems).toEqual([]);
    await close();
  });
});
