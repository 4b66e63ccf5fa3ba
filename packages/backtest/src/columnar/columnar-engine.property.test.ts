import { createRandom } from '@pipwright/kernel';
import { fixedVolume } from '@pipwright/trading';
import { expect, test } from 'vitest';
import type { BacktestResult } from '../backtest-result.ts';
import { runBacktest } from '../run-backtest.ts';
import { dailyEquity } from '../statistics/daily-equity.ts';
import { drawdownOf } from '../statistics/drawdown.ts';
import { sharpeRatio } from '../statistics/sharpe.ts';
import { ColumnarEngine } from './columnar-engine.ts';
import { madeCase, type MadeCase } from './made-case.fixture.ts';
import { targetStrategy } from './target-strategy.fixture.ts';

const CASES = 8;

function byEvents({ settings, targets }: MadeCase): Promise<BacktestResult> {
  const { volume, ...rest } = settings;
  return runBacktest({
    ...rest,
    runId: 'run',
    predictor: null,
    strategy: targetStrategy(targets),
    sizing: fixedVolume(volume),
    random: createRandom('events'),
  });
}

/** Compares everything that both engines say. Returns the number of trades; null where the columnar one refused. */
async function compare(made: MadeCase): Promise<number | null> {
  const engine = new ColumnarEngine(made.settings);
  const columnar = engine.record(made.targets, { runId: 'run', name: 'targets' });
  const returns = new Float64Array(engine.days);
  const figures = engine.measure(made.targets, returns);
  expect(figures.kind).toBe(columnar.kind);
  if (columnar.kind === 'refused' || figures.kind === 'refused') return null;
  const events = await byEvents(made);
  const { kind, ...told } = columnar;
  for (const name of Object.keys(told) as (keyof typeof told)[]) {
    expect(told[name], `${name} of ${made.description}`).toEqual(events[name]);
  }
  const { initialBalance, equity, trades } = events;
  const daily = dailyEquity(equity, initialBalance);
  const fall = drawdownOf(equity.time, equity.equity, initialBalance);
  const sharpe = sharpeRatio(daily.returns);
  expect([...returns]).toEqual(daily.returns);
  expect(figures).toEqual({
    kind,
    initialBalance,
    net: events.finalBalance - initialBalance,
    trades: trades.length,
    winRate: trades.length === 0 ? null : trades.filter(({ split }) => split.net > 0).length / trades.length,
    grossProfit: trades.reduce((sum, { split }) => sum + Math.max(0, split.net), 0),
    grossLoss: trades.reduce((sum, { split }) => sum + Math.min(0, split.net), 0),
    drawdown: fall.absolute,
    drawdownFraction: fall.fraction,
    sharpe: Number.isFinite(sharpe) ? sharpe : null,
    digest: events.digest,
  });
  return trades.length;
}

test.each(Array.from({ length: 40 }, (_, index) => `columnar ${index}`))(
  'gives what the event engine gives, or refuses: seed %s',
  async (seed) => {
    let compared = 0;
    for (let index = 0; index < CASES; index++) {
      const trades = await compare(madeCase(`${seed} ${index}`));
      if (trades !== null) compared++;
    }
    // Refusing everything would be no proof.
    expect(compared).toBeGreaterThanOrEqual(CASES / 2);
  },
);
