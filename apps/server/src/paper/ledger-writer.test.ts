import type { JournalRecord } from '@pipwright/kernel';
import { utcMs, type EpochMs, type MinorUnits } from '@pipwright/model';
import type { LedgerEntry, TenantLedger } from '@pipwright/storage/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../testing/test-home.ts';
import { LedgerWriter } from './ledger-writer.ts';

let home: TestHome;
let ledger: TenantLedger;
beforeAll(async () => {
  home = createTestHome();
  ledger = await home.stores.ledger();
});
afterAll(() => home.close());

const START = utcMs(2024, 3, 5);

/** The records of one candle: the input and the account after it. */
function candle(number: number): JournalRecord[] {
  const time = (START + number * 3_600_000) as EpochMs;
  const sequence = number * 2;
  const account = { balance: 1_000_000 + number, equity: 1_000_000 - number, margin: 0, freeMargin: 0 };
  return [
    { sequence, kind: 'input', type: 'candle.closed', time, payload: [time] },
    { sequence: sequence + 1, kind: 'output', type: 'account', time, payload: account },
  ];
}

/** The real ledger behind a wire that can be cut. */
class CutLedger {
  cut = false;
  readonly sizes: number[] = [];

  get port(): TenantLedger {
    return {
      ...ledger,
      append: async (entries: readonly LedgerEntry[]) => {
        if (this.cut) throw new Error('the connection was cut');
        this.sizes.push(entries.length);
        await ledger.append(entries);
      },
    };
  }
}

function writerOf(wire: CutLedger, runId: string, storedSequence = -1): { writer: LedgerWriter; failures: unknown[] } {
  const failures: unknown[] = [];
  const writer = new LedgerWriter({
    ledger: wire.port,
    runId,
    accountId: runId,
    initialBalance: 1_000_000 as MinorUnits,
    storedSequence,
    onFailure: (error) => failures.push(error),
  });
  return { writer, failures };
}

async function enter(runId: string): Promise<void> {
  const account = { id: runId, currency: 'USD', initialBalance: 1_000_000 };
  await ledger.putAccount(account as Parameters<TenantLedger['putAccount']>[0]);
  await ledger.putRun({
    id: runId,
    kind: 'paper',
    symbol: 'EURUSD' as Parameters<TenantLedger['putRun']>[0]['symbol'],
    timeframe: 'H1',
    startedAt: START,
    parameters: {},
    result: null,
  });
}

test('writes in order, many at a time, and has nothing left after a flush', async () => {
  await enter('paper-0001');
  const wire = new CutLedger();
  const { writer, failures } = writerOf(wire, 'paper-0001');
  for (let number = 0; number < 450; number++) writer.add(candle(number));
  expect(writer.backlog).toBeGreaterThan(0);
  await writer.flush();
  expect(writer.backlog).toBe(0);
  expect(failures).toEqual([]);
  expect(Math.max(...wire.sizes)).toBe(200);
  const equity = await ledger.listEquity({ runId: 'paper-0001', limit: 1000 });
  expect(equity.map(({ balance }) => balance)).toEqual(Array.from({ length: 450 }, (_, index) => 1_000_000 + index));
  expect(await ledger.lastSequence('paper-0001')).toBe(899);
});

test('keeps what could not be written, says so, and brings it later, once', async () => {
  await enter('paper-0002');
  const wire = new CutLedger();
  const { writer, failures } = writerOf(wire, 'paper-0002');
  writer.add(candle(0));
  await writer.flush();
  wire.cut = true;
  for (let number = 1; number < 5; number++) writer.add(candle(number));
  await writer.flush();
  expect(writer.backlog).toBe(4);
  expect(failures).toEqual([new Error('the connection was cut')]);
  expect(await ledger.lastSequence('paper-0002')).toBe(1);
  wire.cut = false;
  writer.add(candle(5));
  await writer.flush();
  expect(writer.backlog).toBe(0);
  const equity = await ledger.listEquity({ runId: 'paper-0002', limit: 100 });
  expect(equity.map(({ balance }) => balance - 1_000_000)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('after a restart only what the ledger lacks is written, with the balance that the journal had reached', async () => {
  await enter('paper-0003');
  const first = writerOf(new CutLedger(), 'paper-0003');
  for (let number = 0; number < 3; number++) first.writer.add(candle(number));
  await first.writer.flush();
  const wire = new CutLedger();
  const { writer } = writerOf(wire, 'paper-0003', await ledger.lastSequence('paper-0003'));
  for (let number = 0; number < 5; number++) writer.add(candle(number));
  // An input without outputs carries the figures of the last account.
  const [input] = candle(5) as [JournalRecord];
  writer.add([input]);
  writer.add([]);
  await writer.flush();
  expect(wire.sizes.reduce((sum, size) => sum + size, 0)).toBe(3);
  const equity = await ledger.listEquity({ runId: 'paper-0003', limit: 100 });
  expect(equity.map(({ balance }) => balance - 1_000_000)).toEqual([0, 1, 2, 3, 4, 4]);
});

test('tells of an outage once, and writes everything when it is tried again without anything new', async () => {
  await enter('paper-0009');
  const wire = new CutLedger();
  const { writer, failures } = writerOf(wire, 'paper-0009');
  for (const outage of [1, 2]) {
    wire.cut = true;
    writer.add(candle(outage * 10));
    await writer.flush();
    writer.retry();
    await writer.flush();
    expect(failures).toHaveLength(outage);
    expect(writer.backlog).toBe(1);
    wire.cut = false;
    writer.retry();
    await writer.flush();
    expect(writer.backlog).toBe(0);
    expect(await ledger.lastSequence('paper-0009')).toBe(outage * 20 + 1);
  }
});
