import { candlesFrom, findInstrument, type EpochMs } from '@pipwright/model';
import { expect, test } from 'vitest';
import { emaCross } from './ema-cross.ts';
import { emptyReading } from './predictor.ts';
import type { StrategyContext } from './strategy.ts';

/** Runs the strategy over closes; every candle moves but those in `still`. Returns a word per candle. */
function run(closes: readonly number[], direction: number, still: readonly number[] = []): string[] {
  const strategy = emaCross({ fast: 1, slow: 3 });
  const candles = candlesFrom(
    closes.map((close, index) => {
      const high = still.includes(index) ? close : close + 1;
      return {
        time: index,
        open: close,
        high,
        low: close,
        close,
        askOpen: close,
        askHigh: high,
        askLow: close,
        askClose: close,
        volume: 1,
      };
    }),
  );
  return closes.map((_, index) => {
    const context: StrategyContext = {
      candles,
      index,
      time: index as EpochMs,
      timeframeMs: 1,
      instrument: findInstrument('EURUSD')!,
      reading: emptyReading(),
      horizonMs: 0,
      bid: 1,
      ask: 1,
      commissionDistance: 0,
      direction,
    };
    const decision = strategy.decide(context);
    return decision.kind === 'none' ? decision.code : decision.side;
  });
}

test('waits for the slow average, then follows the faster one', () => {
  expect(run([10, 11, 12, 13, 8], 0)).toEqual(['warming-up', 'warming-up', 'buy', 'buy', 'sell']);
});

test('keeps a position of the right side', () => {
  expect(run([10, 11, 12, 13, 8], 1)).toEqual([
    'warming-up',
    'warming-up',
    'already-in-position',
    'already-in-position',
    'sell',
  ]);
});

test('a candle of a single price moves the averages but is not traded', () => {
  expect(run([10, 11, 12, 1, 12], 0, [3])[3]).toBe('single-price-candle');
});

test.each([
  [0, 3],
  [3, 3],
  [1.5, 3],
])('refuses %f and %f candles', (fast, slow) => {
  expect(() => emaCross({ fast, slow })).toThrow('expected');
});
