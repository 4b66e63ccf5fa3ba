import type { ComparedFigure, ComparedRun, Comparison, Figure, ReportDocument } from '@pipwright/protocol';
import { VERSION } from '../package-version.ts';
import { telltalePoints } from '../report/thin-equity.ts';
import { comparabilityOf } from './comparability.ts';
import { monthlyCorrelation } from './monthly-correlation.ts';

/** The curves are drawn by at most four points of each. */
const GROWTH_BUCKETS = 300;
const GROWTH_DIGITS = 1e6;

/** `A` to `Z`, then `AA`. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

function growthOf({ equity, initialBalance }: ReportDocument): ComparedRun['growth'] {
  const points = telltalePoints(Float64Array.from(equity.equity), GROWTH_BUCKETS);
  return {
    time: points.map((index) => equity.time[index]!),
    value: points.map((index) => Math.round((equity.equity[index]! / initialBalance) * GROWTH_DIGITS) / GROWTH_DIGITS),
  };
}

function runOf(report: ReportDocument, letter: string): ComparedRun {
  const { runId: id, title, digest, generatedAt, simulated, timeframe, from, to, currency } = report;
  const { minorDigits, initialBalance, verdict, waterfall, sections } = report;
  return {
    id,
    letter,
    title,
    digest,
    generatedAt,
    simulated,
    symbols: sections.symbols,
    timeframe,
    from,
    to,
    currency,
    minorDigits,
    initialBalance,
    verdict: { evidence: verdict.evidence, headline: verdict.headline },
    waterfall,
    growth: growthOf(report),
    monthly: report.monthly.map(({ year, month, returnFraction }) => ({ year, month, returnFraction })),
  };
}

/** Places of the best of the values that are known; all of them where they are equal, none where only one is known. */
function bestOf(values: readonly (number | null)[], better: Figure['better']): number[] {
  const known = values.filter((value) => value !== null);
  if (better === null || known.length < 2 || known.every((value) => value === known[0])) return [];
  const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
  return values.flatMap((value, index) => (value === best ? [index] : []));
}

interface GroupedFigure {
  readonly group: string;
  readonly figure: Figure;
}

/** Each figure once: what is among the key figures is not repeated in its group. */
function figuresOf(report: ReportDocument): GroupedFigure[] {
  const headline = report.headline.map((figure) => ({ group: 'Key figures', figure }));
  const key = new Set(report.headline.map(({ name }) => name));
  const rest = report.figures.flatMap(({ group, figures }) => figures.map((figure) => ({ group, figure })));
  return [...headline, ...rest.filter(({ figure }) => !key.has(figure.name))];
}

const placeOf = ({ group, figure }: GroupedFigure): string => `${group}\n${figure.name}`;

/** Every figure that any run has, in the order of the first report that has it. */
function comparedFigures(reports: readonly ReportDocument[]): ComparedFigure[] {
  const byPlace = reports.map((report) => new Map(figuresOf(report).map((one) => [placeOf(one), one.figure])));
  const seen = new Map(reports.flatMap((report) => figuresOf(report).map((one) => [placeOf(one), one])));
  const sameMoney = new Set(reports.map(({ currency }) => currency)).size === 1;
  return [...seen].map(([place, { group, figure }]) => {
    const values = byPlace.map((figures) => figures.get(place)?.value ?? null);
    const { name, unit, formula, signed, better } = figure;
    const comparable = unit !== 'money' || sameMoney;
    return { group, name, unit, formula, signed, values, best: comparable ? bestOf(values, better) : [] };
  });
}

/** Names and values of everything that a run was told, as text. */
function settingsOf({ sections, assumptions, model }: ReportDocument): Map<string, string> {
  const settings = new Map<string, string>();
  const { strategy } = sections;
  if (strategy !== null) {
    settings.set('Strategy', strategy.name);
    for (const { name, value } of strategy.parameters) settings.set(`Parameter ${name}`, String(value));
  }
  if (model !== null) settings.set('Model', model.id);
  for (const { name, value } of assumptions) settings.set(name, value);
  return settings;
}

function differencesOf(reports: readonly ReportDocument[]): Comparison['differences'] {
  const all = reports.map(settingsOf);
  const names = [...new Set(all.flatMap((settings) => [...settings.keys()]))];
  return names
    .map((name) => ({ name, values: all.map((settings) => settings.get(name) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** Puts the reports of two or more runs side by side. */
export function buildComparison(reports: readonly ReportDocument[], generatedAt: number): Comparison {
  const letters = reports.map((_, index) => letterOf(index));
  return {
    version: VERSION,
    title: `Comparison of ${reports.length} runs`,
    generatedAt,
    runs: reports.map((report, index) => runOf(report, letters[index]!)),
    figures: comparedFigures(reports),
    differences: differencesOf(reports),
    warnings: comparabilityOf(reports, letters),
    correlation: monthlyCorrelation(reports.map(({ monthly }) => monthly)),
  };
}
