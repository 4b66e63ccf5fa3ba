import {
  candlesFrom,
  ExitReason,
  findInstrument,
  MARKET_TERMS,
  OrderState,
  Side,
  utcMs,
  type EpochMs,
  type MinorUnits,
  type Prediction,
  type Trade,
} from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import modelSignal from '../../../examples/strategies/model-signal.ts';
import type { Decision, OrderEvent } from './decision.ts';
import { defineStrategy, strategyOf } from './define-strategy.ts';
import { roundMinor } from './money.ts';
import { PlainBroker } from './plain-broker.fixture.ts';
import { columnPredictor } from './predictor.ts';
import { Risk } from './risk.ts';
import { riskSizing } from './sizing.ts';
import { TradingSession } from './trading-session.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday morning. */
const START = utcMs(2019, 2, 5, 8);
const EURUSD = findInstrument('EURUSD')!;

interface Heard {
  readonly predictions: Prediction[];
  readonly decisions: Decision[];
  readonly orders: OrderEvent[];
  readonly trades: Trade[];
}

/** A session that has seen one candle for each probability. */
function play(
  probabilities: readonly number[],
  options: { broker?: PlainBroker; holdingMs?: number; onOpposite?: 'hold' | 'reverse'; risk?: Risk } = {},
): Heard & { session: TradingSession; broker: PlainBroker; next: () => void } {
  const { broker = new PlainBroker(), risk = new Risk(), holdingMs = 24 * HOUR_MS, onOpposite = 'hold' } = options;
  const time = Float64Array.from(probabilities, (_, index) => START + index * HOUR_MS);
  const heard: Heard = { predictions: [], decisions: [], orders: [], trades: [] };
  const session = new TradingSession({
    runId: 'run',
    instrument: EURUSD,
    timeframe: 'H1',
    predictor: columnPredictor({
      modelId: 'model',
      horizonMs: 24 * HOUR_MS,
      time,
      probabilityUp: Float64Array.from(probabilities),
      averageTrueRange: Float64Array.from(probabilities, () => 0.001),
      explainAt: () => [{ feature: 'momentum', value: 1, contribution: 0.3 }],
    }),
    strategy: strategyOf(modelSignal, { holdingMs, onOpposite }),
    sizing: riskSizing({ riskPerTrade: 0.01, marginShareMax: 1 }),
    risk,
    broker,
    commission: (volume) => roundMinor(-350 * volume),
    listener: {
      onPrediction: (prediction) => heard.predictions.push(prediction),
      onDecision: (decision) => heard.decisions.push(decision),
      onOrder: (event) => heard.orders.push(event),
      onTrade: (trade) => heard.trades.push(trade),
    },
  });
  const [bid, ask] = [1.1, 1.10008];
  const candles = candlesFrom(
    [...time].map((each) => ({
      time: each,
      open: bid,
      high: bid,
      low: bid,
      close: bid,
      askOpen: ask,
      askHigh: ask,
      askLow: ask,
      askClose: ask,
      volume: 1,
    })),
  );
  let index = 0;
  const next = (): void => {
    broker.onCandleClosed(EURUSD.symbol, candles, index, (candles.time[index]! + HOUR_MS) as EpochMs);
    session.onCandleClosed(candles, index++);
  };
  return { ...heard, session, broker, next };
}

function playAll(...parameters: Parameters<typeof play>): ReturnType<typeof play> {
  const played = play(...parameters);
  for (const _ of parameters[0]) played.next();
  return played;
}

describe('a signal becomes an order', () => {
  const { broker, predictions, decisions, orders, session } = playAll([0.5, 0.7, 0.7]);

  test('sized by risk, with ids made of the run and the candle', () => {
    expect(broker.submitted).toHaveLength(1);
    // 1 % of 10,000.00 at a stop of 200 dollars a lot and 7 of commission.
    expect(broker.submitted[0]!.request).toEqual({
      clientOrderId: 'run-O2',
      signalId: 'run-S2',
      symbol: 'EURUSD',
      side: 'buy',
      volume: 0.48,
      ...MARKET_TERMS,
      stopLossDistance: 0.002,
      takeProfitDistance: 0.003,
      exitTime: START + 2 * HOUR_MS + 24 * HOUR_MS,
      createdAt: START + 2 * HOUR_MS,
    });
    expect(broker.submitted[0]!.probability).toBe(0.7);
  });

  test('every candle is predicted and decided, with its reason', () => {
    expect(predictions.map((prediction) => prediction.id)).toEqual(['run-P1', 'run-P2', 'run-P3']);
    expect(predictions[0]).toMatchObject({
      time: START + HOUR_MS,
      modelId: 'model',
      topReasons: [{ feature: 'momentum' }],
    });
    expect(decisions.map(({ outcome, codes }) => [outcome, ...codes])).toEqual([
      ['no-signal', 'probability-between-thresholds'],
      ['order'],
      ['no-signal', 'already-in-position'],
    ]);
    expect(decisions[1]).toMatchObject({ id: 'run-D2', clientOrderId: 'run-O2', signal: { predictionId: 'run-P2' } });
    expect(decisions[1]!.checks.every((check) => check.passed)).toBe(true);
  });

  test('the order is told in each state', () => {
    expect(orders.map((event) => event.state)).toEqual(['approved', 'sending', 'acknowledged', 'filled']);
    expect(session.openOrders.size).toBe(0);
  });

  test('the counts explain the run', () => {
    expect(session.counts).toMatchObject({ candles: 3, predictions: 3, orders: 1, noSignal: 2, refused: 0 });
  });
});

