import { createRandom } from '@pipwright/kernel';
import type { ParameterSpecs, ParameterValues } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { stoppingRule, type EarlyStopping } from './early-stopping.ts';
import { gridSampler } from './grid-sampler.ts';
import { madeEvaluation, RANGE } from './made-trials.fixture.ts';
import { objectiveNamed } from './objectives.ts';
import { parameterSpace } from './parameter-space.ts';
import { randomSampler } from './random-sampler.ts';
import { runSearch, type SearchOptions, type SearchProgress } from './run-search.ts';
import type { Sampler } from './sampler.ts';
import { tpeSampler } from './tpe-sampler.ts';
import type { Evaluate, SearchTrial } from './trial.ts';

const parameters: ParameterSpecs = {
  fast: { kind: 'integer', default: 5, min: 1, max: 40, description: '' },
  slow: { kind: 'integer', default: 20, min: 1, max: 100, description: '' },
};
const space = () => parameterSpace({ parameters });
const merit = ({ fast, slow }: ParameterValues): number =>
  800 - ((fast as number) - 12) ** 2 - ((slow as number) - 60) ** 2 / 5;
const objective = objectiveNamed('net-profit', { trials: 100 });
const evaluate = madeEvaluation(merit);

const SAMPLERS: Readonly<Record<string, () => Sampler>> = {
  grid: () => gridSampler(parameterSpace({ parameters, ranges: { slow: { min: 10, max: 90, step: 40 } } })),
  random: () => randomSampler(space(), createRandom(3)),
  tpe: () => tpeSampler(space(), createRandom(3)),
};
const STOPPINGS: readonly EarlyStopping[] = [
  { kind: 'none' },
  { kind: 'median', shares: [0.1, 0.4] },
  { kind: 'halving' },
];

/** So many workers, which take different times: what ends first is chance. */
function workers(count: number, source: Evaluate, seed: number): Evaluate & { readonly calls: () => number } {
  const random = createRandom(seed);
  const waiting: (() => void)[] = [];
  let free = count;
  let calls = 0;
  const run: Evaluate = async (set, range) => {
    calls++;
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    for (let turn = random.integer(7); turn > 0; turn--) await Promise.resolve();
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
    return source(set, range);
  };
  return Object.assign(run, { calls: () => calls });
}

const options = (sampler: string, stopping: EarlyStopping): SearchOptions => ({
  sampler: SAMPLERS[sampler]!(),
  objective,
  range: RANGE,
  trials: 100,
  batch: 16,
  stopping,
  evaluate,
});
const CASES = Object.keys(SAMPLERS).flatMap((sampler) => STOPPINGS.map((stopping) => [sampler, stopping] as const));

describe.each(CASES)('a search by %s with stopping %j', (sampler, stopping) => {
  test.each([1, 2, 7])('gives the same result with %i workers (seed 21)', async (count) => {
    const alone = await runSearch(options(sampler, stopping));
    const many = workers(count, evaluate, 21);
    expect(await runSearch({ ...options(sampler, stopping), evaluate: many })).toEqual(alone);
    expect(alone.trials.map(({ number }) => number)).toEqual(alone.trials.map((_, place) => place));
  });

  test.each([1, 20, 57, 99])('goes on behind trials that are known, %i of them, and ends the same', async (known) => {
    const whole = await runSearch(options(sampler, stopping));
    // Broken off somewhere: of the last batch it is the later ones that are known.
    const stored = new Map(
      whole.trials.filter(({ number }) => number < known && number % 16 !== 3).map((trial) => [trial.number, trial]),
    );
    const counted = workers(4, evaluate, 5);
    const ended: SearchTrial[] = [];
    const again = await runSearch({
      ...options(sampler, stopping),
      evaluate: counted,
      known: (number) => stored.get(number),
      onTrial: (trial) => void ended.push(trial),
    });
    expect(again).toEqual(whole);
    expect(ended.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
      whole.trials.map(({ number }) => number).filter((number) => !stored.has(number)),
    );
    if (stopping.kind === 'none') expect(counted.calls()).toBe(whole.trials.length - stored.size);
  });
});

