import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { findChromium } from '../fixtures/chromium.ts';
import { startLivePages, type LivePage, type LivePages } from '../fixtures/live-page.ts';

/** The machine may be busy with other tests. */
const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('page-access.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the live page for everyone', () => {
  let pages: LivePages;
  let live: LivePage;

  beforeAll(async () => {
    pages = await startLivePages(executablePath as string);
  });
  afterAll(() => pages?.close());

  const controls = (): unknown[] => live.server.fixture.controls;
  const replayText = (): Promise<string | null> => live.page.locator('.replay-text strong').textContent();

  describe('with four hundred candles', () => {
    beforeEach(async () => {
      live = await pages.open(400);
    });
    afterEach(() => live.close());

    it('works from the keyboard', async () => {
      const { page } = live;
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
      const { page, server } = live;
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

    it('shows another clock and keeps the choice', async () => {
      const { page } = live;
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
      const { page } = live;
      for (const button of await page.getByRole('button', { name: /show as table/ }).all()) await button.click();
      expect(await page.locator('canvas').count()).toBe(0);
      expect(await page.locator('.chart-table table').count()).toBe(2);
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it('names everything and keeps text legible in every theme and palette', async () => {
      const { page } = live;
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
    live = await pages.open(5);
    const { page } = live;
    await page.evaluate(() => {
      document
        .querySelector('main')
        ?.insertAdjacentHTML('beforeend', '<button type="button"></button><p class="planted">pale</p>');
      document.querySelector<HTMLElement>('.planted')?.style.setProperty('color', '#aab');
    });
    expect(await accessibilityFaults(page)).toEqual([expect.stringContaining('no name')]);
    expect(await paleText(page)).toEqual([expect.stringContaining('"pale"')]);
    await live.close();
  });

  it('fits a phone', async () => {
    live = await pages.open(300, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { page, problems } = live;
    expect(await overflowPx(page)).toBe(0);
    await page.locator('.data-table .opener button').last().tap();
    await page.locator('.decision-line').first().tap();
    expect(await overflowPx(page)).toBe(0);
    expect(problems).toEqual([]);
    await live.close();
  });
});
