import { decideOnce } from '@pipwright/testkit';
import type { MarketView } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { expectedValue } from '../../../../examples/strategies/model-signal.ts';
import { modelSignal, type ModelSignalParameters } from './model-signal.ts';

const HOUR_MS = 3_600_000;

function market(change: Partial<MarketView> = {}): Partial<MarketView> {
  return {
    probabilityUp: 0.6,
    averageTrueRange: 0.001,
    modelSilence: 'warming-up',
    modelHorizonMs: 4 * HOUR_MS,
    commissionDistance: 0.00007,
    costDistance: 0.00017,
    direction: 0,
    ...change,
  };
}

describe('model signal', () => {
  test('buys above the threshold with stop, target and time in the units of the market', () => {
    expect(decideOnce(modelSignal(), market())).toEqual({
      side: 'buy',
      options: { stopLoss: 0.002, takeProfit: 0.003, holdingMs: 4 * HOUR_MS, reverse: false },
    });
  });

  test('sells where a fall is likely enough', () => {
    const strategy = modelSignal({ holdingMs: HOUR_MS, expectedValueMin: -1 });
    expect(decideOnce(strategy, market({ probabilityUp: 0.4 }))).toMatchObject({
      side: 'sell',
      options: { holdingMs: HOUR_MS },
    });
  });

  test.each<[string, Partial<MarketView>, Partial<ModelSignalParameters>, string]>([
    ['model-silent', { probabilityUp: Number.NaN }, {}, 'the model says nothing here: warming-up'],
    ['range-unknown', { averageTrueRange: Number.NaN }, {}, ''],
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
    expect(decideOnce(modelSignal(parameters), market(change))).toEqual({ code, detail: sentence });
  });

  test('turns round where it may', () => {
    expect(decideOnce(modelSignal({ onOpposite: 'reverse' }), market({ direction: -1 }))).toMatchObject({
      options: { reverse: true },
    });
  });

  test.each<Partial<ModelSignalParameters>>([
    { buyProbabilityMin: 0 },
    { sellProbabilityMin: 1.1 },
    { stopAtr: 0 },
    { targetAtr: -1 },
    { holdingMs: -1 },
  ])('refuses %o', (parameters) => {
    expect(() => modelSignal(parameters)).toThrow('expected');
  });

  test('refuses thresholds between which a candle would be bought and sold', () => {
    expect(() => modelSignal({ buyProbabilityMin: 0.5, sellProbabilityMin: 0.5 })).toThrow('must be more than 1');
  });
});

test('expected value grows with the square root of time until the barriers cut it', () => {
  const base = { success: 0.6, averageTrueRange: 0.001, stop: 0.002, target: 0.003, cost: 0 };
  expect(expectedValue({ ...base, candles: 4 })).toBeCloseTo(0.2 * 0.001, 12);
  expect(expectedValue({ ...base, candles: 16 })).toBeCloseTo(0.2 * 0.002, 12);
  expect(expectedValue({ ...base, candles: 400 })).toBeCloseTo(0.6 * 0.003 - 0.4 * 0.002, 12);
});
