import { writeFileSync } from 'node:fs';
import { EventLoop, Journal, ManualScheduler, MemoryJournal, readJournal } from '@pipwright/kernel';
import { candleCloseTime, findInstrument, sliceCandles, utcMs, type EpochMs, type Instrument } from '@pipwright/model';
import { packCandle } from '@pipwright/brokers';
import type { PlatformMessage } from '@pipwright/protocol';
import { platformStateSchema } from '@pipwright/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredModel } from '../pipeline/model-store.ts';
import { putModel } from '../pipeline/model-store.ts';
import {
  createTestHome,
  EAGER,
  EURUSD,
  madeSeries,
  storeSeries,
  trainSmallModel,
  type TestHome,
} from '../testing/test-home.ts';
import { tradingParameters } from '../pipeline/trading-parameters.ts';
import { chooseMarket } from './choose-market.ts';
import { composeEngine } from './compose-engine.ts';
import { openPlatform, type OpenedPlatform } from './open-platform.ts';
import { OutcomeTracker } from './outcome-tracker.ts';
import { paperEvent, payloadOf, type SessionControl } from './paper-events.ts';
import { PaperFold } from './paper-fold.ts';
import { PaperView, VIEW_LIMITS } from './paper-view.ts';
import { feedCandles, isInSample, planRun } from './plan-run.ts';
import { replayRun } from './replay-run.ts';
import { journalFileOf, listPaperRuns, nextPaperRun, readRunStart } from './run-identity.ts';

const series = madeSeries(4000);
const loaded = { instrument: EURUSD, series, simulated: false, sources: ['made'] };
let home: TestHome;
let model: StoredModel;

beforeAll(async () => {
  home = createTestHome();
  await storeSeries(home.stores, series);
  ({ model } = await trainSmallModel(home.stores));
});
afterAll(() => home.close());

/** A run in memory that is stepped candle by candle. */
function startRun() {
  const start = { ...planRun('paper-0009', loaded, model), trading: tradingParameters(EURUSD, EAGER) };
  const journal = new MemoryJournal();
  const fold = new PaperFold(composeEngine(model.file));
  const view = new PaperView(EURUSD, 'H1', new OutcomeTracker());
  const loop = new EventLoop(fold, journal);
  loop.onRecords((records) => view.apply(records));
  loop.dispatch(paperEvent('session.started', start.feed.from, start));
  const candles = feedCandles(loaded, start);
  let next = 0;
  const step = (): void => {
    const packed = packCandle(EURUSD, candles, next++);
    loop.dispatch(paperEvent('candle.closed', candleCloseTime(packed[0] as EpochMs, 'H1'), packed));
  };
  const control = (action: SessionControl): void => {
    loop.dispatch(paperEvent('control', candleCloseTime(candles.time[next - 1] as EpochMs, 'H1'), { action }));
  };
  return { start, journal, fold, view, loop, step, control, remaining: () => candles.length - next };
}

test('a new run replays what its model has not seen, after a history to warm up on', () => {
  const start = planRun('paper-0001', loaded, model);
  const { feed, history } = start;
  expect(candleCloseTime(feed.from, 'H1')).toBeGreaterThan(model.file.training.labelsTo);
  expect(feed.to).toBe(series.candles.time.at(-1));
  expect(history.at(-1)?.[0]).toBe(series.candles.time[series.candles.length - feed.total - 1]);
  expect(feedCandles(loaded, start)).toHaveLength(feed.total);
  expect(isInSample(start, model)).toBe(false);
  expect(start.trading).toMatchObject({ currency: 'USD', initialBalance: 1_000_000 });
});

test('where too little is unseen, the end of the series is replayed and said to be in sample', () => {
  const cut = series.candles.time.findIndex((time) => time >= model.file.training.labelsTo) + 50;
  const short = { ...loaded, series: { ...series, candles: sliceCandles(series.candles, 0, cut) } };
  const start = planRun('paper-0001', short, model);
  expect(start.feed.total).toBe(cut - Math.floor(cut * 0.75));
  expect(isInSample(start, model)).toBe(true);
});

