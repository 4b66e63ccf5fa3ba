import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { findChromium } from '../fixtures/chromium.ts';
import { startLivePages, type LivePage, type LivePages } from '../fixtures/live-page.ts';

/** The machine may be busy with other tests. */
const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('page.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

describe.skipIf(executablePath === undefined)('the live page', () => {
  let pages: LivePages;
  let live: LivePage;

  beforeAll(async () => {
    pages = await startLivePages(executablePath as string);
  });
  afterAll(() => pages?.close());

  const controls = (): unknown[] => live.server.fixture.controls;

  describe('with four hundred candles', () => {
    beforeEach(async () => {
      live = await pages.open(400);
    });
    afterEach(() => live.close());

    it('shows the snapshot, and does nothing that the policy forbids', async () => {
      const { page, server, problems } = live;
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
      expect(problems).toEqual([]);
    });

    it('follows updates, however fast they come', async () => {
      const { page, server, problems } = live;
      const { platform, broadcast } = server.fixture;
      for (let count = 0; count < 120; count++) broadcast(platform.advance(1));
      await expect.poll(() => page.locator('.replay-text .soft').textContent(), SOON).toContain('520 of 3,000');
      const newest = platform.snapshot().state.decisions[0];
      expect(await page.locator('.decision-reason').first().textContent()).toBe(newest?.reason);
      expect(problems).toEqual([]);
    });

    it('sends the controls, and asks before it flattens', async () => {
      const { page, problems } = live;
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
      expect(problems).toEqual([]);
    });

    it('says what to do when a control is refused', async () => {
      const { page, server } = live;
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

    it('opens a decision into its features and checks, and holds it still', async () => {
      const { page, server } = live;
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

    it('shows which risk check refused an order, with its figures', async () => {
      const { page } = live;
      await page.getByRole('combobox', { name: 'Show' }).selectOption('refused');
      await page.locator('.decision-line').first().click();
      const failed = page.locator('.checks .failed');
      expect(await failed.count()).toBeGreaterThan(0);
      expect(await failed.first().textContent()).toMatch(/failed(Spread|Open positions) .*\d.* at most/);
      expect(await page.locator('.checks .passed').count()).toBeGreaterThan(0);
    });

    it('says what happened instead of going blank', async () => {
      const { page, server } = live;
      const { state } = server.fixture.platform.snapshot();
      // A page that met a state it cannot draw: the schema allows 200 decimals, the number format does not.
      const broken = { ...state, account: { ...state.account, minorDigits: 200 } };
      server.fixture.broadcast({ type: 'snapshot', state: broken });
      await page.getByRole('heading', { name: 'This page stopped working' }).waitFor();
      expect(await page.locator('main').textContent()).toContain('the account, its positions and their stops are not');
    });

    it('says from when the figures are when the connection is lost, and recovers', async () => {
      const { page, server } = live;
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
  });

  it('explains itself before the first candle', async () => {
    live = await pages.open(0);
    const { page, problems } = live;
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain('no candle has been replayed. Press Play');
    expect(text).toContain('Nothing is open');
    expect(text).toContain('Not started');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(problems).toEqual([]);
    await live.close();
  });
});
