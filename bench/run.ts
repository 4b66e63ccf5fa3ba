// Runs benchmarks and prints their figures. `npm run bench -- --help` says how.
import { parseArgs } from 'node:util';
import { disagreements } from './agreement.ts';
import type { Benchmark } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { describeFigures, describeMs, describeVerdict, figuresTable, writeTable } from './figures-table.ts';
import { measure, type Measurement } from './measure.ts';
import { recordedDigests, recordResults, recordSmallDigests } from './records.ts';

const HELP = `npm run bench -- [NAME …] [--small] [--passes 3] [--record]

  --small    small inputs, as the test suite runs them: seconds instead of minutes, figures mean nothing
  --passes   how often each is run; the fastest pass counts
  --record   writes the figures to bench/results.json and bench/README.md, or with --small the digests that the
             test suite expects to bench/small-digests.json

Exit status 1 where a digest differs from the recorded one and --record is not given.

Names:
`;

function describe(benchmark: Benchmark, measurement: Measurement): string {
  const { name, unit, count, digest, bestMs, worstMs, perSecond, processorMs, yardstickMs } = measurement;
  const time = `${describeMs(bestMs)} to ${describeMs(worstMs)}, processor ${describeMs(processorMs)}`;
  const full = [`${(processorMs / yardstickMs).toPrecision(3)} yardsticks`, describeVerdict(benchmark, measurement)];
  const details = [
    `${count.toLocaleString('en-US')} ${unit} in ${time}`,
    `${Math.round(perSecond).toLocaleString('en-US')}/s`,
    describeFigures(measurement),
    `digest ${digest}`,
    ...(yardstickMs === 0 ? [] : full),
  ];
  return `${name.padEnd(20)} ${details.filter((text) => text !== '').join('; ')}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    passes: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const names = benchmarks.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no benchmark ${unknown.join(', ')}.\n`);
  console.log(HELP + benchmarks.map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join('\n'));
  process.exit(unknown.length > 0 ? 2 : 0);
}

const size = values.small ? 'small' : 'full';
const measurements: Measurement[] = [];
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  const measurement = await measure(benchmark, size, Number(values.passes));
  measurements.push(measurement);
  console.log(describe(benchmark, measurement));
}

const problems = disagreements(benchmarks, measurements, values.record ? {} : recordedDigests(size));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else if (values.record && values.small) recordSmallDigests(measurements, names);
else if (values.record) writeTable(figuresTable(recordResults(measurements, names), benchmarks));