describe('stopping early', () => {
  test('saves most of the range, finds a good set all the same, and every stopped trial is counted', async () => {
    let evaluated = 0;
    const costly: Evaluate = (set, range) => {
      evaluated += (range.to - range.from) / (RANGE.to - RANGE.from);
      return evaluate(set, range);
    };
    const full = await runSearch(options('random', { kind: 'none' }));
    const halved = await runSearch({ ...options('random', { kind: 'halving' }), evaluate: costly });
    expect(halved.trials).toHaveLength(100);
    expect(halved.stoppedEarly).toBe(100 - halved.trials.filter(({ state }) => state === 'done').length);
    expect(evaluated).toBeLessThan(45);
    const merits = full.trials.map((trial) => merit(trial.parameters)).toSorted((a, b) => b - a);
    expect(merit(halved.best!.parameters)).toBeGreaterThanOrEqual(merits[4]!);
    const stopped = halved.trials.find(({ state }) => state === 'stopped-early')!;
    expect(stopped.reason).toMatch(/on the first (11|33) % of the range/);
    expect(stopped.share).toBeLessThan(1);
  });

  test('by the median begins when there is something to compare with', () => {
    const rule = stoppingRule({ kind: 'median', least: 5 });
    expect(rule.survivors(0, [1, 2, null, 4], [])).toEqual([0, 1, 2, 3]);
    expect(rule.survivors(0, [1, 2, null, 4], [3, 3, 3])).toEqual([3]);
    expect(rule.survivors(0, [5, 5, 5, 5, 5], [])).toEqual([0, 1, 2, 3, 4]);
  });

  test('by halving keeps the older of equals, and one at least', () => {
    const rule = stoppingRule({ kind: 'halving', factor: 4, rungs: 1 });
    expect(rule.shares).toEqual([0.25]);
    expect(rule.survivors(0, [1, 3, 3, 2, 3], [])).toEqual([1, 2]);
    expect(rule.survivors(0, [null], [])).toEqual([0]);
  });

  test.each([
    { kind: 'median', shares: [0.5, 0.2] },
    { kind: 'median', shares: [1] },
    { kind: 'median', quantile: 1 },
    { kind: 'halving', factor: 1 },
    { kind: 'halving', rungs: 0 },
  ] as const)('%j makes no sense', (stopping) => {
    expect(() => stoppingRule(stopping)).toThrow(expect.objectContaining({ code: 'SEARCH_SETTING' }));
  });
});

describe('a search', () => {
  test('ends when nothing better came for a while', async () => {
    const found = await runSearch({ ...options('random', { kind: 'none' }), patience: 20 });
    expect(found.end).toBe('patience');
    expect(found.trials.length - 1 - found.best!.number).toBeGreaterThanOrEqual(20);
    expect(found.trials.length).toBeLessThan(100);
  });

  test('ends when there is nothing left', async () => {
    const sampler = gridSampler(parameterSpace({ parameters, searched: ['fast'] }));
    const progress: SearchProgress[] = [];
    const onProgress = (told: SearchProgress) => void progress.push(told);
    const found = await runSearch({ ...options('grid', { kind: 'none' }), sampler, onProgress });
    expect([found.end, found.trials.length]).toEqual(['exhausted', 40]);
    expect(progress.at(-1)).toEqual({ done: 40, total: 40, best: found.best });
  });

  test('keeps sets that the strategy fails with, and goes on', async () => {
    const failing: Evaluate = (set, range) =>
      (set['fast'] as number) % 2 === 0
        ? Promise.resolve({ ok: false, reason: 'no even numbers' })
        : evaluate(set, range);
    for (const stopping of STOPPINGS) {
      const found = await runSearch({ ...options('random', stopping), evaluate: failing });
      const failed = found.trials.filter(({ state }) => state === 'failed');
      expect(failed.length).toBe(found.failed);
      expect(found.failed).toBeGreaterThan(20);
      expect(failed[0]).toMatchObject({ reason: 'no even numbers', score: null, sharpe: null, days: 0 });
      expect((found.best!.parameters['fast'] as number) % 2).toBe(1);
    }
  });

  test('fails where the strategy fails with everything', async () => {
    const failing: Evaluate = () => Promise.resolve({ ok: false, reason: 'it divides by nothing' });
    await expect(runSearch({ ...options('tpe', { kind: 'none' }), evaluate: failing })).rejects.toThrow(
      'Each of the first 16 trials failed: it divides by nothing',
    );
  });

  test('fails where the machine does, when nothing is under way any more', async () => {
    let ended = 0;
    const broken: Evaluate = async (set, range) => {
      if (set['fast'] === 3) throw new Error('a thread died');
      for (let turn = 0; turn < 9; turn++) await Promise.resolve();
      ended++;
      return evaluate(set, range);
    };
    const sampler = gridSampler(parameterSpace({ parameters, searched: ['fast'] }));
    const search = runSearch({ ...options('grid', { kind: 'none' }), sampler, evaluate: broken });
    await expect(search).rejects.toThrow('a thread died');
    expect(ended).toBe(15);
  });

  test('stops when it is told to, and says how far it was', async () => {
    const control = new AbortController();
    const onProgress = ({ done }: SearchProgress) => void (done >= 20 && control.abort());
    const search = runSearch({ ...options('random', { kind: 'none' }), onProgress, signal: control.signal });
    await expect(search).rejects.toMatchObject({ code: 'SEARCH_STOPPED', retryable: true });
    await expect(search).rejects.toThrow('The search was stopped after 32 of 100 trials.');
  });

  test.each([
    ['trials', 0],
    ['batch', 1.5],
    ['patience', -1],
  ])('refuses %s of %d', async (name, value) => {
    const search = runSearch({ ...options('random', { kind: 'none' }), [name]: value });
    await expect(search).rejects.toMatchObject({ code: 'SEARCH_SETTING' });
  });
});
