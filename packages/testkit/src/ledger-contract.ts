// Long because the rules of one port stand together and share their fixtures.
import {
  MARKET_TERMS,
  currency,
  epochMs,
  minorUnits,
  type Fill,
  type Fraction,
  type Lots,
  type OrderTerms,
  type Price,
  type RiskCheck,
  type SymbolName,
} from '@pipwright/model';
import type {
  DecisionRecord,
  Ledger,
  LedgerEntry,
  ModelRecord,
  OrderRecord,
  RunRecord,
  TenantLedger,
} from '@pipwright/storage/ports';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeFactStore } from './fact-store-contract.ts';
import { describeSearchStore } from './search-store-contract.ts';

/** A place where a ledger keeps its data. `open` may be called again after the ledger was closed, and beside it. */
export interface LedgerPlace {
  open(): Promise<Ledger>;
  remove(): Promise<void>;
}

const EURUSD = 'EURUSD' as SymbolName;
const START = epochMs(1_700_000_000_000);
const NEWEST = { limit: 1000 };

export function exampleRun(id: string, fields: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    kind: 'paper',
    symbol: EURUSD,
    timeframe: 'H1',
    startedAt: START,
    parameters: { seed: 7, costs: { commission: 3.5 }, features: ['rsi', 'atr'], note: 'it\'s "ok" \\ é' },
    result: null,
    ...fields,
  };
}

export function exampleOrder(id: string, fields: Partial<OrderRecord> = {}): OrderRecord {
  return {
    request: {
      clientOrderId: id,
      signalId: `signal-${id}`,
      symbol: EURUSD,
      side: 'buy',
      volume: 0.07 as Lots,
      ...MARKET_TERMS,
      stopLossDistance: 0.0012,
      takeProfitDistance: 0.1 + 0.2,
      exitTime: epochMs(START + 3_600_000),
      createdAt: START,
    },
    state: 'approved',
    updatedAt: START,
    ...fields,
  };
}

export function exampleFill(id: string, fields: Partial<Fill> = {}): Fill {
  return {
    id,
    clientOrderId: 'order-1',
    positionId: 'position-1',
    symbol: EURUSD,
    time: START,
    side: 'sell',
    entry: 'out',
    volume: 0.07 as Lots,
    price: 1.10432 as Price,
    slippage: -0.000_000_1,
    commission: minorUnits(-25),
    profit: minorUnits(-9_007_199_254_740_991),
    exitReason: 'stop-loss',
    ...fields,
  };
}

function exampleDecision(id: string, fields: Partial<DecisionRecord> = {}): DecisionRecord {
  const check: RiskCheck = { name: 'spread', passed: false, value: 2.1, limit: Infinity, reason: 'spread 2.1 pips' };
  return {
    id,
    time: START,
    prediction: {
      id: `prediction-${id}`,
      symbol: EURUSD,
      timeframe: 'H1',
      time: START,
      horizonMs: 3_600_000,
      probabilityUp: 0.534_217_8 as Fraction,
      modelId: 'model-1',
      topReasons: [
        { feature: 'rsi-14', value: 31.5, contribution: 0.12 },
        { feature: 'gap', value: null, contribution: -1e-9 },
      ],
    },
    outcome: 'refused',
    reason: 'spread',
    checks: [check],
    ...fields,
  };
}

export function exampleEntry(runId: string, sequence: number, fields: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    runId,
    accountId: 'account',
    sequence,
    orders: [],
    fills: [],
    decisions: [],
    balance: minorUnits(1_000_000 + sequence),
    equity: minorUnits(999_999 + sequence),
    time: epochMs(START + sequence * 1000),
    ...fields,
  };
}

async function withRun(ledger: TenantLedger, ...runIds: string[]): Promise<TenantLedger> {
  await ledger.putAccount({ id: 'account', currency: currency('EUR'), initialBalance: minorUnits(1_000_000) });
  for (const id of runIds) await ledger.putRun(exampleRun(id));
  return ledger;
}

interface Opened {
  readonly ledger: Ledger;
  /** A tenant that no other test uses. */
  freshTenant(): TenantLedger;
  reopen(): Promise<Ledger>;
}

