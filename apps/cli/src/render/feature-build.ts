import type { MissingSource, StoredFeatureBuild } from '@pipwright/server';
import { renderDuration } from './duration.ts';

/** Sources that are not there, and what to do about each. */
export function renderMissingSources(missing: readonly MissingSource[]): readonly string[] {
  if (missing.length === 0) return [];
  const count = missing.reduce((sum, { features }) => sum + features.length, 0);
  return [
    `${count} features are NaN because their source is not loaded:`,
    ...missing.map(({ needs, features, action }) => `  ${needs.padEnd(12)} ${features.length} features; ${action}`),
  ];
}

/** What a build did, for people. */
export function renderFeatureBuild(build: StoredFeatureBuild): string {
  const { symbol, timeframe, version, columns, kept, written, removed, spentMs, threads, missing } = build;
  const count = (rows: number): string => rows.toLocaleString('en-US');
  const spent = Object.entries(spentMs).map(([activity, ms]) => `${activity} ${renderDuration(ms)}`);
  return [
    `Features of ${symbol} ${timeframe}: ${count(kept + written)} rows of ${columns} columns, version ${version}`,
    `  ${count(kept)} kept, ${count(written)} written, ${count(removed)} removed${written === 0 && removed === 0 ? ': everything was up to date' : ''}`,
    `  time went into ${spent.join(', ')} (${threads === 0 ? 'no thread of its own' : `${threads} thread${threads === 1 ? '' : 's'}`})`,
    ...renderMissingSources(missing),
  ].join('\n');
}
