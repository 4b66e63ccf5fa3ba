import { describe, expect, it } from 'vitest';
import { disagreements } from './agreement.ts';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { budgetUse } from './budget.ts';
import { digestOf } from './digest.ts';
import { figuresTable, tableInReadme } from './figures-table.ts';
import { measure } from './measure.ts';
import { readResults, readSmallDigests } from './records.ts';

const names = benchmarks.map(({ name }) => name);

describe('every benchmark at small size', () => {
  const recorded = readSmallDigests();

  it('has a recorded digest', () => {
    expect(Object.keys(recorded)).toEqual(names);
  });

  for (const benchmark of benchmarks) {
    it(`${benchmark.name} gives the recorded result, twice`, async () => {
      const { digest, count } = await measure(benchmark, 'small', 2);
      expect(count).toBeGreaterThan(0);
      expect(digest, 'if the result was meant to change: npm run bench -- --small --record').toBe(
        recorded[benchmark.name],
      );
    });
  }

  it('agrees with the benchmarks that do the same in another way', () => {
    const measurements = Object.entries(recorded).map(([name, digest]) => ({ name, digest }));
    expect(disagreements(benchmarks, measurements, {})).toEqual([]);
  });
});

describe('the recorded figures', () => {
  const results = readResults()!;

  it('are there for every benchmark', () => {
    expect(results.measurements.map(({ name }) => name)).toEqual(names);
  });

  it('stand in the README', () => {
    expect(tableInReadme()).toBe(figuresTable(results, benchmarks));
  });

  it('agree where two benchmarks do the same in another way', () => {
    expect(disagreements(benchmarks, results.measurements, {})).toEqual([]);
  });
});

/** A benchmark whose passes give the digests named, one after the other. */
function scripted(digests: readonly string[]): Benchmark {
  let run = 0;
  const pass = () => {
    const digest = digests[run++] as string;
    return Promise.resolve({ count: 2, digest: () => digest, latenciesMs: Float64Array.of(3, 1, 2) });
  };
  const prepare = () => Promise.resolve({ pass, dispose: nothingToDispose });
  return { name: 'scripted', what: '', unit: 'units', budget: null, sameDigestAs: 'other', prepare };
}

describe('the frame', () => {
  it('refuses a benchmark whose passes differ', async () => {
    await expect(measure(scripted(['a', 'a', 'b']), 'small', 3)).rejects.toThrow('pass 3 gave b, pass 1 gave a');
  });

  it('takes percentiles of the pieces', async () => {
    const { latency, passes } = await measure(scripted(['a', 'a']), 'small', 2);
    expect(passes).toBe(2);
    expect(latency).toEqual({ p50: 2, p99: 2, worst: 3 });
  });

  it('reports digests that differ from the recorded one or from the counterpart', () => {
    const measurements = [
      { name: 'other', digest: 'a' },
      { name: 'scripted', digest: 'b' },
    ];
    const problems = disagreements([scripted([])], measurements, { other: 'c' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('other gave a, recorded is c');
    expect(problems[1]).toBe('scripted gave b, other gave a');
  });

  it('counts every NaN as the same, and nothing else', () => {
    const negative = new Float64Array(BigUint64Array.of(0xfff8_0000_0000_0000n, 0n).buffer);
    expect(digestOf([negative])).toBe(digestOf([Float64Array.of(Number.NaN, 0)]));
    expect(digestOf([Float64Array.of(-0)])).not.toBe(digestOf([Float64Array.of(0)]));
  });

  it('says how much of a budget is used', () => {
    const figures = { bestMs: 500, perSecond: 4, latency: { p99: 0.5 } };
    expect(budgetUse({ kind: 'duration', msMax: 1000 }, figures)).toBe(0.5);
    expect(budgetUse({ kind: 'rate', perSecondMin: 8 }, figures)).toBe(2);
    expect(budgetUse({ kind: 'p99', msMax: 0.25 }, figures)).toBe(2);
  });
});
