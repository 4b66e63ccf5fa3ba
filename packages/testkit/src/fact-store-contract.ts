import { currency, Impact, type ContextRow } from '@pipwright/model';
import type { Ledger } from '@pipwright/storage/ports';
import { expect, test } from 'vitest';

const USD = currency('USD');
const EUR = currency('EUR');

function exampleRelease(fields: Partial<ContextRow<'calendar'>> = {}): ContextRow<'calendar'> {
  return {
    availableAt: 1000,
    time: 5000,
    currency: USD,
    impact: Impact.High,
    event: 'Non-Farm "Employment" Change',
    actual: Number.NaN,
    forecast: 180.5,
    previous: 0.1 + 0.2,
    ...fields,
  };
}

/** Facts are stored once, come back by the moment at which they became known, and belong to one tenant. */
export function describeFactStore(open: () => Ledger): void {
  test('facts come back in the order in which they became known, whatever the order in which they came', async () => {
    const tenant = open().tenant('facts-order');
    const announced = exampleRelease();
    const published = exampleRelease({ availableAt: 5000, actual: 175 });
    const other = exampleRelease({ availableAt: 3000, currency: EUR, event: 'CPI y/y', impact: Impact.Low });
    const batch = { kind: 'calendar', source: 'test', rows: [published, announced, other] } as const;
    expect(await tenant.putFacts(batch)).toEqual({ inserted: 3, kept: 0 });
    expect(await tenant.listFacts('calendar')).toEqual([announced, other, published]);
    expect(await tenant.listFacts('calendar', { currencies: [USD] })).toEqual([announced, published]);
  });

  test('the same facts again change nothing; a correction is a row that is known later', async () => {
    const tenant = open().tenant('facts-again');
    const row = { availableAt: 10, time: 1, currency: EUR, ratePercent: -0.5 };
    const put = (rows: readonly ContextRow<'rates'>[]) => tenant.putFacts({ kind: 'rates', source: 'test', rows });
    expect(await put([row, row])).toEqual({ inserted: 1, kept: 1 });
    expect(await put([{ ...row, ratePercent: 9 }])).toEqual({ inserted: 0, kept: 1 });
    expect(await put([{ ...row, availableAt: 20, ratePercent: -0.4 }])).toEqual({ inserted: 1, kept: 0 });
    expect((await tenant.listFacts('rates')).map(({ ratePercent }) => ratePercent)).toEqual([-0.5, -0.4]);
    expect(await put([])).toEqual({ inserted: 0, kept: 0 });
  });

  test('positions and scores come back as they were, and are summed up', async () => {
    const tenant = open().tenant('facts-kinds');
    const positions = {
      availableAt: 99,
      time: 9,
      currency: EUR,
      openInterest: 7e5,
      nonCommercialLong: 2e5,
      nonCommercialShort: 1e5,
      commercialLong: 3e5,
      commercialShort: 4e5,
    };
    const score = { availableAt: 50, currency: USD, score: -0.25, relevance: 1 };
    await tenant.putFacts({ kind: 'positioning', source: 'cftc', rows: [positions] });
    await tenant.putFacts({ kind: 'sentiment', source: 'news', rows: [score, { ...score, relevance: 0.5 }] });
    expect(await tenant.listFacts('positioning')).toEqual([positions]);
    expect(await tenant.summariseFacts()).toEqual([
      {
        kind: 'positioning',
        count: 1,
        currencies: [EUR],
        sources: ['cftc'],
        firstAvailableAt: 99,
        lastAvailableAt: 99,
      },
      { kind: 'sentiment', count: 2, currencies: [USD], sources: ['news'], firstAvailableAt: 50, lastAvailableAt: 50 },
    ]);
  });

  test('a batch is stored as a whole or not at all', async () => {
    const tenant = open().tenant('facts-whole');
    const rows = [exampleRelease(), exampleRelease({ impact: 9, event: 'other' })];
    await expect(tenant.putFacts({ kind: 'calendar', source: 'test', rows })).rejects.toThrow(/impact/);
    expect(await tenant.listFacts('calendar')).toEqual([]);
  });

  test('a tenant sees its own facts only', async () => {
    await open()
      .tenant('facts-a')
      .putFacts({ kind: 'calendar', source: 'test', rows: [exampleRelease()] });
    expect(await open().tenant('facts-b').listFacts('calendar')).toEqual([]);
    expect(await open().tenant('facts-b').summariseFacts()).toEqual([]);
  });
}
