import type { AuditReport } from '@pipwright/backtest';
import type { BacktestSummary, SearchSummary, WalkForwardSummary } from '@pipwright/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv, type TestFolder } from './testing/test-folder.ts';

const MINE = `
import { Atr } from '@pipwright/indicators';
import { defineStrategy, integer } from '@pipwright/trading';
export default defineStrategy({
  name: 'mine',
  description: 'Follows large candles.',
  parameters: { hold: integer({ default: 6, min: 1, max: 48, description: 'Candles to hold.' }) },
  start({ parameters, candles, indicator }) {
    const series = candles();
    const range = indicator(new Atr({ period: 14 }));
    return {
      onCandle(market) {
        if (Number.isNaN(range())) return market.pass('warming-up');
        for (const position of market.positions) if (position.age >= parameters.hold) market.close(position);
        if (market.direction !== 0) return;
        const body = series.close() - series.open();
        if (Math.abs(body) < range()) return market.pass('too-small');
        if (body > 0) market.buy({ stopLoss: 2 * range() });
        else market.sell({ stopLoss: 2 * range() });
      },
    };
  },
});
`;
const PEEKS = MINE.replace('series.close() - series.open()', 'series.close(-1) - series.close()');

let folder: TestFolder;
let mine: string;
let peeks: string;
beforeAll(async () => {
  folder = createTestFolder();
  mine = folder.write('mine.ts', MINE);
  peeks = folder.write('peeks.ts', PEEKS);
  const csv = folder.write('candles.csv', madeCsv('H1', 3000));
  await runPipwright(['import', csv, ...CSV_WORDS, '--timeframe', 'H1'], { home: folder.path });
});
afterAll(() => folder.remove());

const run = (...words: readonly string[]): Promise<Ended> => runPipwright(words, { home: folder.path });

async function runJson<Value>(code: number, ...words: readonly string[]): Promise<Value> {
  const ended = await run('--json', ...words);
  expect(ended.code, `${ended.stderr}${ended.stdout}`).toBe(code);
  return JSON.parse(ended.stdout) as Value;
}

describe("a strategy of one's own, by its path", () => {
  test('is run, and its parameters are set', async () => {
    const first = await runJson<BacktestSummary>(0, 'backtest', mine);
    expect(first.strategy).toBe('mine');
    expect(first.trades).toBeGreaterThan(10);
    const other = await runJson<BacktestSummary>(0, 'backtest', mine, '--set', 'hold=24', '--volume', '0.2');
    expect(other.parameters.map(({ name, value }) => [name, value])).toEqual([['hold', 24]]);
    expect(other.digest).not.toBe(first.digest);
    const { stdout } = await run('backtest', mine);
    expect(stdout).toMatch(/^There is no evidence of an edge|^The result is better/);
    expect(stdout).toContain(`Digest ${first.digest}`);
  });

  test('explains its mistakes', async () => {
    const ended = await run('backtest', peeks);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('The strategy mine reads the future');
    expect(ended.stderr).toContain('Write close()');
  });

  test('is refused with what does not exist or does not fit', async () => {
    const missing = await runJson<{ error: { code: string } }>(1, 'backtest', './none.ts');
    expect(missing.error.code).toBe('STRATEGY_NOT_FOUND');
    const range = await runJson<{ error: { code: string } }>(1, 'backtest', mine, '--set', 'hold=100');
    expect(range.error.code).toBe('PARAMETER_OUT_OF_RANGE');
    expect((await run('backtest', mine, '--set', 'hold')).code).toBe(2);
    expect((await run('backtest', mine, '--symbol', 'EURUSD,EURUSD')).code).toBe(2);
    expect((await run('search', mine, '--range', 'hold=9:3')).code).toBe(2);
    expect((await run('walk-forward', mine, '--train', '3 years')).code).toBe(2);
  });

  test('is audited', async () => {
    const report = await runJson<AuditReport>(0, 'lookahead', mine, '--cuts', '6', '--candles', '500');
    expect(report).toMatchObject({ strategy: 'mine', candles: 500, findings: [] });
  });

  test('is searched and walked forward', async () => {
    const words = [mine, '--method', 'grid', '--range', 'hold=6:24:6', '--threads', '1', '--objective', 'net-profit'];
    const searched = await runJson<SearchSummary>(0, 'search', ...words, '--least-trades', '1');
    expect(searched.search.trials).toBe(4);
    expect(searched.search.best[0]!.net).toBe(searched.waterfall.at(-1)!.amount);
    const cut = ['--train', '6w', '--test', '4w', '--least-trades', '1'];
    const walked = await runJson<WalkForwardSummary>(0, 'walk-forward', ...words, ...cut);
    expect(walked.walkForward.folds.length).toBeGreaterThan(0);
    const runs = await runJson<{ kind: string }[]>(0, 'runs');
    expect(new Set(runs.map(({ kind }) => kind))).toEqual(new Set(['backtest', 'search', 'walk-forward']));
  });
});

test('those that ship are listed, with their parameters', async () => {
  const list = await runJson<{ id: string; parameters: unknown[]; problem: string | null }[]>(0, 'strategies');
  expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining(['ema-cross', 'breakout', 'model-signal']));
  for (const { id, parameters, problem } of list) {
    expect(problem).toBeNull();
    expect(parameters.length, id).toBeGreaterThan(0);
  }
});
