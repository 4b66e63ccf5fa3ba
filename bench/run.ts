import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';
import { measure, type Measurement } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    passes: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(
    'npm run bench -- [NAME …] [--small] [--passes 3] [--record]\n\n--record writes bench/results.json.\nNames:',
  );
  for (const benchmark of benchmarks) console.log(`  ${benchmark.name}`);
  process.exit(0);
}

function describe(measurement: Measurement): string {
  const { latency } = measurement;
  const rate = Math.round(measurement.perSecond).toLocaleString('en-US');
  const pieces = latency === null ? '' : `, p50 ${latency.p50.toFixed(4)} ms, p99 ${latency.p99.toFixed(4)} ms`;
  const budget = measurement.budget === null ? '' : `  [budget: ${measurement.budget}]`;
  return `${measurement.name.padEnd(22)} ${measurement.count} ${measurement.unit} in ${measurement.medianMs.toFixed(1)} ms (${measurement.bestMs.toFixed(1)} to ${measurement.worstMs.toFixed(1)}): ${rate}/s${pieces}  digest ${measurement.digest}${budget}`;
}

const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const measurements: Measurement[] = [];
for (const benchmark of chosen) {
  const measurement = await measure(benchmark, values.small ? 'small' : 'full', Number(values.passes));
  measurements.push(measurement);
  console.log(describe(measurement));
}
if (values.record) {
  const host = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify({ host, measurements }, null, 2)}\n`);
}
