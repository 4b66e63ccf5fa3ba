import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { createRandom, EventLoop, MemoryJournal, readJournal } from '@pipwright/kernel';
import { simulateMarket } from '@pipwright/market-data';
import { utcMs } from '@pipwright/model';
import type { LiveMessage } from '@pipwright/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, EURUSD, storeSeries, trainSmallModel, type TestHome } from '../testing/test-home.ts';
import { composeEngine } from './compose-engine.ts';
import { PaperFold } from './paper-fold.ts';
import { payloadOf } from './paper-events.ts';
import { replayRun } from './replay-run.ts';
import { journalFileOf } from './run-identity.ts';
import { modelOfRun } from './run-model.ts';

const KILLS = 10;
const RUN = 'paper-0001';
const launcher = fileURLToPath(new URL('../../../cli/bin/pipwright.mjs', import.meta.url));

let home: TestHome;

beforeAll(async () => {
  home = createTestHome();
  // The simulated market has a planted trend, so that its model trades.
  const from = utcMs(2021, 1, 3, 22);
  await storeSeries(
    home.stores,
    simulateMarket({ instrument: EURUSD, timeframe: 'H1', from, length: 5000, seed: 3, start: 1.1 }),
  );
  await trainSmallModel(home.stores);
}, 120_000);
afterAll(() => home.close());

interface Server {
  readonly process: ChildProcess;
  readonly address: string;
}

async function startServer(): Promise<Server> {
  const child = spawn(
    process.execPath,
    [
      launcher,
      '--json',
      '--home',
      home.configuration.home,
      'serve',
      '--port',
      '0',
      '--speed',
      '400',
      '--threshold',
      '0.51',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  const { address, error } = JSON.parse(value ?? '{"error":"it ended"}') as { address?: string; error?: unknown };
  if (address === undefined) throw new Error(`the server did not start: ${JSON.stringify(error)}`);
  return { process: child, address };
}

/** Resolves as soon as a live message satisfies the condition. */
async function untilLive(address: string, holds: (done: number, total: number) => boolean): Promise<void> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/live`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('the live connection failed')));
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as LiveMessage;
      if (message.type === 'jobs') return;
      const { done, total } = message.type === 'snapshot' ? message.state.replay : message.replay;
      if (holds(done, total)) resolve();
    });
  });
  socket.close();
}

async function end(server: Server, signal: NodeJS.Signals): Promise<void> {
  const exited = once(server.process, 'exit');
  server.process.kill(signal);
  await exited;
}

/** The digest of the same run without any interruption: the recorded inputs folded in one go. */
async function uninterruptedDigest(): Promise<string> {
  const { records } = readJournal(journalFileOf(home.configuration, RUN));
  const start = payloadOf('session.started', records[0]!);
  const model = await modelOfRun(home.stores, start);
  const loop = new EventLoop(new PaperFold(composeEngine(model.file)), new MemoryJournal());
  for (const { kind, type, time, payload } of records) if (kind === 'input') loop.dispatch({ type, time, payload });
  return loop.digest;
}

test(`a paper account killed ${KILLS} times at random moments loses and doubles nothing (seed survival)`, async () => {
  const random = createRandom('survival');
  let replayed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startServer();
    const target = replayed + 1 + random.integer(100);
    await untilLive(server.address, (done) => done >= target);
    await end(server, 'SIGKILL');
    const { records } = readJournal(journalFileOf(home.configuration, RUN));
    const candles = records.filter(({ type }) => type === 'candle.closed').length;
    expect(candles).toBeGreaterThanOrEqual(target);
    expect(candles).toBeGreaterThanOrEqual(replayed);
    replayed = candles;
  }
  const last = await startServer();
  await untilLive(last.address, (done, total) => done === total);
  await end(last, 'SIGTERM');
  expect(last.process.exitCode).toBe(0);

  const { records, tornBytes } = readJournal(journalFileOf(home.configuration, RUN));
  expect(tornBytes).toBe(0);
  const times = records
    .filter(({ type }) => type === 'candle.closed')
    .map((record) => payloadOf('candle.closed', record)[0]);
  const start = payloadOf('session.started', records[0]!);
  expect(times).toHaveLength(start.feed.total);
  expect(new Set(times).size).toBe(times.length);
  expect(times).toEqual(times.toSorted((a, b) => a! - b!));

  const replay = await replayRun({ ...home, run: RUN });
  expect(replay.fills).toBeGreaterThan(20);
  expect(replay.digest).toBe(await uninterruptedDigest());

  const ledger = await home.stores.ledger();
  const limit = 100_000;
  const fills = await ledger.listFills({ runId: RUN, limit });
  const recorded = records.filter(({ type }) => type === 'fill').map((record) => payloadOf('fill', record));
  expect(fills.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(recorded.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const orders = await ledger.listOrders({ runId: RUN, limit });
  expect(orders).toHaveLength(replay.orders);
  expect(new Set(orders.map(({ request }) => request.clientOrderId)).size).toBe(orders.length);
  expect(await ledger.lastSequence(RUN)).toBe(records.length - 1);
  expect((await ledger.listEquity({ runId: RUN, limit })).at(-1)?.balance).toBe(replay.balance);
  const run = (await ledger.listRuns({ kind: 'paper', limit: 10 })).find(({ id }) => id === RUN);
  expect(run?.result).toMatchObject({ digest: replay.digest, balance: replay.balance });
}, 240_000);
