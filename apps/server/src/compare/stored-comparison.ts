import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@pipwright/kernel';
import { comparisonSchema, fillComparisonPage, type Comparison } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import { readReport } from '../report/stored-report.ts';
import type { Stores } from '../stores.ts';
import { buildComparison } from './build-comparison.ts';

const TEMPLATE = fileURLToPath(new URL('../../../web/dist/compare/compare.html', import.meta.url));

/** Stored backtests side by side. Throws `TOO_FEW_RUNS`, `NO_BACKTEST` and `REPORT_OUTDATED`. */
export async function compareRuns(stores: Stores, runIds: readonly string[]): Promise<Comparison> {
  const ids = [...new Set(runIds)];
  if (ids.length < 2) throw errors.TOO_FEW_RUNS({ count: ids.length });
  const reports = [];
  for (const id of ids) reports.push(await readReport(stores, id));
  return comparisonSchema.parse(buildComparison(reports, systemClock.now()));
}

/** A comparison as one self-contained HTML page. Throws `PAGE_NOT_BUILT`. */
export function renderComparisonPage(comparison: Comparison): string {
  if (!existsSync(TEMPLATE)) throw errors.PAGE_NOT_BUILT({ file: TEMPLATE });
  return fillComparisonPage(readFileSync(TEMPLATE, 'utf8'), comparison);
}
