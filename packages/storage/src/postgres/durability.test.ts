import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, systemClock, systemScheduler } from '@pipwright/kernel';
import { currency, minorUnits } from '@pipwright/model';
import { exampleEntry, exampleFill, exampleOrder, exampleRun, startScript } from '@pipwright/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ledger, LedgerEntry, TenantLedger } from '../ports/index.ts';
import { inspectEmbeddedPostgres, openPostgresLedger } from './index.ts';

const SEED = 815;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-durable-'));
  await chmod(directory, 0o755);
});
afterAll(() => rm(directory, { recursive: true }));

const open = (): Promise<Ledger> =>
  openPostgresLedger({ embedded: { directory }, scheduler: systemScheduler(systemClock) });

async function withRun(tenant: TenantLedger): Promise<TenantLedger> {
  await tenant.putAccount({ id: 'account', currency: currency('EUR'), initialBalance: minorUnits(0) });
  await tenant.putRun(exampleRun('run'));
  return tenant;
}

function entryWithTrade(sequence: number): LedgerEntry {
  return exampleEntry('run', sequence, {
    orders: [exampleOrder(`order-${sequence}`)],
    fills: [exampleFill(`fill-${sequence}`)],
  });
}

/** Every entry from 0 to the last one is there, once, with its order and its fill. */
async function expectContiguous(tenant: TenantLedger): Promise<number> {
  const last = await tenant.lastSequence('run');
  const every = { runId: 'run', limit: 1_000_000 };
  const expected = Array.from({ length: last + 1 }, (_, sequence) => sequence);
  const equity = await tenant.listEquity(every);
  expect(equity.map(({ time }) => time)).toEqual(expected.map((sequence) => exampleEntry('run', sequence).time));
  const fills = await tenant.listFills(every);
  expect(fills.map(({ id }) => id)).toEqual(expected.map((sequence) => `fill-${sequence}`).toReversed());
  const orders = await tenant.listOrders(every);
  expect(orders.map(({ request }) => request.clientOrderId)).toEqual(
    expected.map((sequence) => `order-${sequence}`).toReversed(),
  );
  return last;
}

/** Appends from where the ledger says, one entry or a few at a time, and prints each sequence that was acknowledged. */
const appender = () => `
  import { systemClock, systemScheduler } from '@pipwright/kernel';
  import { openPostgresLedger } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
  const template = ${JSON.stringify(entryWithTrade(0))};
  const entry = (sequence) => ({ ...template, sequence, time: template.time + sequence * 1000,
    orders: [{ ...template.orders[0], request: { ...template.orders[0].request, clientOrderId: 'order-' + sequence } }],
    fills: [{ ...template.fills[0], id: 'fill-' + sequence }] });
  const embedded = { directory: ${JSON.stringify(directory)} };
  const ledger = await openPostgresLedger({ embedded, scheduler: systemScheduler(systemClock) });
  const tenant = ledger.tenant('killed');
  let next = await tenant.lastSequence('run') + 1;
  console.log(next - 1);
  for (;;) {
    const entries = Array.from({ length: 1 + (next % 3) }, (_, index) => entry(next + index));
    await tenant.append(entries);
    next += entries.length;
    console.log(next - 1);
  }`;

test(`a process that is killed while it appends loses and doubles nothing (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const before = await open();
  await withRun(before.tenant('killed'));
  await before.close();
  let acknowledged = -1;
  for (let round = 0; round < 5; round++) {
    const script = startScript({ source: appender() });
    const found = Number(await script.line());
    expect(found).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = found;
    for (let left = random.integer(40); left > 0; left--) acknowledged = Number(await script.line());
    for (const line of await script.kill()) acknowledged = Number(line);
  }
  const ledger = await open();
  expect(await expectContiguous(ledger.tenant('killed'))).toBeGreaterThanOrEqual(acknowledged);
  await ledger.close();
});

test(`a server that is killed while a process appends loses and doubles nothing (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const ledger = await open();
  const tenant = await withRun(ledger.tenant('server-killed'));
  let next = 0;
  let kills = 0;
  for (let round = 0; round < 4; round++) {
    const report = await inspectEmbeddedPostgres(directory);
    // There may still be none: the last append of the round before may have been quicker than the kill.
    const server = report.initialised ? report.server : null;
    const until = next + 5 + random.integer(30);
    const killed = next + random.integer(until - next);
    for (; next < until; next++) {
      const stored = tenant.append([entryWithTrade(next)]);
      // In the middle of the append, wherever it is.
      if (next === killed && server !== null) {
        process.kill(server.pid, 'SIGKILL');
        kills++;
      }
      await stored;
    }
  }
  expect(kills).toBeGreaterThan(1);
  expect(await expectContiguous(tenant)).toBe(next - 1);
  await ledger.close();
});
