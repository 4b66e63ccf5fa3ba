import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { sharpeRatio } from '../sharpe.ts';
import { backtestOverfitting, type BacktestOverfitting } from './backtest-overfitting.ts';
import { halvings } from './block-splits.ts';
import { HalfScores } from './half-scores.ts';
import { madeTrials } from './trials.fixture.ts';
import type { TrialReturns } from './trial-returns.ts';

const random = createRandom('splits');

async function overfitting(trials: TrialReturns, blocks = 16): Promise<BacktestOverfitting> {
  return (await backtestOverfitting({ trials, blocks, random }))!;
}

/** The definition, word by word: every half of the blocks, all days written out, ranks counted. */
function byDefinition(trials: readonly Float64Array[], blocks: number): { logits: number[]; losses: number } {
  const days = trials[0]!.length;
  const of = (returns: Float64Array, mask: number, inside: boolean): number => {
    const chosen = [...returns].filter((_, day) => {
      let block = 0;
      while (Math.floor(((block + 1) * days) / blocks) <= day) block++;
      return (((mask >> block) & 1) === 1) === inside;
    });
    return sharpeRatio(chosen, 1) || 0;
  };
  const logits: number[] = [];
  let losses = 0;
  for (let mask = 0; mask < 1 << blocks; mask++) {
    if (mask.toString(2).replaceAll('0', '').length !== blocks / 2) continue;
    const train = trials.map((returns) => of(returns, mask, true));
    const held = trials.map((returns) => of(returns, mask, false));
    const best = held[train.indexOf(Math.max(...train))]!;
    if (best < 0) losses++;
    const rank = held.filter((value) => value < best).length + (held.filter((value) => value === best).length + 1) / 2;
    const relative = rank / (trials.length + 1);
    logits.push(Math.log(relative / (1 - relative)));
  }
  return { logits, losses };
}

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

describe('probability of backtest overfitting (Bailey, Borwein, López de Prado and Zhu, 2017)', () => {
  test.each([
    [2, 40, 4],
    [5, 61, 6],
    [9, 83, 8],
  ])('%i trials of %i days in %i blocks: as the definition says (seed 7)', async (count, days, blocks) => {
    const trials = madeTrials({ seed: 7, trials: count, days, edge: (trial) => trial * 0.02 });
    // One that hardly ever traded, and one that did the same as another.
    trials[0]!.fill(0, 3);
    if (count > 2) trials[1] = trials[2]!.slice();
    const found = await overfitting(trials, blocks);
    const expected = byDefinition(trials, blocks);
    expect(found.splits).toBe(expected.logits.length);
    ascending(found.logits).forEach((logit, index) => expect(logit).toBeCloseTo(ascending(expected.logits)[index]!, 9));
    expect(found.lossProbability).toBeCloseTo(expected.losses / found.splits, 12);
    expect(found.probability).toBeCloseTo(expected.logits.filter((logit) => logit <= 0).length / found.splits, 12);
  });

  test('noise: about a half, and the better it looked, the worse it got (seeds 1 to 40)', async () => {
    const probabilities: number[] = [];
    const slopes: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      const { probability, degradationSlope } = await overfitting(madeTrials({ seed, trials: 40, days: 400 }), 10);
      probabilities.push(probability);
      slopes.push(degradationSlope);
    }
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(probabilities)).toBeGreaterThan(0.4);
    expect(mean(probabilities)).toBeLessThan(0.6);
    // What one half has more of than the whole, the other half lacks.
    expect(mean(slopes)).toBeLessThan(-0.25);
  });

  test('one trial with an edge among noise: about nothing (seeds 1 to 5)', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const trials = madeTrials({ seed, trials: 50, days: 1040, edge: (trial) => (trial === 17 ? 0.25 : 0) });
      const found = await overfitting(trials);
      expect(found.splits).toBe(12_870);
      expect(found.probability).toBeLessThan(0.01);
      expect(found.lossProbability).toBeLessThan(0.01);
    }
  });

  test('drawn splits come close to all of them, and the same seed draws the same (seed 3)', async () => {
    const trials = madeTrials({ seed: 3, trials: 30, days: 640, edge: (trial) => trial * 0.003 });
    const all = await overfitting(trials, 16);
    const some = await backtestOverfitting({ trials, splitsMax: 2000, random });
    expect(some!.splits).toBe(2000);
    expect(Math.abs(some!.probability - all.probability)).toBeLessThan(0.04);
    expect(await backtestOverfitting({ trials, splitsMax: 2000, random: createRandom('splits') })).toEqual(some);
    const wide = await backtestOverfitting({ trials, blocks: 24, splitsMax: 500, random });
    expect(wide!.splits).toBe(500);
  });

  test('the chunks that it is computed in do not show (seed 11)', () => {
    const trials = madeTrials({ seed: 11, trials: 12, days: 200 });
    const masks = halvings(8, 100, random);
    expect(masks).toHaveLength(35);
    const whole = new HalfScores(trials, 8, 35);
    const parts = new HalfScores(trials, 8, 4);
    whole.compute(masks);
    for (let pair = 0; pair < masks.length; pair++) {
      if (pair % 4 === 0) parts.compute(masks.subarray(pair, pair + 4));
      expect(parts.chosenOn(0, pair % 4)).toEqual(whole.chosenOn(0, pair));
      expect(parts.chosenOn(1, pair % 4)).toEqual(whole.chosenOn(1, pair));
    }
  });

  test('single precision tells the same', async () => {
    const trials = madeTrials({ seed: 5, trials: 10, days: 320 });
    const single = trials.map((returns) => Float32Array.from(returns));
    expect((await overfitting(single, 8)).probability).toBe((await overfitting(trials, 8)).probability);
  });
});

describe('what cannot be told', () => {
  test('one trial, or too few days for the blocks', async () => {
    const [trial] = madeTrials({ seed: 1, trials: 1, days: 100 });
    expect(await backtestOverfitting({ trials: [trial!], random })).toBeNull();
    expect(await backtestOverfitting({ trials: madeTrials({ seed: 1, trials: 3, days: 31 }), random })).toBeNull();
  });

  test('trials of different days, or a number of blocks that has no half', async () => {
    const trials = [new Float64Array(100), new Float64Array(99)];
    await expect(backtestOverfitting({ trials, random })).rejects.toThrow('trial 1 is 99 days; expected 100 days');
    await expect(backtestOverfitting({ trials: [], blocks: 7, random })).rejects.toThrow('an even number from 2 to 24');
  });

  test('a search in which nothing was ever traded ranks all in the middle', async () => {
    const trials = Array.from({ length: 4 }, () => new Float64Array(64));
    const found = await overfitting(trials, 8);
    expect(found.logits.every((logit) => logit === 0)).toBe(true);
    expect(found).toMatchObject({ probability: 1, lossProbability: 0, degradationSlope: 0 });
  });

  test('stops when it is told to', async () => {
    const stop = new AbortController();
    const trials = madeTrials({ seed: 1, trials: 3000, days: 100 });
    let steps = 0;
    const running = backtestOverfitting({
      trials,
      random,
      signal: stop.signal,
      onProgress: () => {
        if (++steps === 2) stop.abort();
      },
    });
    await expect(running).rejects.toThrow('was stopped after 2796 of 12870 steps');
  });
});
