import { isoTime, utcMs, type EpochMs, type Fraction, type Prediction, type SymbolName } from '@pipwright/model';
import { expect, test } from 'vitest';
import { OutcomeTracker } from './outcome-tracker.ts';

const HOUR_MS = 3_600_000;

function prediction(time: EpochMs, probabilityUp: number, hours: number): Prediction {
  return {
    id: `P${isoTime(time)}`,
    symbol: 'EURUSD' as SymbolName,
    timeframe: 'H1',
    time,
    horizonMs: hours * HOUR_MS,
    probabilityUp: probabilityUp as Fraction,
    modelId: 'by-hand',
    topReasons: [],
  };
}

/** Tuesday, `hours` after midnight. */
const at = (hours: number): EpochMs => (utcMs(2024, 3, 5) + hours * HOUR_MS) as EpochMs;

test('says nothing before the first outcome', () => {
  const tracker = new OutcomeTracker();
  tracker.onCandle(at(0), 1.1);
  tracker.onPrediction(prediction(at(0), 0.6, 4));
  tracker.onCandle(at(3), 1.2);
  expect(tracker.figures).toEqual({ resolved: 0, hitRate: null, brier: null });
});

test('counts hits and squared errors once the horizon has passed', () => {
  const tracker = new OutcomeTracker();
  tracker.onCandle(at(0), 1.1);
  tracker.onPrediction(prediction(at(0), 0.6, 2));
  tracker.onCandle(at(1), 1.11);
  tracker.onPrediction(prediction(at(1), 0.7, 1));
  // Both are due now: the first rose from 1.10, the second fell from 1.11.
  tracker.onCandle(at(2), 1.105);
  expect(tracker.figures.resolved).toBe(2);
  expect(tracker.figures.hitRate).toBe(0.5);
  expect(tracker.figures.brier).toBeCloseTo((0.4 ** 2 + 0.7 ** 2) / 2, 12);
});

test('a price that stood still has no direction to be right about', () => {
  const tracker = new OutcomeTracker();
  tracker.onCandle(at(0), 1.1);
  tracker.onPrediction(prediction(at(0), 0.9, 1));
  tracker.onCandle(at(1), 1.1);
  expect(tracker.figures.resolved).toBe(0);
});

test('the outcome is the last close at or before the horizon, where a candle is missing', () => {
  const tracker = new OutcomeTracker();
  tracker.onCandle(at(0), 1.1);
  tracker.onPrediction(prediction(at(0), 0.6, 3));
  tracker.onCandle(at(2), 1.12);
  // Hour 3 never came: what counts is hour 2, not the fall by hour 5.
  tracker.onCandle(at(5), 1.05);
  expect(tracker.figures).toMatchObject({ resolved: 1, hitRate: 1 });
});

test('the weekend is no part of a horizon', () => {
  const tracker = new OutcomeTracker();
  const friday = utcMs(2024, 3, 8, 20);
  tracker.onCandle(friday, 1.1);
  tracker.onPrediction(prediction(friday, 0.6, 4));
  // Two hours were left on Friday (17:00 New York is 22:00 UTC), two more are due after Sunday 21:00 UTC, in summer time.
  tracker.onCandle(utcMs(2024, 3, 8, 22), 1.09);
  tracker.onCandle(utcMs(2024, 3, 10, 22), 1.09);
  expect(tracker.figures.resolved).toBe(0);
  tracker.onCandle(utcMs(2024, 3, 10, 23), 1.12);
  expect(tracker.figures).toMatchObject({ resolved: 1, hitRate: 1 });
});

test('stays small over a long run', () => {
  const tracker = new OutcomeTracker();
  for (let index = 0; index < 20_000; index++) {
    tracker.onCandle((at(0) + index * 60_000) as EpochMs, 1 + (index % 2));
    tracker.onPrediction(prediction((at(0) + index * 60_000) as EpochMs, 0.5, 1 / 60));
  }
  expect(tracker.figures.resolved).toBeGreaterThan(10_000);
  expect(tracker.figures.brier).toBeCloseTo(0.25, 12);
});
