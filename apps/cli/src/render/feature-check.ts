import { isoTime } from '@pipwright/model';
import type { FeatureCheck } from '@pipwright/server';
import { renderMissingSources } from './feature-build.ts';
import { renderTable } from './table.ts';

/** Columns of which the drift, or the coverage, is shown. */
const WORST = 10;

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function moment(time: number): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

function lookAheadLines({ lookAhead }: FeatureCheck): readonly string[] {
  const { candles, features, labels, cuts, compared, leaks } = lookAhead;
  const scope = `${features} features and ${labels} labels, the latest ${count(candles)} candles, ${cuts} cuts, ${count(compared)} values`;
  const found = leaks.map(
    ({ feature, kind, row, rows, whole, changed }) =>
      `    ${feature}: ${count(rows)} values changed when the future was ${kind}, first in row ${row}: ${whole} became ${changed}`,
  );
  return [`Look-ahead: ${leaks.length === 0 ? 'none' : 'FOUND'} (${scope})`, ...found];
}

function storedLines({ stored, symbol, timeframe }: FeatureCheck): readonly string[] {
  const build = `pipwright features build ${symbol} --timeframe ${timeframe}`;
  if (stored === null) return [`Stored rows: none in this version; \`${build}\` makes them`];
  const { skews, spans, rows, compared, notStored, notComputed, missingRows, notYetStored } = stored;
  const differs = skews.length + notStored.length + notComputed.length + missingRows > 0;
  const scope = `${spans} spans, ${count(rows)} rows, ${count(compared)} values`;
  const verdict = differs ? 'DIFFER from a fresh stream' : 'equal to a fresh stream';
  const found = skews
    .slice(0, WORST)
    .map(
      ({ feature, rows: wrong, firstTime, stored: kept, fresh }) =>
        `    ${feature}: ${count(wrong)} rows, first ${moment(firstTime)}: stored ${kept}, fresh ${fresh}`,
    );
  const more = skews.length > WORST ? [`    and ${skews.length - WORST} more columns`] : [];
  const columns = [
    ...notStored.map((name) => `    ${name} is not stored`),
    ...notComputed.map((name) => `    ${name} is not in the catalogue`),
  ];
  const holes = missingRows === 0 ? [] : [`    ${count(missingRows)} rows are on one side only`];
  const stale = differs
    ? [`    Candles or facts that came later ask for \`${build}\`; what differs after that is a fault.`]
    : [];
  const late = notYetStored === 0 ? [] : [`    ${count(notYetStored)} candles are not stored yet`];
  return [`Stored rows: ${verdict} (${scope})`, ...found, ...more, ...columns, ...holes, ...stale, ...late];
}

function coverageLines({ coverage, rows, stride, missing }: FeatureCheck): readonly string[] {
  const absent = new Set(missing.flatMap(({ features }) => features));
  const loaded = coverage.columns.filter(({ feature }) => !absent.has(feature));
  const begun = loaded.filter(({ firstRow }) => firstRow >= 0);
  const never = loaded.filter(({ firstRow }) => firstRow < 0).map(({ feature }) => feature);
  const holes = begun.filter(({ share }) => share < 1).toSorted((a, b) => a.share - b.share);
  const which = stride === 1 ? `${count(rows)} rows` : `${count(rows)} rows, one of ${stride}`;
  const { poor, infinite } = coverage;
  const verdict = poor.length + infinite.length === 0 ? 'every required column is there' : 'NOT whole';
  const worst = holes
    .slice(0, WORST)
    .map(
      ({ feature, share }) =>
        `    ${(100 * share).toFixed(1).padStart(5)} % ${feature}${poor.includes(feature) ? ': too few' : ''}`,
    );
  return [
    `Coverage: ${verdict} (${which}; ${begun.length - holes.length} columns without a hole, ${holes.length} are NaN where there is nothing to report)`,
    ...worst,
    ...infinite.map((feature) => `    ${feature} is infinite in places`),
    ...(never.length === 0 ? [] : [`    not begun, too few candles or facts: ${never.join(', ')}`]),
  ];
}

function redundancyLines({ redundancy, missing }: FeatureCheck): readonly string[] {
  const { constant, explained, pairs, empty } = redundancy;
  const absent = new Set(missing.flatMap(({ features }) => features));
  const reasons = Map.groupBy(explained, ({ reason }) => reason);
  const known = new Set(explained.map(({ feature }) => feature));
  const still = constant.filter((name) => !known.has(name));
  const equal = pairs.filter((pair) => pair.equal);
  const alike = pairs.filter((pair) => !pair.equal);
  const verdict = still.length + equal.length === 0 ? 'no column is constant or equal to another' : 'FOUND';
  return [
    `Redundancy: ${verdict}${empty.length > absent.size ? ` (${empty.length - absent.size} more have not begun)` : ''}`,
    ...still.map((name) => `    ${name} never changes`),
    ...equal.map(({ first, second }) => `    ${first} = ${second} in every row`),
    ...[...reasons].map(
      ([reason, members]) => `    never change because ${reason}: ${members.map(({ feature }) => feature).join(', ')}`,
    ),
    ...alike.map(
      ({ first, second, correlation }) =>
        `    nearly the same: ${first} and ${second}, correlation ${correlation.toFixed(4)}`,
    ),
  ];
}

function driftLines({ drift }: FeatureCheck): readonly string[] {
  const { columns, drifted, spans, max } = drift;
  const known = columns.filter(({ verdict }) => verdict !== 'unknown');
  const worst = known.toSorted((a, b) => b.stabilityIndex - a.stabilityIndex).slice(0, WORST);
  const rows = worst.map((one) => [one.feature, one.stabilityIndex.toFixed(2), one.distance.toFixed(2), one.verdict]);
  const limit = max === null ? 'told only: a finding with --drift-max' : `a finding above ${max}`;
  return [
    `Drift: ${drifted.length} of ${known.length} columns beyond an index of 0.25 (${moment(spans.from)} to ${moment(spans.split)} against up to ${moment(spans.to)}; ${limit})`,
    ...(rows.length === 0 ? [] : [indented(renderTable(['column', 'stability index', 'distance', ''], rows))]),
  ];
}

/** What the checks found, for people: the verdict last. */
export function renderFeatureCheck(check: FeatureCheck): string {
  const { symbol, timeframe, version, candles, firstTime, lastTime, findings } = check;
  const title = `${symbol} ${timeframe}: ${count(candles)} candles, ${moment(firstTime)} to ${moment(lastTime)} UTC, features of version ${version}`;
  const verdict =
    findings.length === 0 ? ['Nothing is wrong.'] : ['Findings:', ...findings.map((finding) => `  ${finding}`)];
  return [
    title,
    ...lookAheadLines(check),
    ...storedLines(check),
    ...coverageLines(check),
    ...redundancyLines(check),
    ...driftLines(check),
    ...renderMissingSources(check.missing),
    '',
    ...verdict,
  ].join('\n');
}