/** What every ledger does, whatever its engine. Tests share one ledger, each with tenants of its own. */
export function describeLedger(name: string, makePlace: () => Promise<LedgerPlace>): void {
  describe(`${name} as ledger`, () => {
    let place: LedgerPlace;
    let ledger: Ledger;
    let tenants = 0;
    const opened: Opened = {
      get ledger() {
        return ledger;
      },
      freshTenant: () => ledger.tenant(`tenant-${++tenants}`),
      reopen: async () => {
        await ledger.close();
        ledger = await place.open();
        return ledger;
      },
    };
    beforeAll(async () => {
      place = await makePlace();
      ledger = await place.open();
    });
    afterAll(async () => {
      await ledger.close();
      await place.remove();
    });
    describeRecords(opened);
    describeAppend(opened);
    describeFactStore(() => opened.ledger);
    describeSearchStore(() => opened.ledger);
    describeAnySequenceOfAppends(opened);
    describeTenants(opened);
  });
}

function describeRecords(opened: Opened): void {
  test('keeps runs, newest first, and replaces a run by its id', async () => {
    const tenant = opened.freshTenant();
    await tenant.putRun(exampleRun('a', { startedAt: epochMs(START + 1) }));
    await tenant.putRun(exampleRun('b', { kind: 'train' }));
    await tenant.putRun(exampleRun('c', { kind: 'train' }));
    await tenant.putRun(exampleRun('b', { kind: 'train', result: { net: -12.5, trades: 3 } }));
    expect(await tenant.listRuns(NEWEST)).toEqual([
      exampleRun('a', { startedAt: epochMs(START + 1) }),
      exampleRun('c', { kind: 'train' }),
      exampleRun('b', { kind: 'train', result: { net: -12.5, trades: 3 } }),
    ]);
    expect((await tenant.listRuns({ kind: 'train', limit: 1 })).map(({ id }) => id)).toEqual(['c']);
  });

  test('keeps models, newest first, by symbol and timeframe', async () => {
    const tenant = opened.freshTenant();
    const model = (id: string, fields: Partial<ModelRecord> = {}): ModelRecord => ({
      id,
      symbol: EURUSD,
      timeframe: 'H1',
      createdAt: START,
      blob: `models/${id}`,
      summary: { features: ['a'], auc: 0.51 },
      ...fields,
    });
    const models = [model('a'), model('b', { timeframe: 'D1' }), model('c', { symbol: 'USDJPY' as SymbolName })];
    for (const each of models) await tenant.putModel(each);
    expect(await tenant.listModels(NEWEST)).toEqual(models.toReversed());
    expect(await tenant.listModels({ symbol: EURUSD, timeframe: 'D1', limit: 5 })).toEqual([models[1]]);
    expect(await tenant.listModels({ symbol: EURUSD, limit: 1 })).toEqual([models[1]]);
  });

  test('counts a trial once, and lists the trials of a series oldest first', async () => {
    const tenant = opened.freshTenant();
    const series = { symbol: EURUSD, timeframe: 'H1' } as const;
    const trial = (digest: string, sharpe: number, triedAt: number) => ({
      ...series,
      digest,
      sharpe,
      triedAt: epochMs(triedAt),
    });
    await tenant.putTrials([trial('b', 0.1 + 0.2, 200), trial('a', -0.5, 100)]);
    await tenant.putTrials([trial('b', 9, 300), { ...trial('c', 1, 1), timeframe: 'D1' }]);
    expect(await tenant.listTrials(EURUSD, 'H1')).toEqual([trial('a', -0.5, 100), trial('b', 0.1 + 0.2, 200)]);
  });
}

