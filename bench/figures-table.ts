import { readFileSync, writeFileSync } from 'node:fs';
import { budgetUse, describeBudget } from './budget.ts';
import type { Benchmark } from './benchmark.ts';
import type { Measurement } from './measure.ts';
import type { Results } from './records.ts';

const README = new URL('./README.md', import.meta.url);
const BEGIN = '<!-- figures: written by `npm run bench -- --record` -->';
const END = '<!-- end of figures -->';

/** A duration with three significant digits, in the unit that suits it. */
export function describeMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  return ms >= 1 ? `${ms.toPrecision(3)} ms` : `${(ms * 1000).toPrecision(3)} µs`;
}

const described = (value: number): string =>
  Math.abs(value) >= 1000 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);

/** Further figures and percentiles in words. */
export function describeFigures({ figures, latency }: Measurement): string {
  const { p50, p99, worst } = latency ?? {};
  const pieces = Object.entries({ p50, p99, worst }).flatMap(([name, ms]) =>
    ms === undefined ? [] : `${name} ${describeMs(ms)}`,
  );
  const others = Object.entries(figures).map(([name, value]) =>
    name.endsWith('Ms') ? `${name.slice(0, -2)} ${describeMs(value)}` : `${name} ${described(value)}`,
  );
  return [...pieces, ...others].join(', ');
}

/** The budget, whether it is met, and by how much. */
export function describeVerdict({ budget }: Benchmark, measurement: Measurement): string {
  if (budget === null) return '';
  const use = budgetUse(budget, measurement);
  const verdict = use <= 1 ? 'met' : '**missed**';
  return `${describeBudget(budget)}: ${verdict} (${use.toPrecision(2)} of it)`;
}

function row(benchmark: Benchmark, measurement: Measurement): string {
  const { name, unit, count, digest, bestMs, worstMs, perSecond, processorMs, yardstickMs } = measurement;
  const cells = [
    `\`${name}\``,
    `${count.toLocaleString('en-US')} ${unit}`,
    `${describeMs(bestMs)} to ${describeMs(worstMs)}`,
    `${Math.round(perSecond).toLocaleString('en-US')}/s`,
    describeMs(processorMs),
    (processorMs / yardstickMs).toPrecision(3),
    describeFigures(measurement),
    describeVerdict(benchmark, measurement),
    `\`${digest}\``,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The recorded figures as a Markdown table. */
export function figuresTable({ host, measurements }: Results, benchmarks: readonly Benchmark[]): string {
  const rows = measurements.map((measurement) =>
    row(
      benchmarks.find(({ name }) => name === measurement.name)!,
      measurement,
    ),
  );
  return [
    `${host.processor}, ${host.cores} cores, ${host.memoryGiB} GiB, Node ${host.node}.`,
    '',
    '| benchmark | work | fastest to slowest pass | rate of the fastest | processor time | in yardsticks | also | budget | digest |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The table that the README holds. Throws where it has no place for one. */
export function tableInReadme(): string {
  const text = readFileSync(README, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`bench/README.md has no lines '${BEGIN}' and '${END}'`);
  return text.slice(begin + BEGIN.length, end).trim();
}

export function writeTable(table: string): void {
  const before = tableInReadme();
  const text = readFileSync(README, 'utf8');
  const block = `${BEGIN}\n\n${table}\n\n${END}`;
  const old = text.slice(text.indexOf(BEGIN), text.indexOf(END) + END.length);
  if (before !== table)
    writeFileSync(
      README,
      text.replace(old, () => block),
    );
}
