import type { FeatureCheck } from './feature-check.ts';

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

function storedFindings(stored: FeatureCheck['stored']): readonly string[] {
  if (stored === null) return [];
  const { skews, notStored, notComputed, missingRows } = stored;
  const rows = `${missingRows} candles are on one side only of what is stored and what is computed`;
  return [
    ...(skews.length === 0
      ? []
      : [`stored values differ from a fresh stream: ${list(skews.map((one) => one.feature))}`]),
    ...(missingRows === 0 ? [] : [rows]),
    ...(notStored.length === 0 ? [] : [`columns are not stored: ${list(notStored)}`]),
    ...(notComputed.length === 0 ? [] : [`stored columns are unknown: ${list(notComputed)}`]),
  ];
}

/** What of a check is wrong, a sentence each. */
export function findingsOf(check: Omit<FeatureCheck, 'findings'>): readonly string[] {
  const { lookAhead, stored, coverage, redundancy, drift } = check;
  const leaks = [...new Set(lookAhead.leaks.map(({ feature }) => feature))];
  const explained = new Set(redundancy.explained.map(({ feature }) => feature));
  const constant = redundancy.constant.filter((name) => !explained.has(name));
  const equal = redundancy.pairs.filter((pair) => pair.equal);
  const { max } = drift;
  const beyond = max === null ? [] : drift.columns.filter(({ stabilityIndex }) => stabilityIndex > max);
  const pairs = equal.map(({ first, second }) => `${first} = ${second}`);
  const about = (what: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${what}: ${list(names)}`];
  return [
    ...about('values use the future', leaks),
    ...storedFindings(stored),
    ...about('required columns have holes', coverage.poor),
    ...about('columns have infinite values', coverage.infinite),
    ...about('columns never change', constant),
    ...about('columns say the same', pairs),
    ...about(
      `distributions drifted beyond an index of ${max}`,
      beyond.map(({ feature }) => feature),
    ),
  ];
}
