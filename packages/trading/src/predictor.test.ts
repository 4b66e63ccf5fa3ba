import { candlesFrom, type CandleColumns } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { columnPredictor, emptyReading, type PredictionReading } from './predictor.ts';

function candlesAt(times: readonly number[]): CandleColumns {
  const flat = { open: 1, high: 1, low: 1, close: 1, askOpen: 1, askHigh: 1, askLow: 1, askClose: 1, volume: 0 };
  return candlesFrom(times.map((time) => ({ time, ...flat })));
}

const predictor = columnPredictor({
  modelId: 'm',
  horizonMs: 10,
  time: Float64Array.of(10, 20, 30, 50),
  probabilityUp: Float64Array.of(0.1, Number.NaN, 0.3, 0.5),
  averageTrueRange: Float64Array.of(1, 2, 3, 5),
  silenceAt: (row) => `row-${row}`,
  explainAt: (row) => [{ feature: 'row', value: row, contribution: 0 }],
});

function read(candles: CandleColumns, index: number): PredictionReading {
  const reading = emptyReading();
  predictor.predict(candles, index, reading);
  return reading;
}

describe('column predictor', () => {
  const candles = candlesAt([5, 10, 20, 30, 40, 50, 60]);

  test('finds its rows by the time of the candle, in any order', () => {
    const probabilities = [0, 1, 2, 3, 4, 5, 6, 1, 5].map((index) => read(candles, index).probabilityUp);
    expect(probabilities).toEqual([Number.NaN, 0.1, Number.NaN, 0.3, Number.NaN, 0.5, Number.NaN, 0.1, 0.5]);
  });

  test('says why it is silent, and nothing where it is not', () => {
    expect(read(candles, 0).silence).toBe('no-prediction');
    expect(read(candles, 2).silence).toBe('row-1');
    expect(read(candles, 3)).toEqual({ probabilityUp: 0.3, averageTrueRange: 3, silence: '' });
  });

  test('explains the rows that it has', () => {
    expect(predictor.explain(candles, 5)).toEqual([{ feature: 'row', value: 3, contribution: 0 }]);
    expect(predictor.explain(candles, 6)).toEqual([]);
  });

  test('refuses columns of unequal length', () => {
    const time = Float64Array.of(1, 2);
    const averageTrueRange = Float64Array.of(1, 2);
    expect(() =>
      columnPredictor({ modelId: 'm', horizonMs: 1, time, probabilityUp: Float64Array.of(1), averageTrueRange }),
    ).toThrow('probabilityUp of the predictions has 1 values where 2 candles');
  });
});
