// Long because one page is driven through all that a person does on it: apart, each part would open it again.
import type { JobMessage } from '@pipwright/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityFaults, overflowPx, paleText } from '../fixtures/accessibility.ts';
import { findChromium } from '../fixtures/chromium.ts';
import type { JobFixture } from '../fixtures/job-fixture.ts';
import { startLivePages, type LivePage, type LivePages } from '../fixtures/live-page.ts';

/** The machine may be busy with other tests. */
const SOON = { timeout: 8000 };

const executablePath = findChromium();
if (executablePath === undefined)
  console.log('backtests.browser.test: skipped, no Chromium found; install it or name it in PIPWRIGHT_CHROMIUM');

const REQUEST = {
  kind: 'backtest',
  strategy: 'ema-cross',
  symbols: ['EURUSD'],
  timeframe: 'H1',
  parameters: { fast: 10 },
} as const satisfies JobMessage['request'];
const DONE: Partial<JobMessage> = {
  state: 'done',
  doneFraction: 1,
  startedAt: 1_795_000_001_000,
  finishedAt: 1_795_000_013_000,
  msSpent: 12_000,
  runId: 'backtest-0001',
  headline: 'There is no evidence of an edge.',
  outcome: { netProfit: -665_378, trades: 1404, currency: 'USD', minorDigits: 2, evidence: false },
};
const FAILED: Partial<JobMessage> = {
  state: 'failed',
  failure: { message: `No candles ${'anywhere '.repeat(30)}`, action: 'Import some.' },
};

