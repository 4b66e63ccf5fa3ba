import type { ReportDocument } from '@pipwright/protocol';

const DAY_MS = 86_400_000;

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `A: EURUSD; B: GBPUSD`. */
function each(letters: readonly string[], texts: readonly string[]): string {
  return letters.map((letter, index) => `${letter}: ${texts[index] ?? ''}`).join('; ');
}

/** Assumptions by whose difference a result is no longer about the strategy. */
const COSTS = ['Spread', 'Commission', 'Slippage', 'Swap', 'Execution', 'Inside a candle'];

function costWarnings(reports: readonly ReportDocument[], letters: readonly string[]): string[] {
  return COSTS.flatMap((name) => {
    const texts = reports.map(({ assumptions }) => assumptions.find((one) => one.name === name)?.value ?? 'not stated');
    if (new Set(texts).size === 1) return [];
    return [`Not the same ${name.toLowerCase()}: ${each(letters, texts)}.`];
  });
}

function rangeWarnings(reports: readonly ReportDocument[], letters: readonly string[]): string[] {
  const ranges = reports.map(({ from, to }) => `${day(from)} to ${day(to)}`);
  const lateFrom = Math.max(...reports.map(({ from }) => from));
  const earlyTo = Math.min(...reports.map(({ to }) => to));
  // A day more or less comes of how the last candle ends.
  const spread = Math.max(...reports.map(({ from, to }) => lateFrom - from + (to - earlyTo)));
  if (spread <= DAY_MS) return [];
  if (earlyTo <= lateFrom) return [`The ranges do not overlap: ${each(letters, ranges)}.`];
  return [`Not the same range: ${each(letters, ranges)}. Totals and ratios are each of its own range.`];
}

/** Why figures of these runs should not, or not simply, be held against each other. */
export function comparabilityOf(reports: readonly ReportDocument[], letters: readonly string[]): string[] {
  const differ = (textOf: (report: ReportDocument) => string): string | null => {
    const texts = reports.map(textOf);
    return new Set(texts).size === 1 ? null : each(letters, texts);
  };
  const warnings: string[] = [];
  const say = (sentence: string, differences: string | null): void => {
    if (differences !== null) warnings.push(`${sentence}: ${differences}.`);
  };
  say(
    'Some runs are on a simulated market',
    differ(({ simulated }) => (simulated ? 'simulated' : 'real')),
  );
  say(
    'Not the same symbols',
    differ(({ sections }) => sections.symbols.join(', ')),
  );
  say(
    'Not the same timeframe',
    differ(({ timeframe }) => timeframe),
  );
  warnings.push(...rangeWarnings(reports, letters));
  say(
    'Not the same currency, so that money is not compared',
    differ(({ currency }) => currency),
  );
  say(
    'Not the same initial balance',
    differ(({ initialBalance, minorDigits }) => (initialBalance / 10 ** minorDigits).toLocaleString('en-US')),
  );
  warnings.push(...costWarnings(reports, letters));
  say(
    'Not counted over the same number of trials',
    differ(({ sections }) => String(sections.overfitting?.trials ?? 'not counted')),
  );
  return warnings;
}
