import { isoTime } from '@pipwright/model';
import type { ComparedFigure, ComparedRun, Comparison } from '@pipwright/protocol';
import { figureText, moneyText } from './figure-text.ts';
import { renderTable } from './table.ts';

const BEST = ' *';

function day(time: number): string {
  return isoTime(time).slice(0, 10);
}

function runLines({ letter, id, title, from, to, verdict, currency }: ComparedRun): string[] {
  return [
    `${letter}  ${id}: ${title}, ${day(from)} to ${day(to)}, ${currency}`,
    `   ${verdict.evidence ? '+' : '-'} ${verdict.headline}`,
  ];
}

function figureRow({ name, unit, signed, values, best }: ComparedFigure, runs: readonly ComparedRun[]): string[] {
  return [
    name,
    ...runs.map((run, index) => {
      const text = figureText({ value: values[index] ?? null, unit, signed }, run);
      return best.includes(index) ? text + BEST : text;
    }),
  ];
}

function costRows(runs: readonly ComparedRun[]): string[][] {
  const steps = [...new Set(runs.flatMap(({ waterfall }) => waterfall.map(({ name }) => name)))];
  return steps.map((step) => [
    step,
    ...runs.map((run) => {
      const amount = run.waterfall.find(({ name }) => name === step)?.amount;
      return amount === undefined ? '' : moneyText(amount, run);
    }),
  ]);
}

function correlationRows({ runs, correlation }: Comparison): string[][] {
  return runs.map(({ letter }, row) => [
    letter,
    ...runs.map((_, column) => {
      const value = correlation[row]?.[column]?.value ?? null;
      if (row === column) return '';
      return value === null ? 'N/A' : value.toFixed(2);
    }),
  ]);
}

/** Runs side by side: what hinders a comparison first, then figures, costs, what differs and how they move together. */
export function renderComparison(comparison: Comparison): string {
  const { runs, figures, differences, warnings } = comparison;
  const letters = runs.map(({ letter }) => letter);
  const rows = figures.map((figure) => figureRow(figure, runs));
  const part = (head: string, table: readonly (readonly string[])[]): string[] =>
    table.length === 0 ? [] : ['', renderTable([head, ...letters], table)];
  return [
    ...warnings.map((warning) => `! ${warning}`),
    ...(warnings.length === 0 ? [] : ['']),
    ...runs.flatMap(runLines),
    ...part(`figure (${BEST.trim()} is best)`, rows),
    ...part('from gross to net', costRows(runs)),
    ...part(
      'what differs',
      differences.map(({ name, values }) => [name, ...values.map((value) => value ?? '-')]),
    ),
    ...part('correlation of months', correlationRows(comparison)),
  ].join('\n');
}
