import { Backtest } from '@pipwright/backtest';
import { EventLoop, MemoryJournal } from '@pipwright/kernel';
import { candleCloseTime, sliceCandles, type EpochMs, type Fill, type Trade } from '@pipwright/model';
import { packCandle } from '@pipwright/brokers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLivePredictor } from '../pipeline/live-predictor.ts';
import type { StoredModel } from '../pipeline/model-store.ts';
import { tradingParameters, tradingRooms } from '../pipeline/trading-parameters.ts';
import {
  createTestHome,
  EAGER,
  EURUSD,
  madeSeries,
  storeSeries,
  trainSmallModel,
  type TestHome,
} from '../testing/test-home.ts';
import { composeEngine } from './compose-engine.ts';
import { paperEvent, payloadOf, type SessionStarted } from './paper-events.ts';
import { PaperFold } from './paper-fold.ts';
import { feedCandles, planRun } from './plan-run.ts';

const series = madeSeries(4000);
const loaded = { instrument: EURUSD, series, simulated: false, sources: ['made'] };
let home: TestHome;
let model: StoredModel;
let start: SessionStarted;

beforeAll(async () => {
  home = createTestHome();
  await storeSeries(home.stores, series);
  ({ model } = await trainSmallModel(home.stores));
  start = { ...planRun('paper-0001', loaded, model), trading: tradingParameters(EURUSD, EAGER) };
});
afterAll(() => home.close());

/** The paper account, fed candle by candle through its journal. */
function tradeOnPaper(): { fills: Fill[]; trades: Trade[]; balances: number[]; equities: number[] } {
  const journal = new MemoryJournal();
  const loop = new EventLoop(new PaperFold(composeEngine(model.file)), journal);
  loop.dispatch(paperEvent('session.started', start.feed.from, start));
  const candles = feedCandles(loaded, start);
  for (let index = 0; index < candles.length; index++) {
    const packed = packCandle(EURUSD, candles, index);
    loop.dispatch(paperEvent('candle.closed', candleCloseTime(packed[0] as EpochMs, start.timeframe), packed));
  }
  // As the journal file holds them: through JSON.
  const records = JSON.parse(JSON.stringify(journal.records)) as typeof journal.records;
  const account = records.filter(({ type }) => type === 'account').map((record) => payloadOf('account', record));
  return {
    fills: records.filter(({ type }) => type === 'fill').map((record) => payloadOf('fill', record)),
    trades: records.filter(({ type }) => type === 'trade').map((record) => payloadOf('trade', record)),
    balances: account.map(({ balance }) => balance),
    equities: account.map(({ equity }) => equity),
  };
}

/** The same candles, parameters and predictor history in the backtest. */
function backtest(): { fills: Fill[]; trades: readonly Trade[]; balances: number[]; equities: number[] } {
  const fills: Fill[] = [];
  const first = series.candles.length - start.feed.total;
  const live = createLivePredictor({ modelId: model.id, file: model.file, instrument: EURUSD, timeframe: 'H1' });
  const history = first - start.history.length;
  const known = sliceCandles(series.candles, history, series.candles.length);
  const run = new Backtest({
    runId: 'other',
    series: { ...series, candles: feedCandles(loaded, start) },
    predictor: {
      modelId: live.modelId,
      horizonMs: live.horizonMs,
      predict: (_candles, index, reading) => live.predict(known, index + start.history.length, reading),
      explain: () => [],
    },
    limits: start.trading.limits,
    costs: start.trading.costs,
    ...tradingRooms(start.trading, EURUSD),
    listener: { onFill: (fill) => fills.push(fill) },
  });
  while (run.step(500));
  // Before `finish`, which closes what the paper account still holds.
  const traded = [...fills];
  const { equity, trades } = run.finish();
  return { fills: traded, trades, balances: Array.from(equity.balance), equities: Array.from(equity.equity) };
}

const renamed = (fill: Fill): Fill => JSON.parse(JSON.stringify(fill).replaceAll('"other-', '"paper-0001-')) as Fill;

test('the paper account trades what the backtest trades: the same fills, to the cent', () => {
  const paper = tradeOnPaper();
  const tested = backtest();
  expect(paper.fills.length).toBeGreaterThan(50);
  expect(paper.fills).toHaveLength(tested.fills.length);
  tested.fills.forEach((fill, index) => expect(paper.fills[index]).toEqual(renamed(fill)));
  paper.trades.forEach((trade, index) => expect(trade.split).toEqual(tested.trades[index]?.split));
  // The last row of a backtest shows the account after it was closed.
  const last = paper.balances.length - 1;
  expect(tested.balances).toHaveLength(last + 1);
  for (let index = 0; index < last; index++) {
    expect(paper.balances[index]).toBe(tested.balances[index]);
    expect(paper.equities[index]).toBe(tested.equities[index]);
  }
});