describe.skipIf(executablePath === undefined)('backtests from the page', () => {
  let pages: LivePages;
  let live: LivePage;
  let jobs: JobFixture;

  beforeAll(async () => {
    pages = await startLivePages(executablePath as string);
  });
  afterAll(() => pages?.close());

  const open = async (options = {}): Promise<void> => {
    live = await pages.open(5, options);
    ({ jobs } = live.server.fixture);
    await live.page.getByRole('link', { name: 'Backtests' }).click();
    await live.page.getByRole('button', { name: 'New backtest' }).waitFor();
  };
  const dialog = (name = 'New backtest') => live.page.getByRole('dialog', { name });
  const openDialog = async (): Promise<void> => {
    await live.page.getByRole('button', { name: 'New backtest' }).click();
    await dialog().getByLabel('Strategy').waitFor();
  };
  const run = () => dialog().getByRole('button', { name: 'Run', exact: true });
  const news = () => live.page.getByTestId('job-news');

  describe('the dialog', () => {
    beforeEach(() => open());
    afterEach(() => live.close());

    it('asks for what was chosen, and for nothing that is as it is by itself', async () => {
      await openDialog();
      await dialog().getByLabel('Fast').fill('10');
      await dialog().getByRole('checkbox', { name: 'GBPUSD' }).check();
      await dialog().getByLabel('From').fill('2016-01-01');
      await dialog().getByLabel('Balance at the start').fill('2500.50');
      await dialog().getByLabel('Robustness checks').check();
      await run().click();
      await dialog().waitFor({ state: 'hidden' });
      expect(jobs.requests).toEqual([
        { ...REQUEST, symbols: ['EURUSD', 'GBPUSD'], from: '2016-01-01', balance: 2500.5, robustness: true },
      ]);
      await live.page.getByText('Backtest ema-cross EURUSD, GBPUSD H1').first().waitFor();
      expect(live.problems).toEqual([]);
    });

    it('searches some parameters and holds others', async () => {
      await openDialog();
      await dialog().getByLabel('Do').selectOption('search');
      const count = dialog().getByTestId('trial-count');
      expect(await count.textContent()).toBe('200 trials, and every one counts against luck.');
      await dialog().getByLabel('Method').selectOption('grid');
      expect(await count.textContent()).toBe('The grid has up to 98,704 combinations; all are tried.');
      await dialog().getByLabel('Search Slow').uncheck();
      expect(await count.textContent()).toBe('The grid has up to 199 combinations; all are tried.');
      await dialog().getByLabel('Slow', { exact: true }).fill('100');
      await dialog().getByLabel('Look for the best').selectOption('calmar');
      await run().click();
      await expect
        .poll(() => jobs.requests, SOON)
        .toEqual([
          { ...REQUEST, kind: 'search', parameters: { slow: 100 }, search: { method: 'grid', objective: 'calmar' } },
        ]);
    });

    it('walks forward over cuts that fit the range', async () => {
      await openDialog();
      await dialog().getByLabel('Do').selectOption('walk-forward');
      await dialog().getByLabel('From').fill('2017-06-01');
      await dialog().getByText('The range is shorter than one training and its test.').waitFor();
      expect(await run().isDisabled()).toBe(true);
      await dialog().getByLabel('Length of a training').selectOption('1y');
      await dialog().getByLabel('Trainings').selectOption('anchored');
      await dialog().getByLabel('Trials, at most').fill('50');
      await run().click();
      await expect
        .poll(() => jobs.requests, SOON)
        .toEqual([
          {
            ...REQUEST,
            kind: 'walk-forward',
            from: '2017-06-01',
            parameters: {},
            search: { method: 'tpe', trials: 50, objective: 'sharpe' },
            walkForward: { mode: 'anchored', train: '1y', test: '6m' },
          },
        ]);
    });

    it('says what is stored, and warns where a range holds nothing of it', async () => {
      await openDialog();
      await dialog().getByText('EURUSD H1: 24,000 candles, 2015-01-05 to 2018-12-28').waitFor();
      expect(await dialog().getByLabel('From').getAttribute('min')).toBe('2015-01-05');
      expect(await dialog().getByLabel('Until').getAttribute('max')).toBe('2018-12-29');
      await dialog().getByLabel('From').fill('2017-01-01');
      await dialog().getByLabel('Until').fill('2016-01-01');
      await dialog().getByText('The range is empty').waitFor();
      expect(await run().isDisabled()).toBe(true);
      await dialog().getByLabel('Until').fill('');
      await dialog().getByLabel('From').fill('2019-01-01');
      await dialog()
        .getByText('The range holds no H1 candle of EURUSD: they go from 2015-01-05 to 2018-12-28.')
        .waitFor();
      await dialog().getByRole('button', { name: 'Everything stored' }).click();
      expect(await run().isEnabled()).toBe(true);
      await dialog().getByRole('checkbox', { name: 'EURUSD' }).uncheck();
      await dialog().getByText('Choose a symbol.').waitFor();
    });

    it('says what a strategy lacks: a model, or sense', async () => {
      await openDialog();
      await dialog().getByLabel('Strategy').selectOption('model-signal');
      await dialog()
        .getByText('there is none of EURUSD H1. Train one: pipwright train EURUSD --timeframe H1')
        .waitFor();
      expect(await run().isDisabled()).toBe(true);
      await dialog().getByLabel('Timeframe').selectOption('D1');
      expect(await run().isEnabled()).toBe(true);
      await dialog().getByLabel('On opposite').selectOption('reverse');
      await dialog().getByLabel('Trail').check();
      await dialog().getByLabel('Strategy').selectOption('broken.ts');
      await dialog().getByText('Expression expected (broken.ts, line 1)').waitFor();
      expect(await run().isDisabled()).toBe(true);
      await dialog().getByLabel('Strategy').selectOption('mine.ts');
      await run().click();
      await expect
        .poll(() => jobs.requests, SOON)
        .toEqual([{ ...REQUEST, strategy: 'mine.ts', timeframe: 'D1', parameters: {} }]);
    });

    it('stays open with the reason where the server refuses', async () => {
      await openDialog();
      live.server.fixture.failNext({
        code: 'TOO_MANY_JOBS',
        category: 'PERFORMANCE',
        message: '20 jobs are waiting already.',
        action: 'Wait until some are done.',
        retryable: true,
      });
      await run().click();
      await dialog().getByText('20 jobs are waiting already. Wait until some are done.').waitFor();
      await run().click();
      await dialog().waitFor({ state: 'hidden' });
      expect(jobs.requests).toHaveLength(1);
    });

    it('takes the focus and gives it back, and Esc closes it', async () => {
      const { page } = live;
      const focused = (): Promise<string | null> => page.locator(':focus').textContent();
      await page.getByRole('button', { name: 'New backtest' }).focus();
      await page.keyboard.press('Enter');
      await dialog().getByLabel('Strategy').waitFor();
      await expect.poll(focused, SOON).toContain('Walk-forward');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
      expect(await focused()).toBe('New backtest');
    });
  });

  describe('the list', () => {
    beforeEach(() => open());
    afterEach(() => live.close());

    it('shows a job from its beginning to its end', async () => {
      const { page } = live;
      const { id } = jobs.ask(REQUEST);
      const row = page.locator('.job');
      await row.getByText('Waiting').waitFor();
      jobs.change(id, {
        state: 'running',
        startedAt: 1,
        doneFraction: 0.4,
        step: 'trading',
        msSpent: 9000,
        msLeft: 13_500,
      });
      await row.getByText('40 % · 9 s so far, about 14 s left · trading').waitFor();
      expect(await page.getByRole('progressbar', { name: 'ema-cross EURUSD H1' }).getAttribute('value')).toBe('0.4');
      expect(await page.getByRole('link', { name: 'Backtests 1 not over yet' }).count()).toBe(1);
      jobs.change(id, { step: 'trial 40 of 100, best 1.2, 20 s left' });
      await row.getByText('40 % · 9 s so far · trial 40 of 100, best 1.2, 20 s left').waitFor();
      jobs.change(id, DONE);
      await row.getByText('−6,653.78 USD').waitFor();
      expect(await row.textContent()).toContain('in 1,404 trades. There is no evidence of an edge.');
      expect(await row.textContent()).toContain('took 12 s · fast 10');
      expect(await row.getByRole('link').getAttribute('href')).toBe('/reports/backtest-0001');
    });

    it('cancels, runs again with the same settings, and removes', async () => {
      const { page } = live;
      const first = jobs.ask({
        ...REQUEST,
        kind: 'search',
        search: { method: 'random', trials: 7, objective: 'sortino' },
      });
      await page.getByRole('button', { name: 'Cancel Search ema-cross EURUSD H1' }).click();
      await page.getByText('Cancelled', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Run Search ema-cross EURUSD H1 again' }).click();
      await dialog('Run again').getByRole('button', { name: 'Run', exact: true }).click();
      await expect.poll(() => jobs.requests.length, SOON).toBe(2);
      expect(jobs.requests[1]).toEqual(first.request);
      await page.getByRole('button', { name: 'Remove Search' }).click();
      await expect.poll(() => page.locator('.job').count(), SOON).toBe(1);
      jobs.change('job-00002', FAILED);
      await page.getByText('Import some.').waitFor();
      await page.getByRole('button', { name: 'Remove what has ended' }).click();
      await page.getByText('Nothing is listed here.').waitFor();
    });

    it('tells screen readers of beginnings, quarters and ends alone', async () => {
      const { id } = jobs.ask(REQUEST);
      const told: string[] = [];
      const next = async (part: Partial<JobMessage>, text: string): Promise<void> => {
        jobs.change(id, part);
        await expect.poll(() => news().textContent(), SOON).toBe(text);
        told.push(text);
      };
      await expect.poll(() => news().textContent(), SOON).toBe('Backtest ema-cross EURUSD H1 waits.');
      await next({ state: 'running', startedAt: 1, doneFraction: 0.1 }, 'Backtest ema-cross EURUSD H1 has started.');
      jobs.change(id, { doneFraction: 0.2, step: 'almost a quarter' });
      await live.page.getByText('almost a quarter').waitFor();
      expect(await news().textContent()).toBe('Backtest ema-cross EURUSD H1 has started.');
      await next({ doneFraction: 0.3 }, 'Backtest ema-cross EURUSD H1: 25 %.');
      await next(DONE, 'Backtest ema-cross EURUSD H1 is done. −6,653.78 USD. There is no evidence of an edge.');
      // What there was before the page was opened is no news.
      await live.page.reload();
      await live.page.locator('.job').waitFor();
      expect(await news().textContent()).toBe('');
    });

    it('marks runs to be compared, of the kinds that are wanted', async () => {
      const { page } = live;
      const link = page.getByRole('link', { name: 'Backtest ema-cross EURUSD H1' });
      expect(await link.getAttribute('href')).toBe('/reports/backtest-0001');
      await page.getByRole('checkbox', { name: /^Compare Backtest/ }).check();
      await page.getByText('Mark another one.').waitFor();
      await page.getByLabel('Show').selectOption('Searches');
      expect(await page.locator('.run').count()).toBe(1);
      await page.getByRole('checkbox', { name: /^Compare Search/ }).check();
      const compare = page.getByRole('link', { name: 'Compare 2 runs' });
      expect(await compare.getAttribute('href')).toBe('/compare?runs=backtest-0001,search-0002');
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(await compare.count()).toBe(0);
    });

    it('leaves the keys of the replay to the other part of the page', async () => {
      const { page, server } = live;
      await page.locator('main').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await page.keyboard.press('Escape');
      expect(server.fixture.controls).toEqual([]);
      await page.goBack();
      await page.getByRole('button', { name: 'Play' }).waitFor();
    });
  });

  it('fits a phone and is legible in every theme, with many jobs and long texts', async () => {
    await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { page } = live;
    for (let count = 0; count < 15; count++) jobs.ask(REQUEST);
    for (const [number, part] of [DONE, FAILED, { state: 'cancelled' as const }].entries()) {
      for (let id = 1 + number; id <= 12; id += 3) jobs.change(`job-${String(id).padStart(5, '0')}`, part);
    }
    jobs.change('job-00013', { state: 'running', startedAt: 1, doneFraction: 0.5, step: 'x'.repeat(120) });
    await page.getByText('Show all 15').waitFor();
    for (const theme of ['light', 'dark']) {
      await page.getByLabel('Theme').selectOption(theme);
      expect(await overflowPx(page), theme).toBe(0);
      expect(await paleText(page), theme).toEqual([]);
    }
    await openDialog();
    await dialog().getByLabel('Do').selectOption('walk-forward');
    expect(await overflowPx(page)).toBe(0);
    expect(await run().isVisible()).toBe(true);
    expect(await paleText(page)).toEqual([]);
    expect(live.problems).toEqual([]);
    await live.close();
  });
});
