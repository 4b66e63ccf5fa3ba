import { packReport } from '@pipwright/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../fixtures/chromium.ts';
import { fullReportFixture } from '../fixtures/full-report-fixture.ts';
import { startReportBrowser, type ReportBrowser } from '../fixtures/report-browser.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('report-use.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the use of the report', () => {
  let reports: ReportBrowser;

  beforeAll(async () => {
    reports = await startReportBrowser(executablePath as string);
  });
  afterAll(() => reports?.close());

  it('follows a chosen trade to the candles of its symbol', async () => {
    const report = fullReportFixture(3000);
    const { page, problems, close } = await reports.open(report);
    await page.locator('.trades-section canvas').first().waitFor();
    await page.getByLabel('Symbol', { exact: true }).selectOption('GBPUSD');
    expect(await page.getByRole('heading', { name: 'GBPUSD H1 with trades' }).count()).toBe(1);
    const at = report.trades.findIndex(({ symbol }) => symbol === 'EURUSD');
    await page.locator('.trade-list .opener button').nth(at).click();
    expect(await page.getByRole('heading', { name: 'EURUSD H1 with trades' }).count()).toBe(1);
    expect(problems).toEqual([]);
    await close();
  });

  it('shows the candles that were traded around trades, where the whole course is drawn on longer ones', async () => {
    const report = fullReportFixture(3000);
    const [first] = report.markets;
    const { candles } = first!;
    const long = { ...candles, timeframe: 'H4' as const };
    const { page, problems, close } = await reports.open({
      ...report,
      markets: [{ instrument: first!.instrument, candles: long, details: candles }],
    });
    await page.locator('.trades-section canvas').first().waitFor();
    const section = page.locator('.trades-section');
    expect(await section.textContent()).toContain('those of H1 that were traded are too many for one file');
    await section.getByLabel('Candles', { exact: true }).selectOption('around');
    expect(await page.getByRole('heading', { name: 'EURUSD H1 with trades' }).count()).toBe(1);
    expect(await section.textContent()).toContain('those that won or lost most');
    await section.getByRole('button', { name: 'Previous trade' }).click();
    expect(problems).toEqual([]);
    await close();
  });

  it('estimates what if, by keyboard too, and says that it is an estimate', async () => {
    const { page, problems, close } = await reports.open(fullReportFixture(3000));
    const panel = page.locator('.what-if');
    const net = panel.locator('tbody tr').first().locator('td');
    expect(await panel.textContent()).toContain('An approximation.');
    expect(await net.nth(0).textContent()).toBe(await net.nth(1).textContent());
    await panel.getByLabel('Spread').focus();
    await page.keyboard.press('Home');
    expect(await panel.locator('output').first().textContent()).toBe('× 0.00');
    await expect.poll(() => net.nth(1).textContent()).not.toBe(await net.nth(0).textContent());
    await panel.getByRole('button', { name: 'Skip 09:00' }).click();
    expect(await panel.getByRole('button', { name: 'Skip 09:00' }).getAttribute('aria-pressed')).toBe('true');
    await panel.getByRole('button', { name: 'As it was' }).click();
    await expect.poll(() => net.nth(1).textContent()).toBe(await net.nth(0).textContent());
    expect(problems).toEqual([]);
    await close();
  });

  it('prints with its charts on A4', async () => {
    const { page, close } = await reports.open(fullReportFixture(1500));
    await page.locator('.plot svg').first().waitFor();
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(100_000);
    await close();
  });

  it('holds ten thousand trades and the candles of two markets in less than 3 MB', async () => {
    const report = fullReportFixture(75_000);
    expect(report.trades.length).toBeGreaterThan(10_000);
    const { page, problems, close } = await reports.open(report);
    await page.locator('.trades-section canvas').first().waitFor();
    const bytes = (await reports.template()).length + JSON.stringify(await packReport(report)).length;
    expect(bytes).toBeLessThan(3_000_000);
    expect(await page.locator('.trade-list').textContent()).toMatch(/Trades \(10,\d\d\d\)/);
    expect(problems).toEqual([]);
    await close();
  });
});
