import { lowerBound, utcMs, type EpochMs, type TickColumns } from '@pipwright/model';
import { defineStrategy, strategyOf, type MarketView } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import type { BacktestOptions } from '../backtest.ts';
import type { BacktestResult } from '../backtest-result.ts';
import { runBacktest } from '../run-backtest.ts';
import { busy, essence, instrument, made, marketOf, terms } from './made-run.fixture.ts';
import { candlesOfTicks, steppingTicks } from './tick-candles.fixture.ts';

describe('one market', () => {
  const series = made('EURUSD', 3000);

  test('is the same run with and without looking for other events', async () => {
    const plain = await runBacktest({ ...terms(), ...marketOf('EURUSD', series, busy) });
    const general = await runBacktest({
      ...terms(),
      ...marketOf('EURUSD', series, busy),
      reference: [made('GBPUSD', 9)],
    });
    expect(essence(general)).toEqual(essence(plain));
    expect(plain.trades.length).toBeGreaterThan(300);
  });

  test('says from what its fills were read', async () => {
    const { fillSources, fills } = await runBacktest({ ...terms(), ...marketOf('EURUSD', series, busy) });
    expect(fillSources.rule).toBeGreaterThan(100);
    expect(fillSources.open).toBeGreaterThan(100);
    expect(fillSources.ticks + fillSources['smaller-candles']).toBe(0);
    expect(Object.values(fillSources).reduce((sum, count) => sum + count, 0)).toBe(fills);
  });
});

describe('finer paths', () => {
  const start = utcMs(2019, 2, 5);
  const ticks = steppingTicks({
    seed: 3,
    start,
    length: 150_000,
    instrument: instrument('EURUSD'),
    price: 110_000,
    spread: 8,
  });
  const [hours, minutes] = [
    candlesOfTicks(ticks, instrument('EURUSD'), 'H1'),
    candlesOfTicks(ticks, instrument('EURUSD'), 'M1'),
  ];
  const base: BacktestOptions = { ...terms(), ...marketOf('EURUSD', hours, strategyOf(nervous())) };

  test('smaller candles come closer to the ticks than the rule, and the shares of fills say so', async () => {
    const [byRule, byMinutes, byTicks] = await Promise.all([
      runBacktest(base),
      runBacktest({ ...base, smaller: minutes }),
      runBacktest({ ...base, smaller: minutes, ticks }),
    ]);
    expect(byMinutes.fillSources).toMatchObject({ ticks: 0, rule: 0 });
    expect(byMinutes.fillSources['smaller-candles']).toBeGreaterThan(10);
    expect(byTicks.fillSources).toMatchObject({ open: 0, rule: 0, 'smaller-candles': 0 });
    expect(byRule.ruleExits).toBeGreaterThan(5);
    const net = (result: BacktestResult): number => result.finalBalance - result.initialBalance;
    expect(Math.abs(net(byMinutes) - net(byTicks))).toBeLessThan(Math.abs(net(byRule) - net(byTicks)));
  });

  test('ticks that are read day by day give the same run', async () => {
    const asked: number[] = [];
    const source = (from: EpochMs, to: EpochMs): Promise<TickColumns> => {
      asked.push(from);
      return Promise.resolve(ticksBetween(ticks, from, to));
    };
    const whole = await runBacktest({ ...base, ticks });
    const streamed = await runBacktest({ ...base, ticks: source });
    expect(essence(streamed)).toEqual(essence(whole));
    expect(asked).toHaveLength(2);
  });

  test('an error of the ticks ends the run with it', async () => {
    const failing = (): Promise<TickColumns> => Promise.reject(new Error('no such day'));
    await expect(runBacktest({ ...base, ticks: failing })).rejects.toThrow('no such day');
  });
});

function nervous() {
  return defineStrategy({
    name: 'nervous',
    description: 'Buys with close levels whenever it is flat.',
    parameters: {},
    start: () => ({
      onCandle(view: MarketView) {
        if (view.direction === 0) view.buy({ stopLoss: 0.0003, takeProfit: 0.0002 });
      },
    }),
  });
}

function ticksBetween(ticks: TickColumns, from: number, to: number): TickColumns {
  const [start, end] = [lowerBound(ticks.time, from), lowerBound(ticks.time, to)];
  const cut = (column: Float64Array): Float64Array => column.slice(start, end);
  return {
    length: end - start,
    time: cut(ticks.time),
    bid: cut(ticks.bid),
    ask: cut(ticks.ask),
    bidVolume: cut(ticks.bidVolume),
    askVolume: cut(ticks.askVolume),
  };
}