function describeAppend(opened: Opened): void {
  test('gives back orders, fills and decisions to the bit, newest first', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    const entry = exampleEntry('run', 3, {
      orders: [exampleOrder('order-1'), exampleOrder('order-2')],
      fills: [exampleFill('fill-1'), exampleFill('fill-2', { entry: 'in', exitReason: null, profit: minorUnits(0) })],
      decisions: [exampleDecision('d-1'), exampleDecision('d-2', { outcome: 'no-signal', checks: [] })],
    });
    await tenant.append([entry]);
    expect(await tenant.listOrders({ runId: 'run', ...NEWEST })).toEqual(entry.orders.toReversed());
    expect(await tenant.listFills({ runId: 'run', ...NEWEST })).toEqual(entry.fills.toReversed());
    expect(await tenant.listDecisions({ runId: 'run', ...NEWEST })).toEqual(entry.decisions.toReversed());
    expect(await tenant.listFills({ runId: 'run', limit: 1 })).toEqual([entry.fills[1]]);
    expect(await tenant.listOrders({ runId: 'other', ...NEWEST })).toEqual([]);
  });

  test('gives back orders of all kinds to the bit', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    const { request } = exampleOrder('order-1');
    const terms: OrderTerms = {
      type: 'stop-limit',
      price: (1.1 + 0.2) as Price,
      limitPrice: 1.30001 as Price,
      stopLossDistance: 0.0012,
      takeProfitDistance: 0,
      trailingDistance: 1e-7,
      lifetime: 'date',
      expiresAt: epochMs(START + 1),
      filling: 'return',
      deviation: 0.000_02,
      ocoGroup: "break 'out'",
    };
    const order = exampleOrder('order-1', { request: { ...request, ...terms } });
    await tenant.append([exampleEntry('run', 0, { orders: [order] })]);
    expect(await tenant.listOrders({ runId: 'run', ...NEWEST })).toEqual([order]);
    const moved = exampleOrder('order-1', { request: { ...order.request, price: 1.2 as Price, ocoGroup: '' } });
    await tenant.append([exampleEntry('run', 1, { orders: [moved] })]);
    expect(await tenant.listOrders({ runId: 'run', ...NEWEST })).toEqual([moved]);
  });

  test('an order moves on to its latest state and keeps its place', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    const later = exampleOrder('order-1', { state: 'filled', updatedAt: epochMs(START + 5) });
    await tenant.append([
      exampleEntry('run', 0, { orders: [exampleOrder('order-1')] }),
      exampleEntry('run', 1, { orders: [exampleOrder('order-2'), exampleOrder('order-1', { state: 'sending' })] }),
    ]);
    await tenant.append([exampleEntry('run', 2, { orders: [later] })]);
    expect(await tenant.listOrders({ runId: 'run', ...NEWEST })).toEqual([exampleOrder('order-2'), later]);
  });

  test('entries that are stored already change nothing', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    expect(await tenant.lastSequence('run')).toBe(-1);
    await tenant.append([exampleEntry('run', 0), exampleEntry('run', 4, { fills: [exampleFill('fill-1')] })]);
    await tenant.append([
      exampleEntry('run', 4, { fills: [exampleFill('never')], balance: minorUnits(1) }),
      exampleEntry('run', 5),
    ]);
    expect(await tenant.lastSequence('run')).toBe(5);
    expect((await tenant.listFills({ runId: 'run', ...NEWEST })).map(({ id }) => id)).toEqual(['fill-1']);
    const figures = ({ time, balance, equity }: LedgerEntry) => ({ time, balance, equity });
    const stored = [0, 4, 5].map((sequence) => figures(exampleEntry('run', sequence)));
    expect(await tenant.listEquity({ runId: 'run', ...NEWEST })).toEqual(stored);
    expect(await tenant.listEquity({ runId: 'run', limit: 2 })).toEqual(stored.slice(1));
  });

  test('an append is stored as a whole or not at all', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    const broken = exampleFill('fill-2', { price: Number.NaN as Price });
    const entries = [
      exampleEntry('run', 0, { fills: [exampleFill('fill-1')] }),
      exampleEntry('run', 1, { fills: [broken] }),
    ];
    await expect(tenant.append(entries)).rejects.toMatchObject({ category: 'SYSTEM', retryable: false });
    expect(await tenant.lastSequence('run')).toBe(-1);
    expect(await tenant.listFills({ runId: 'run', ...NEWEST })).toEqual([]);
    expect(await tenant.listEquity({ runId: 'run', ...NEWEST })).toEqual([]);
  });

  test('refuses entries of a run or an account that it does not know', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    await expect(tenant.append([exampleEntry('none', 0)])).rejects.toMatchObject({ category: 'BUSINESS' });
    const unknownAccount = exampleEntry('run', 0, { accountId: 'none' });
    await expect(tenant.append([unknownAccount])).rejects.toMatchObject({ category: 'BUSINESS' });
    expect(await tenant.lastSequence('run')).toBe(-1);
  });

  test('a run that is stored again keeps what was appended to it', async () => {
    const tenant = await withRun(opened.freshTenant(), 'run');
    await tenant.append([exampleEntry('run', 7)]);
    await tenant.putRun(exampleRun('run', { result: { net: 1 } }));
    expect(await tenant.lastSequence('run')).toBe(7);
  });
}

