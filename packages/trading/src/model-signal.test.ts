import { candlesFrom, findInstrument, type EpochMs } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { expectedValue, modelSignal, type ModelSignalParameters } from './model-signal.ts';
import type { StrategyContext } from './strategy.ts';

const HOUR_MS = 3_600_000;

function context(
  change: Partial<StrategyContext> & { probabilityUp?: number; averageTrueRange?: number } = {},
): StrategyContext {
  const { probabilityUp = 0.6, averageTrueRange = 0.001, ...rest } = change;
  return {
    candles: candlesFrom([]),
    index: 0,
    time: 0 as EpochMs,
    timeframeMs: HOUR_MS,
    instrument: findInstrument('EURUSD')!,
    reading: { probabilityUp, averageTrueRange, silence: 'warming-up' },
    horizonMs: 4 * HOUR_MS,
    bid: 1.1,
    ask: 1.1001,
    commissionDistance: 0.00007,
    direction: 0,
    ...rest,
  };
}

describe('model signal', () => {
  test('buys above the threshold with stop, target and time in the units of the market', () => {
    expect(modelSignal().decide(context())).toEqual({
      kind: 'enter',
      side: 'buy',
      stopLossDistance: 0.002,
      takeProfitDistance: 0.003,
      holdingMs: 4 * HOUR_MS,
      closeOpposite: false,
    });
  });

  test('sells where a fall is likely enough', () => {
    expect(
      modelSignal({ holdingMs: HOUR_MS, expectedValueMin: -1 }).decide(context({ probabilityUp: 0.4 })),
    ).toMatchObject({
      side: 'sell',
      holdingMs: HOUR_MS,
    });
  });

  test.each<[string, Parameters<typeof context>[0], Partial<ModelSignalParameters>, string]>([
    ['model-silent', { probabilityUp: Number.NaN }, {}, 'the model says nothing here: warming-up'],
    ['range-unknown', { averageTrueRange: Number.NaN }, {}, 'the average true range is not known yet'],
    [
      'probability-between-thresholds',
      { probabilityUp: 0.5499 },
      {},
      'probability of a rise 0.550; buying needs 0.55, selling at most 0.450',
    ],
    ['already-in-position', { direction: 1 }, {}, 'probability of a rise 0.600; a position of that side is open'],
    [
      'opposite-position-held',
      { direction: -1 },
      {},
      'probability of a rise 0.600; a position of the other side is held to its own exit',
    ],
    ['reward-to-risk-too-small', {}, { targetAtr: 2 }, 'target against stop after commission is below 1.2'],
    [
      'expected-value-too-small',
      { probabilityUp: 0.55 },
      {},
      'expected value after spread and commission is -0.70 pips, below 0 of the stop',
    ],
  ])('%s', (code, change, parameters, sentence) => {
    const strategy = modelSignal(parameters);
    expect(strategy.decide(context(change))).toEqual({ kind: 'none', code });
    expect(strategy.describe(code, context(change))).toBe(sentence);
  });

  test('turns round where it may', () => {
    expect(modelSignal({ onOpposite: 'reverse' }).decide(context({ direction: -1 }))).toMatchObject({
      closeOpposite: true,
    });
  });

  test.each<Partial<ModelSignalParameters>>([
    { buyProbabilityMin: 0 },
    { sellProbabilityMin: 1.1 },
    { buyProbabilityMin: 0.5, sellProbabilityMin: 0.5 },
    { stopAtr: 0 },
    { targetAtr: -1 },
    { holdingMs: 0 },
  ])('refuses %o', (parameters) => {
    expect(() => modelSignal(parameters)).toThrow('expected');
  });
});

test('expected value grows with the square root of time until the barriers cut it', () => {
  const base = { success: 0.6, averageTrueRange: 0.001, stop: 0.002, target: 0.003, cost: 0 };
  expect(expectedValue({ ...base, candles: 4 })).toBeCloseTo(0.2 * 0.001, 12);
  expect(expectedValue({ ...base, candles: 16 })).toBeCloseTo(0.2 * 0.002, 12);
  expect(expectedValue({ ...base, candles: 400 })).toBeCloseTo(0.6 * 0.003 - 0.4 * 0.002, 12);
});