test('stop-opening keeps positions and opens none, re-arming opens again, flatten closes all at the next candle', () => {
  const run = startRun();
  while (run.fold.positions().length === 0 && run.remaining() > 300) run.step();
  expect(run.fold.positions().length).toBeGreaterThan(0);
  run.control('flatten');
  expect(run.fold.armed).toBe(false);
  run.step();
  expect(run.fold.positions()).toEqual([]);
  const entries = (): number =>
    run.journal.records.filter((record) => record.type === 'fill' && payloadOf('fill', record).entry === 'in').length;
  const stopped = entries();
  for (let candle = 0; candle < 100; candle++) run.step();
  expect(entries()).toBe(stopped);
  const refused = run.journal.records.filter(
    (record) => record.type === 'decision' && payloadOf('decision', record).outcome === 'refused',
  );
  expect(refused.length).toBeGreaterThan(0);
  run.control('re-arm');
  expect(run.fold.armed).toBe(true);
  for (let candle = 0; candle < 150; candle++) run.step();
  expect(entries()).toBeGreaterThan(stopped);
  const again = new EventLoop(new PaperFold(composeEngine(model.file)), new MemoryJournal(run.journal.records));
  expect(again.digest).toBe(run.loop.digest);
});

test('what the page shows after a restart is what it showed before, and stays within its limits', () => {
  const run = startRun();
  while (run.remaining() > 0) run.step();
  const again = new PaperView(EURUSD, 'H1', new OutcomeTracker());
  void new EventLoop(new PaperFold(composeEngine(model.file)), new MemoryJournal(run.journal.records), (records) =>
    again.apply(records),
  );
  for (const name of Object.keys(VIEW_LIMITS) as (keyof typeof VIEW_LIMITS)[]) {
    expect(run.view.recent[name].length).toBeLessThanOrEqual(VIEW_LIMITS[name]);
    expect(JSON.stringify(again.recent[name])).toBe(JSON.stringify(run.view.recent[name]));
  }
  const { recent } = run.view;
  expect(recent.candles).toHaveLength(VIEW_LIMITS.candles);
  expect(recent.decisions).toHaveLength(VIEW_LIMITS.decisions);
  expect([again.dayProfit, again.maximumDrawdown, again.trades]).toEqual([
    run.view.dayProfit,
    run.view.maximumDrawdown,
    run.view.trades,
  ]);
  expect(run.view.trades).toBeGreaterThan(20);
  expect(run.view.account?.balance).toBe(
    1_000_000 +
      run.journal.records
        .filter(({ type }) => type === 'trade')
        .reduce((sum, record) => sum + payloadOf('trade', record).split.net, 0) +
      run.fold.positions().reduce((sum, position) => sum + position.commission + position.swap, 0),
  );
  const changes = run.view.takeChanges();
  expect(changes.candles.length).toBeLessThanOrEqual(VIEW_LIMITS.candles);
  expect(run.view.takeChanges()).toEqual({ candles: [], equity: [], trades: [], decisions: [] });
});

test('a decision that led to an order shows its volume', () => {
  const run = startRun();
  while (run.view.trades < 5) run.step();
  const ordered = run.view.recent.decisions.filter(({ outcome }) => outcome === 'order');
  expect(ordered.length).toBeGreaterThan(0);
  for (const { volume, side, checks } of ordered) {
    expect(volume).toBeGreaterThan(0);
    expect(side).toMatch(/buy|sell/);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  }
});

test('chooses what was wished for, else the longest hourly series, else the simulated market', async () => {
  const none = { instrument: undefined, timeframe: undefined };
  const chosen = await chooseMarket(home.stores, none);
  expect(chosen.loaded).toMatchObject({ simulated: false, instrument: { symbol: 'EURUSD' } });
  expect(chosen.loaded.series.candles).toHaveLength(4000);
  const gbpusd = findInstrument('GBPUSD') as Instrument;
  await expect(chooseMarket(home.stores, { ...none, instrument: gbpusd })).rejects.toMatchObject({
    code: 'NO_CANDLES',
    details: { symbol: 'GBPUSD', timeframe: 'H1' },
  });
  const simulated = await chooseMarket(home.stores, { ...none, timeframe: 'M15' });
  expect(simulated.loaded).toMatchObject({ simulated: true, sources: ['simulated'], series: { timeframe: 'M15' } });
  expect(simulated.stored.at(-1)).toMatchObject({
    sources: ['simulated'],
    count: simulated.loaded.series.candles.length,
  });
});

