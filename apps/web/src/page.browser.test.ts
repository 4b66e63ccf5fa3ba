import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { buildPages, type BuiltPages } from '../fixtures/build-pages.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../fixtures/chromium.ts';
import { startPageServer, type PageServer } from '../fixtures/page-server.ts';
import { PlatformFixture } from '../fixtures/platform-fixture.ts';
import { openWatched, type WatchedPage } from '../fixtures/watched-page.ts';

/** The machine may be busy with other tests. */
const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('page.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the live page', () => {
  let built: BuiltPages;
  let browser: Browser;
  let server: PageServer;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    built = await buildPages('vite.config.ts');
    browser = await chromium.launch({ executablePath: executablePath as string, args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  const open = async (candles: number, options = {}): Promise<void> => {
    const platform = new PlatformFixture();
    platform.advance(candles);
    server = await startPageServer(built.folder, platform);
    watched = await openWatched(browser, server.url, options);
    page = watched.page;
    await page.waitForSelector('.dashboard');
  };
  const close = async (): Promise<void> => {
    await watched.close();
    await server.close();
  };
  const controls = (): unknown[] => server.fixture.controls;
  const replayText = (): Promise<string | null> => page.locator('.replay-text strong').textContent();

  describe('with four hundred candles', () => {
    beforeEach(() => open(400));
    afterEach(close);

    it('shows the snapshot, and does nothing that the policy forbids', async () => {
      const { state } = server.fixture.platform.snapshot();
      expect(await page.locator('.kind').textContent()).toContain('PAPER');
      expect(await page.locator('.kind').textContent()).toContain('SIMULATED MARKET – not real prices');
      expect(await page.locator('.equity-now strong').textContent()).toBe(
        (state.account.equity / 100).toLocaleString('en', { minimumFractionDigits: 2 }),
      );
      expect(await page.locator('.price-chart canvas').count()).toBeGreaterThan(0);
      expect(await page.getByRole('heading', { name: /^Recent trades/ }).textContent()).toContain(
        String(state.trades.length),
      );
      expect(await page.getByRole('link', { name: 'Backtest EURUSD H1' }).getAttribute('href')).toBe(
        '/reports/backtest-0001',
      );
      expect(watched.problems).toEqual([]);
    });

    it('follows updates, however fast they come', async () => {
      const { platform, broadcast } = server.fixture;
      for (let count = 0; count < 120; count++) broadcast(platform.advance(1));
      await expect.poll(() => page.locator('.replay-text .soft').textContent(), SOON).toContain('520 of 3,000');
      const newest = platform.snapshot().state.decisions[0];
      expect(await page.locator('.decision-reason').first().textContent()).toBe(newest?.reason);
      expect(watched.problems).toEqual([]);
    });

    it('sends the controls, and asks before it flattens', async () => {
      await page.getByRole('button', { name: 'Play' }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Step' }).click();
      await page.getByLabel('Speed').selectOption('50');
      await page.getByRole('button', { name: 'Stop opening' }).click();
      await page.getByRole('button', { name: 'Re-arm' }).click();
      await page.getByRole('button', { name: 'Flatten' }).click();
      expect(await page.locator(':focus').textContent()).toBe('Cancel');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Flatten' }).click();
      await page
        .getByRole('button', { name: /^(Close \d+ position|Stop opening)/ })
        .last()
        .click();
      await page.getByRole('button', { name: 'Re-arm' }).waitFor();
      expect(controls()).toEqual([
        { action: 'play' },
        { action: 'pause' },
        { action: 'step' },
        { action: 'speed', candlesPerSecond: 50 },
        { action: 'stop-opening' },
        { action: 're-arm' },
        { action: 'flatten' },
      ]);
      expect(watched.problems).toEqual([]);
    });

    it('says what to do when a control is refused', async () => {
      server.fixture.failNext({
        code: 'BUSY',
        category: 'SYSTEM',
        message: 'The replay is being changed.',
        action: 'Try again in a moment.',
        retryable: true,
      });
      await page.getByRole('button', { name: 'Step' }).click();
      await expect
        .poll(() => page.locator('.notice.bad').textContent(), SOON)
        .toContain('The replay is being changed. Try again in a moment.');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      expect(await page.locator('.notice.bad').count()).toBe(0);
    });

    it('works from the keyboard', async () => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toContain('Skip to');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Play' }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Step' }).focus();
      await page.keyboard.press('Space');
      await expect.poll(() => controls().length, SOON).toBe(3);
      expect(controls()).toEqual([{ action: 'play' }, { action: 'pause' }, { action: 'step' }]);
    });

    it('moves over the candles of the chart with the arrow keys', async () => {
      const time = (): Promise<string | null> => page.locator('.legend-time').textContent();
      const { candles } = server.fixture.platform.snapshot().state;
      const last = await time();
      await page.locator('.chart-canvas').first().focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(time, SOON).not.toBe(last);
      const legend = await page.locator('.legend').textContent();
      expect(legend).toContain(candles.at(-2)?.close.toFixed(5));
      await page.keyboard.press('Escape');
      await expect.poll(time, SOON).toBe(last);
    });

    it('opens a decision into its features and checks, and holds it still', async () => {
      const line = page.locator('.decision-line').first();
      await line.focus();
      await page.keyboard.press('Enter');
      expect(await line.getAttribute('aria-expanded')).toBe('true');
      expect(await page.locator('.contributions li').count()).toBe(5);
      const text = await line.textContent();
      server.fixture.broadcast(server.fixture.platform.advance(3));
      await expect.poll(() => page.locator('.held').textContent(), SOON).toContain('3 newer decisions');
      expect(await line.textContent()).toBe(text);
      await page.getByRole('button', { name: 'Follow again' }).click();
      expect(await line.textContent()).not.toBe(text);
    });

    it('says from when the figures are when the connection is lost, and recovers', async () => {
      server.fixture.setReachable(false);
      await expect
        .poll(() => page.locator('.connection-notice').textContent(), SOON)
        .toMatch(/^Connection lost: all figures are from \d\d:\d\d:\d\d UTC/);
      expect(await page.getByRole('button', { name: 'Play' }).isDisabled()).toBe(true);
      server.fixture.platform.advance(7);
      server.fixture.setReachable(true);
      await expect.poll(() => page.locator('.replay-text .soft').textContent(), SOON).toContain('407 of');
      expect(await page.getByRole('button', { name: 'Play' }).isDisabled()).toBe(false);
    });

    it('shows another clock and keeps the choice', async () => {
      const utc = await replayText();
      await page.getByLabel('Times').selectOption('new-york');
      await expect.poll(replayText, SOON).toMatch(/E[SD]T/);
      expect(await replayText()).not.toBe(utc);
      await page.getByLabel('Colours').selectOption('blue-up');
      await page.reload();
      await expect.poll(replayText, SOON).toMatch(/E[SD]T/);
      expect(await page.locator('html').getAttribute('data-palette')).toBe('blue-up');
    });

    it('has a table beside every chart', async () => {
      for (const button of await page.getByRole('button', { name: /show as table/ }).all()) await button.click();
      expect(await page.locator('canvas').count()).toBe(0);
      expect(await page.locator('.chart-table table').count()).toBe(2);
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('names everything and keeps text legible in every theme and palette', async () => {
      await page.locator('.decision-line').first().click();
      await page.locator('.data-table .opener button').first().click();
      expect(await accessibilityFaults(page)).toEqual([]);
      for (const theme of ['light', 'dark']) {
        await page.getByLabel('Theme').selectOption(theme);
        for (const palette of ['green-up', 'red-up', 'blue-up']) {
          await page.getByLabel('Colours').selectOption(palette);
          expect(await paleText(page), `${theme}, ${palette}`).toEqual([]);
        }
      }
    });
  });

  it('is checked by eyes that see', async () => {
    await open(5);
    await page.evaluate(() => {
      document
        .querySelector('main')
        ?.insertAdjacentHTML('beforeend', '<button type="button"></button><p class="planted">pale</p>');
      document.querySelector<HTMLElement>('.planted')?.style.setProperty('color', '#aab');
    });
    expect(await accessibilityFaults(page)).toEqual([expect.stringContaining('no name')]);
    expect(await paleText(page)).toEqual([expect.stringContaining('"pale"')]);
    await close();
  });

  it('fits a phone', async () => {
    await open(300, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    expect(await overflowPx(page)).toBe(0);
    await page.locator('.data-table .opener button').last().tap();
    await page.locator('.decision-line').first().tap();
    expect(await overflowPx(page)).toBe(0);
    expect(watched.problems).toEqual([]);
    await close();
  });

  it('explains itself before the first candle', async () => {
    await open(0);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('no candle has been replayed. Press Play');
    expect(text).toContain('Nothing is open');
    expect(text).toContain('Not started');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(watched.problems).toEqual([]);
    await close();
  });
});
