import { createRandom } from '@pipwright/kernel';
import { AskSource, type MinorUnits } from '@pipwright/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROBUSTNESS_NONE, type Robustness } from '../robustness/robustness.ts';
import type { BacktestResult } from '../backtest-result.ts';
import { madeResult } from './made-result.fixture.ts';
import { madeTrade } from './made-trades.fixture.ts';
import { overfittingOf, searchStudy } from './overfitting/search-study.ts';
import { madeTrials } from './overfitting/trials.fixture.ts';
import { statisticsOf, type Statistics } from './statistics.ts';
import type { VerdictEvidence } from './verdict-evidence.ts';
import { VerdictKind, verdictOf } from './verdict.ts';

const ONE = { count: 1, sharpeVariance: 0 };

describe('verdict', () => {
  test('explains why nothing was traded', () => {
    const result = madeResult([10_000, 10_000]);
    const verdict = verdictOf(statisticsOf(result, ONE), result.decisions);
    expect(verdict.kind).toBe(VerdictKind.NoTrades);
    expect(verdict.reasons).toEqual([
      '60 of 100 candles gave no signal: probability-between-thresholds.',
      '40 of 40 signals were refused by the check spread.',
    ]);
  });

  /** Alternating gains and losses around a drift, over so many days, with enough trades. */
  const judged = (
    days: number,
    drift: number,
    trials: { count: number; sharpeVariance: number },
  ): ReturnType<typeof verdictOf> => {
    let value = 10_000;
    const statistics = statisticsOf(
      madeResult(Array.from({ length: days }, (_, day) => (value *= 1 + drift + (day % 2 === 0 ? 0.004 : -0.004)))),
      trials,
    );
    return verdictOf({ ...statistics, trades: { ...statistics.trades, count: 500 } });
  };

  test('says that there is no edge in a loss, and whose fault it is', () => {
    const verdict = judged(300, -0.0005, ONE);
    expect(verdict.kind).toBe(VerdictKind.NoEvidence);
    expect(verdict.headline).toBe('There is no evidence of an edge.');
    expect(verdict.reasons[0]).toMatch(/^It lost [\d,.]+ USD\.$/);
  });

  test('the same curve is evidence after one trial and none after ten thousand', () => {
    expect(judged(400, 0.0006, ONE).kind).toBe(VerdictKind.Evidence);
    const many = judged(400, 0.0006, { count: 10_000, sharpeVariance: 0.004 });
    expect(many.kind).toBe(VerdictKind.NoEvidence);
    expect(many.reasons.join(' ')).toContain('the best of 10000 variants without skill');
  });

  test('few trades prove nothing', () => {
    const statistics = statisticsOf(madeResult(Array.from({ length: 400 }, (_, day) => 10_000 + day * 3)), ONE);
    const verdict = verdictOf({ ...statistics, trades: { ...statistics.trades, count: 12 } });
    expect(verdict.reasons).toContain('There are only 12 trades; 100 are the least to judge by.');
  });

  test('names what weakens the conclusion', () => {
    const statistics = statisticsOf(madeResult([10_000, 6_000]), ONE);
    const verdict = verdictOf({
      ...statistics,
      askSource: AskSource.Assumed,
      ruleExitShare: 0.1,
      trades: { ...statistics.trades, count: 1 },
    });
    expect(verdict.cautions).toEqual([
      'The data has no ask side: the spread is an assumption.',
      'No commission was charged.',
      '10.0 % of the exits rest on the rule for candles that reach both stop and target; finer candles would show which came first.',
      'The equity fell by 40.0 % from its peak.',
    ]);
  });
});

const quantiles = { p5: 0.5, p25: 1, p50: 1.5, p75: 2, p95: 2.5 };
const random = { runs: 199, net: quantiles, shareAsGood: 0 };

/** What speaks for a strategy wherever it is asked. */
const robust = {
  ...ROBUSTNESS_NONE,
  randomEntry: random,
  candleBootstrap: random,
  bootstrap: { samples: 100, blockDays: 1, annualReturn: quantiles, sharpe: quantiles, lossShare: 0 },
  costStress: [{ name: 'all costs', factor: 1.5, net: 10, sharpe: 1, trades: 5 }],
  neighbourhood: [{ name: 'fast', points: [{ value: 1, net: 5, sharpe: 1, chosen: false }] }],
  startDates: [{ from: 0, net: 5, annualReturn: 0.1, sharpe: 1 }],
} satisfies Robustness;

const good: VerdictEvidence = {
  backtestOverfitting: { probability: 0.1, lossProbability: 0.05 },
  realityCheck: { white: 0.2, spa: 0.01 },
  walkForward: { folds: 4, net: 1000, efficiency: 0.7 },
  robustness: robust,
};