function describeAnySequenceOfAppends(opened: Opened): void {
  test('appends that overlap, repeat and run at the same time leave each entry once', async () => {
    const appends = fc.array(fc.record({ from: fc.nat(12), count: fc.integer({ min: 1, max: 8 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(appends, async (slices) => {
        const tenant = await withRun(opened.freshTenant(), 'run');
        const entry = (sequence: number) => exampleEntry('run', sequence, { fills: [exampleFill(`fill-${sequence}`)] });
        const lists = slices.map(({ from, count }) => Array.from({ length: count }, (_, index) => entry(from + index)));
        await Promise.all(lists.map((entries) => tenant.append(entries)));
        const last = Math.max(...slices.map(({ from, count }) => from + count - 1));
        expect(await tenant.lastSequence('run')).toBe(last);
        const fills = (await tenant.listFills({ runId: 'run', ...NEWEST })).map(({ id }) => id);
        const equity = await tenant.listEquity({ runId: 'run', ...NEWEST });
        expect(new Set(fills).size).toBe(fills.length);
        expect(equity.map(({ time }) => `fill-${(time - START) / 1000}`)).toEqual(fills.toReversed());
      }),
      { seed: 20_261_120, numRuns: 12 },
    );
  });
}

function describeTenants(opened: Opened): void {
  test('a tenant sees nothing of another one, under equal ids', async () => {
    const [first, second] = [opened.freshTenant(), opened.freshTenant()];
    await withRun(first, 'run');
    await first.append([exampleEntry('run', 0, { fills: [exampleFill('fill')], orders: [exampleOrder('order')] })]);
    expect(await second.listRuns(NEWEST)).toEqual([]);
    expect(await second.lastSequence('run')).toBe(-1);
    expect(await second.listFills({ runId: 'run', ...NEWEST })).toEqual([]);
    await expect(second.append([exampleEntry('run', 1)])).rejects.toMatchObject({ category: 'BUSINESS' });
    await withRun(second, 'run');
    await second.append([exampleEntry('run', 5)]);
    expect(await first.lastSequence('run')).toBe(0);
    expect(await first.listEquity({ runId: 'run', ...NEWEST })).toHaveLength(1);
  });

  test.each(['', ' ', "a'b", 'ä', 'x'.repeat(65)])('refuses the tenant %j', (tenant) => {
    expect(() => opened.ledger.tenant(tenant)).toThrow(expect.objectContaining({ category: 'SECURITY' }));
  });

  test('lists its migrations and keeps everything when it is opened again', async () => {
    await withRun(opened.ledger.tenant('lasting'), 'run');
    const migrations = await opened.ledger.migrations();
    expect(migrations.length).toBeGreaterThan(0);
    const ledger = await opened.reopen();
    expect(await ledger.migrations()).toEqual(migrations);
    expect(await ledger.tenant('lasting').listRuns(NEWEST)).toEqual([exampleRun('run')]);
  });

  test('refuses work after it was closed', async () => {
    const tenant = opened.ledger.tenant('lasting');
    const ledger = await opened.reopen();
    await expect(tenant.listRuns(NEWEST)).rejects.toMatchObject({ category: 'SYSTEM' });
    expect(await ledger.tenant('lasting').listRuns({ limit: 0 })).toEqual([]);
  });
}