const scheduler = new ManualScheduler(utcMs(2024, 1, 1));

async function open(newRun = false): Promise<OpenedPlatform> {
  return openPlatform({
    configuration: home.configuration,
    stores: home.stores,
    scheduler,
    instrument: undefined,
    timeframe: undefined,
    candlesPerSecond: 0,
    newRun,
    choices: EAGER,
    signal: new AbortController().signal,
    onNote: () => undefined,
    onTraining: () => undefined,
    onFailure: (error) => {
      throw error;
    },
    onLedgerFailure: (error) => {
      throw error;
    },
  });
}

test('the platform goes on where it stopped, and a page that joins is told nothing twice', async () => {
  const first = await open();
  expect(first.start.runId).toBe('paper-0001');
  for (let candle = 0; candle < 30; candle++) await first.platform.control({ action: 'step' });
  const before = platformStateSchema.parse(first.platform.state());
  await first.close();
  const second = await open();
  const state = platformStateSchema.parse(second.platform.state());
  expect(state.run).toEqual(before.run);
  expect(state.account).toEqual(before.account);
  expect(state.positions).toEqual(before.positions);
  expect(state.replay.done).toBe(30);
  const messages: PlatformMessage[] = [];
  second.platform.subscribe((message) => messages.push(message));
  await second.platform.control({ action: 'step' });
  const told = messages.flatMap((message) => (message.type === 'update' ? message.candles : []));
  expect(told).toHaveLength(1);
  expect(told[0]?.time).toBeGreaterThan(state.candles.at(-1)?.time as number);
  await second.platform.control({ action: 'stop-opening' });
  expect(second.platform.state().trading.armed).toBe(false);
  await second.close();
  const third = await open(true);
  expect(third.start.runId).toBe('paper-0002');
  expect(third.platform.state().account.balance).toBe(1_000_000);
  await third.close();
  expect(listPaperRuns(home.configuration)).toEqual(['paper-0001', 'paper-0002']);
  expect(nextPaperRun(home.configuration)).toBe('paper-0003');
  expect(readRunStart(home.configuration, 'paper-0001')?.candles).toBe(31);
});

test('replaying a journal proves it; a changed one, a replaced model or an unknown run is refused', async () => {
  const { configuration, stores } = home;
  const file = journalFileOf(configuration, 'paper-0001');
  const { records } = readJournal(file);
  const replay = await replayRun({ configuration, stores, run: 'paper-0001' });
  expect(replay).toMatchObject({ run: 'paper-0001', candles: 31, records: records.length });
  await expect(replayRun({ configuration, stores, run: 'paper-0099' })).rejects.toMatchObject({ code: 'NO_PAPER_RUN' });

  const changed = journalFileOf(configuration, 'paper-0003');
  const journal = new Journal({ file: changed, syncPolicy: 'batch' });
  const account = records.findLastIndex(({ type }) => type === 'account');
  journal.append(
    records.map((record, index) =>
      index === account ? { ...record, payload: { ...(record.payload as object), balance: 1_000_001 } } : record,
    ),
  );
  journal.close();
  await expect(replayRun({ configuration, stores, run: 'paper-0003' })).rejects.toMatchObject({
    code: 'REPLAY_DIVERGED',
  });

  writeFileSync(journalFileOf(configuration, 'paper-0004'), '');
  await expect(replayRun({ configuration, stores, run: undefined })).rejects.toMatchObject({
    code: 'RUN_NOT_CONTINUED',
  });

  const { id, outOfFold, simulated, file: modelFile } = model;
  const other = { ...modelFile, subject: { ...modelFile.subject, createdAt: modelFile.subject.createdAt + 1 } };
  await putModel(stores, { id, outOfFold, simulated, file: other, summary: {} });
  await expect(replayRun({ configuration, stores, run: 'paper-0001' })).rejects.toMatchObject({
    code: 'RUN_NOT_CONTINUED',
    message: `The paper run paper-0001 cannot be continued: its model ${id} was replaced by another.`,
  });
});