test('a refusal is reported with all its checks', () => {
  const risk = new Risk({ spreadMultipleMax: 0.1, riskPerTradeMax: 0.001 });
  const { broker, decisions, session } = playAll([0.7], { risk });
  expect(broker.submitted).toHaveLength(0);
  expect(decisions[0]).toMatchObject({ outcome: 'refused', codes: ['risk-per-trade', 'spread'], clientOrderId: null });
  expect(decisions[0]!.reason).toBe('risk at the stop 0.99 % of equity, at most 0.10 %; spread 0.8 pips, at most 0.1');
  expect([...session.counts.refusedByCheck]).toEqual([
    ['risk-per-trade', 1],
    ['spread', 1],
  ]);
});

test('a silent model is a reason of its own and makes no prediction', () => {
  const { predictions, decisions, session } = playAll([Number.NaN]);
  expect(predictions).toEqual([]);
  expect(decisions[0]).toMatchObject({ prediction: null, reason: 'the model says nothing here: no-prediction' });
  expect(session.counts.predictions).toBe(0);
});

test('a position is closed when its time is over, once', () => {
  const { broker, trades } = playAll([0.7, 0.5, 0.5, 0.5, 0.5], { holdingMs: 2 * HOUR_MS });
  expect(broker.closed).toEqual([['ticket run-O1', ExitReason.TimeLimit]]);
  expect(trades).toHaveLength(1);
});

test('a reversal closes the one side before it opens the other', () => {
  const { broker } = playAll([0.7, 0.5, 0.3, 0.5], { onOpposite: 'reverse' });
  expect(broker.closed).toEqual([['ticket run-O1', ExitReason.Opposite]]);
  expect(broker.submitted.map(({ request }) => request.side)).toEqual([Side.Buy, Side.Sell]);
  expect(broker.positions()).toHaveLength(1);
});

test('an order that the broker rejects frees its place', () => {
  const broker = new PlainBroker();
  broker.answer = OrderState.Rejected;
  const { session } = playAll([0.7, 0.7], { broker });
  expect(broker.submitted).toHaveLength(2);
  expect([...session.counts.rejectedByReason]).toEqual([['not enough money', 1]]);
});

test('after the kill switch nothing is opened, and flatten closes', () => {
  const risk = new Risk();
  const { next, session, broker } = play([0.7, 0.7, 0.7], { risk });
  next();
  next();
  risk.kill('A person said so.');
  session.flatten();
  next();
  expect(broker.closed).toEqual([['ticket run-O1', ExitReason.Manual]]);
  expect(broker.positions()).toHaveLength(0);
  expect([...session.counts.refusedByCheck.keys()]).toEqual(['kill-switch']);
});

test('two sessions on one account share its limits and leave each other alone', () => {
  const broker = new PlainBroker();
  const risk = new Risk({ positionsPerSymbolMax: 1 });
  const first = play([0.7, 0.5], { broker, risk });
  first.next();
  const other = new TradingSession({
    runId: 'other',
    instrument: EURUSD,
    timeframe: 'H1',
    predictor: null,
    strategy: strategyOf(
      defineStrategy({
        name: 'always',
        description: 'Sells at every candle.',
        parameters: {},
        start: () => ({
          onCandle: (market) => {
            market.sell({ stopLoss: 0.002, holdingMs: HOUR_MS, reverse: true });
          },
        }),
      }),
    ),
    sizing: riskSizing({ riskPerTrade: 0.01, marginShareMax: 1 }),
    risk,
    broker,
    commission: () => 0 as MinorUnits,
  });
  const flat = {
    open: 1.1,
    high: 1.1,
    low: 1.1,
    close: 1.1,
    askOpen: 1.1,
    askHigh: 1.1,
    askLow: 1.1,
    askClose: 1.1,
    volume: 1,
  };
  const flatCandle = candlesFrom([{ time: START, ...flat }]);
  broker.onCandleClosed(EURUSD.symbol, flatCandle, 0, (START + HOUR_MS) as EpochMs);
  other.onCandleClosed(flatCandle, 0);
  expect([...other.counts.refusedByCheck]).toEqual([['positions-per-symbol', 1]]);
  other.flatten();
  expect(broker.closed).toEqual([]);
});
