import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { findChromium } from '../fixtures/chromium.ts';
import { startReportBrowser, type ReportBrowser } from '../fixtures/report-browser.ts';
import { reportFixture } from '../fixtures/report-fixture.ts';

/** The machine may be busy with other tests. */
const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('report-scale.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the report at every size', () => {
  let reports: ReportBrowser;

  beforeAll(async () => {
    reports = await startReportBrowser(executablePath as string);
  });
  afterAll(() => reports?.close());

  it('stays quick with twelve years of H1 candles and thousands of trades', async () => {
    const report = reportFixture(75_000);
    const { page, problems, close } = await reports.open(report);
    await page.locator('.trades-section canvas').first().waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect.poll(() => page.locator('.crowded').textContent(), SOON).toContain('zoom in to see them');
    const startedMs = performance.now();
    for (let count = 0; count < 10; count++) await page.getByRole('button', { name: 'Previous trade' }).click();
    expect(report.trades.length).toBeGreaterThan(3000);
    expect((performance.now() - startedMs) / 10).toBeLessThan(1000);
    expect(problems).toEqual([]);
    await close();
  });

  it('is legible and named in both themes, and fits a phone', async () => {
    const wide = await reports.open(reportFixture(3000));
    await wide.page.locator('.plot svg').first().waitFor();
    expect(await accessibilityFaults(wide.page)).toEqual([]);
    for (const theme of ['light', 'dark']) {
      await wide.page.getByLabel('Theme').selectOption(theme);
      expect(await paleText(wide.page), theme).toEqual([]);
    }
    for (const button of await wide.page.getByRole('button', { name: /show as table/ }).all()) await button.click();
    expect(await wide.page.locator('.chart-frame canvas, .chart-frame .plot').count()).toBe(0);
    expect(await accessibilityFaults(wide.page)).toEqual([]);
    await wide.close();
    const phone = await reports.open(reportFixture(3000), {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await phone.page.locator('.plot svg').first().waitFor();
    expect(await overflowPx(phone.page)).toBe(0);
    await phone.close();
  });
});