function strong(more: Partial<BacktestResult> = {}): Statistics {
  let level = 10_000;
  const equities = Array.from({ length: 500 }, (_, day) => (level *= day % 2 === 0 ? 1.006 : 0.996));
  const trades = Array.from({ length: 200 }, (_, hour) => madeTrade(1000, hour, 1));
  return statisticsOf(madeResult(equities, { trades, ...more }), ONE);
}

describe('what is known besides', () => {
  test('a strategy for which everything speaks has evidence, and every answer is told', () => {
    const verdict = verdictOf(strong(), undefined, good);
    expect(verdict.kind).toBe(VerdictKind.Evidence);
    expect(verdict.cautions).toEqual(['No commission was charged.']);
    expect(verdict.findings.filter((finding) => !finding.good)).toHaveLength(1);
    expect(verdict.findings.length).toBeGreaterThanOrEqual(14);
    expect(verdict.reasons.at(-1)).toContain('paper account');
  });

  test.each<[string, VerdictEvidence, string]>([
    ['overfitting', { backtestOverfitting: { probability: 0.51, lossProbability: 0.3 } }, 'among the worse half'],
    ['data snooping', { realityCheck: { white: 0.01, spa: 0.06 } }, 'in 6.0 % of the cases'],
    ['walk-forward that lost', { walkForward: { folds: 4, net: -5, efficiency: 0.7 } }, 'lost 0.05 USD on the spans'],
    [
      'walk-forward without efficiency',
      { walkForward: { folds: 4, net: 5, efficiency: -0.1 } },
      'was left on the spans',
    ],
    [
      'random entries',
      { robustness: { ...robust, randomEntry: { ...random, shareAsGood: 0.06 } } },
      '6.0 % of 199 runs with entries at random times',
    ],
  ])('%s takes the claim away', (_, change, text) => {
    const verdict = verdictOf(strong(), undefined, { ...good, ...change });
    expect(verdict.kind).toBe(VerdictKind.NoEvidence);
    expect(verdict.reasons).toHaveLength(1);
    expect(verdict.reasons[0]).toContain(text);
    expect(verdict.findings).toContainEqual({ text: verdict.reasons[0], good: false });
  });

  test('few random runs cannot tell: the strategy counts as one of them', () => {
    const few = { ...robust, randomEntry: { ...random, runs: 10 } };
    expect(verdictOf(strong(), undefined, { robustness: few }).kind).toBe(VerdictKind.NoEvidence);
  });

  const ruin = [{ fraction: 0.5, share: 0.2 }];
  test.each<[string, Partial<Robustness>, string]>([
    ['candles without order', { candleBootstrap: { ...random, shareAsGood: 0.5 } }, 'on candles without any order'],
    [
      'a wide interval',
      { bootstrap: { ...robust.bootstrap, sharpe: { ...quantiles, p5: -1 } } },
      'between -1.00 and 2.50',
    ],
    ['ruin', { monteCarlo: { ruin } as unknown as Robustness['monteCarlo'] }, '20.0 % of the accounts'],
    ['higher costs', { costStress: [{ ...robust.costStress[0]!, net: -1 }] }, 'no longer earns anything'],
    [
      'neighbours',
      { neighbourhood: [{ name: 'fast', points: [{ value: 1, net: -5, sharpe: null, chosen: false }] }] },
      '100.0 % of 1 runs with a parameter',
    ],
    ['months to begin in', { startDates: [{ ...robust.startDates[0]!, net: -1 }] }, 'Begun in 100.0 % of the months'],
  ])('%s weakens it, and no more', (_, change, text) => {
    const verdict = verdictOf(strong(), undefined, { ...good, robustness: { ...robust, ...change } });
    expect(verdict.kind).toBe(VerdictKind.Evidence);
    expect(verdict.cautions.some((caution) => caution.includes(text))).toBe(true);
  });

  test('says what the costs took, and which share of the fills a rule gave', () => {
    const { costs } = madeResult([10_000]);
    const minor = (value: number): MinorUnits => value as MinorUnits;
    const paid = { ...costs, price: minor(1000), spread: minor(-400), commission: minor(-200), net: minor(400) };
    const fillSources = { ticks: 0, 'smaller-candles': 10, rule: 80, open: 10 };
    const { cautions } = verdictOf(strong({ costs: paid, fillSources }));
    expect(cautions[0]).toBe('Costs took 60.0 % of what the price moves brought.');
    expect(cautions[1]).toBe('80.0 % of the fills are at prices inside candles that only a rule for the path gives.');
  });
});

