import { epochMs, minorUnits, type SymbolName } from '@pipwright/model';
import type { Ledger, SearchRecord, SearchTrialRecord } from '@pipwright/storage/ports';
import { expect, test } from 'vitest';

const EURUSD = 'EURUSD' as SymbolName;
const START = epochMs(1_700_000_000_000);

export function exampleSearch(id: string, fields: Partial<SearchRecord> = {}): SearchRecord {
  return {
    id,
    kind: 'search',
    symbol: EURUSD,
    timeframe: 'M1',
    startedAt: START,
    updatedAt: START,
    state: 'running',
    spec: { method: 'grid', seed: 7, ranges: { fast: [5, 50] } },
    progress: { done: 0, total: 10_000 },
    result: null,
    ...fields,
  };
}

export function exampleSearchTrial(
  searchId: string,
  number: number,
  fields: Partial<SearchTrialRecord> = {},
): SearchTrialRecord {
  return {
    searchId,
    number,
    symbol: EURUSD,
    timeframe: 'M1',
    digest: `variant-${number}`,
    strategy: 'ema-cross',
    strategyDigest: 'code',
    parameters: { fast: 10, slow: 0.1 + 0.2, side: "it's", reverse: true },
    from: START,
    to: epochMs(START + 86_400_000),
    state: 'done',
    reason: '',
    score: 0.1 + 0.2,
    stageScores: [null, -Infinity, 0.1 + 0.2],
    net: minorUnits(-9_007_199_254_740_991),
    trades: 178,
    sharpe: -1e-9,
    days: 260,
    fills: 'fills',
    returns: { blob: 'searches/a/returns-0.f64', row: 3 },
    triedAt: epochMs(START + number),
    ...fields,
  };
}

/** Searches are kept with all their trials, and each variant counts once for its series. */
export function describeSearchStore(open: () => Ledger): void {
  test('keeps searches, newest first; what was asked for stays as it was first', async () => {
    const tenant = open().tenant('searches-kept');
    expect(await tenant.findSearch('a')).toBeNull();
    const second = exampleSearch('b', { kind: 'walk-forward', startedAt: epochMs(START + 1) });
    await tenant.putSearch(exampleSearch('a'));
    await tenant.putSearch(second);
    const ended = { state: 'done', updatedAt: epochMs(START + 9), progress: { done: 3, total: 3 } } as const;
    await tenant.putSearch(exampleSearch('a', { ...ended, result: { best: 1.5 }, spec: {}, startedAt: epochMs(0) }));
    const expected = exampleSearch('a', { ...ended, result: { best: 1.5 } });
    expect(await tenant.findSearch('a')).toEqual(expected);
    expect(await tenant.listSearches({ limit: 9 })).toEqual([second, expected]);
    expect(await tenant.listSearches({ limit: 1 })).toEqual([second]);
  });

  test('gives back trials to the bit, in their order; one that is stored stays as it is', async () => {
    const tenant = open().tenant('searches-trials');
    await tenant.putSearch(exampleSearch('a'));
    const trials = [
      exampleSearchTrial('a', 0),
      exampleSearchTrial('a', 1, { state: 'failed', reason: 'no', score: null, sharpe: null, returns: null }),
      exampleSearchTrial('a', 2, { state: 'stopped-early', score: Infinity, reason: 'worse' }),
    ];
    await tenant.putSearchTrials([trials[2]!, trials[0]!]);
    await tenant.putSearchTrials([exampleSearchTrial('a', 0, { score: 9 }), trials[1]!]);
    await tenant.putSearchTrials([]);
    expect(await tenant.listSearchTrials('a')).toEqual(trials);
    expect(await tenant.listSearchTrials('a', { after: 0, limit: 1 })).toEqual([trials[1]]);
    expect(await tenant.listSearchTrials('b')).toEqual([]);
  });

  test('stores trials as a whole or not at all, and of known searches only', async () => {
    const tenant = open().tenant('searches-whole');
    await tenant.putSearch(exampleSearch('a'));
    const stray = [exampleSearchTrial('a', 0), exampleSearchTrial('none', 1)];
    await expect(tenant.putSearchTrials(stray)).rejects.toMatchObject({ category: 'BUSINESS' });
    const broken = exampleSearchTrial('a', 1, { sharpe: null });
    await expect(tenant.putSearchTrials([exampleSearchTrial('a', 0), broken])).rejects.toMatchObject({
      category: 'SYSTEM',
    });
    expect(await tenant.listSearchTrials('a')).toEqual([]);
  });

  test('a variant counts once for its series, whoever tried it; a failed trial does not count', async () => {
    const tenant = open().tenant('searches-counted');
    for (const id of ['a', 'b']) await tenant.putSearch(exampleSearch(id));
    const variant = { digest: 'same', triedAt: epochMs(START + 50) };
    await tenant.putSearchTrials([
      exampleSearchTrial('a', 0, { digest: 'same', state: 'stopped-early', sharpe: 1, triedAt: START }),
      exampleSearchTrial('a', 1, { digest: 'bad', state: 'failed', sharpe: null }),
      exampleSearchTrial('a', 2, { digest: 'alone', state: 'stopped-early', sharpe: 3 }),
      exampleSearchTrial('b', 0, { ...variant, sharpe: 2 }),
      exampleSearchTrial('b', 1, { ...variant, sharpe: 4, timeframe: 'H1' }),
    ]);
    const shown = async () => (await tenant.listTrials(EURUSD, 'M1')).map(({ digest, sharpe }) => ({ digest, sharpe }));
    // The one that saw the whole range says what the variant was worth.
    expect(await shown()).toEqual([
      { digest: 'alone', sharpe: 3 },
      { digest: 'same', sharpe: 2 },
    ]);
    await tenant.putTrials([{ symbol: EURUSD, timeframe: 'M1', digest: 'same', sharpe: 5, triedAt: START }]);
    expect(await shown()).toEqual([
      { digest: 'same', sharpe: 5 },
      { digest: 'alone', sharpe: 3 },
    ]);
  });

  test('a tenant sees its own searches only', async () => {
    const [first, second] = [open().tenant('searches-a'), open().tenant('searches-b')];
    await first.putSearch(exampleSearch('a'));
    await first.putSearchTrials([exampleSearchTrial('a', 0)]);
    expect(await second.findSearch('a')).toBeNull();
    expect(await second.listSearchTrials('a')).toEqual([]);
    expect(await second.listTrials(EURUSD, 'M1')).toEqual([]);
    await expect(second.putSearchTrials([exampleSearchTrial('a', 1)])).rejects.toMatchObject({ category: 'BUSINESS' });
  });
}