test('a claim is never made where a hard test fails, whatever the others say (1,000 cases, seed 42)', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  /** Mostly a value that passes, so that single failures and full passes are drawn often. */
  const mostly = <Value>(passing: Value, any: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
    fc.oneof({ arbitrary: fc.constant(passing), weight: 6 }, { arbitrary: any, weight: 1 });
  const statistics = strong();
  let claims = 0;
  fc.assert(
    fc.property(
      fc.record({
        trades: mostly(200, fc.integer({ min: 1, max: 400 })),
        netProfit: mostly(500, fc.integer({ min: -1000, max: 1000 })),
        deflatedSharpe: mostly(0.96, fraction),
        needed: mostly(300, fc.integer({ min: 1, max: 1000 })),
        pbo: mostly<number | null>(0.1, fc.option(fraction)),
        spa: mostly<number | null>(0.04, fc.option(fraction)),
        asGood: mostly<number | null>(0.01, fc.option(fraction)),
        walk: fc.option(
          fc.record({
            net: mostly(5, fc.integer({ min: -10, max: 10 })),
            efficiency: mostly(0.8, fc.double({ min: -1, max: 2, noNaN: true })),
          }),
        ),
      }),
      (drawn) => {
        const evidence = {
          ...statistics.evidence!,
          deflatedSharpe: drawn.deflatedSharpe,
          minimumTrackRecordDays: drawn.needed,
        };
        const { kind } = verdictOf(
          {
            ...statistics,
            netProfit: drawn.netProfit as MinorUnits,
            trades: { ...statistics.trades, count: drawn.trades },
            evidence,
          },
          undefined,
          {
            backtestOverfitting: drawn.pbo === null ? null : { probability: drawn.pbo, lossProbability: 0 },
            realityCheck: drawn.spa === null ? null : { white: 0, spa: drawn.spa },
            walkForward: drawn.walk === null ? null : { folds: 3, ...drawn.walk },
            robustness: drawn.asGood === null ? null : { randomEntry: { ...random, shareAsGood: drawn.asGood } },
          },
        );
        const passed =
          drawn.netProfit > 0 &&
          drawn.trades >= 100 &&
          drawn.deflatedSharpe >= 0.95 &&
          drawn.needed <= statistics.tradingDays &&
          (drawn.pbo ?? 0) <= 0.5 &&
          (drawn.spa ?? 0) <= 0.05 &&
          (drawn.asGood === null || (1 + drawn.asGood * 199) / 200 <= 0.05) &&
          (drawn.walk === null || (drawn.walk.net > 0 && drawn.walk.efficiency > 0));
        if (passed) claims++;
        expect(kind).toBe(passed ? VerdictKind.Evidence : VerdictKind.NoEvidence);
      },
    ),
    { seed: 42, numRuns: 1000 },
  );
  expect(claims).toBeGreaterThan(200);
});

describe('what a report shows of the search', () => {
  test('everything that was asked, as plain data', async () => {
    const trials = madeTrials({ seed: 1, trials: 30, days: 200 });
    const progress: number[] = [];
    const study = await searchStudy({
      trials,
      samples: 100,
      random: createRandom(1),
      onProgress: (done, total) => progress.push(done / total),
    });
    const statistics = strong();
    const shown = overfittingOf(statistics, [{ text: 'a', good: true }], study);
    expect(shown).toMatchObject({
      trials: 1,
      expectedMaximumSharpe: 0,
      backtestNeededYears: 0,
      annualSharpe: statistics.sharpe,
      trackRecordDays: 500,
      realityCheck: { white: study.realityCheck!.white, spa: study.realityCheck!.spa, samples: 100 },
      findings: [{ text: 'a', good: true }],
    });
    expect(shown.backtestOverfitting!.logits).toHaveLength(12_870);
    expect(shown.independent!.byMeanCorrelation).toBeGreaterThan(28);
    expect(structuredClone(shown)).toEqual(JSON.parse(JSON.stringify(shown)));
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  test('fewer independent trials than were counted deflate less', async () => {
    const trials = madeTrials({ seed: 2, trials: 100, days: 300, common: 0.9 });
    const study = await searchStudy({ trials, samples: 20, random: createRandom(1) });
    let level = 10_000;
    const equities = [...trials[0]!].map((value) => (level *= 1.0008 + value));
    const statistics = statisticsOf(madeResult(equities), { count: 100, sharpeVariance: 0.002 });
    const { deflatedSharpe, independent, backtestNeededYears } = overfittingOf(statistics, [], study);
    expect(independent!.byMeanCorrelation).toBeLessThan(20);
    expect(independent!.deflatedSharpe).toBeGreaterThan(deflatedSharpe!);
    expect(backtestNeededYears).toBeGreaterThan(0);
  });

  test('without a search there is nothing but the track record', () => {
    expect(overfittingOf(statisticsOf(madeResult([10_000, 10_010]), ONE), [])).toEqual({
      trials: 0,
      probabilisticSharpe: null,
      deflatedSharpe: null,
      expectedMaximumSharpe: null,
      annualSharpe: null,
      trackRecordDays: 2,
      trackRecordNeededDays: null,
      backtestNeededYears: null,
      independent: null,
      backtestOverfitting: null,
      realityCheck: null,
      findings: [],
    });
  });
});
