import { isoTime } from '@pipwright/model';
import type { WriteSummary } from '@pipwright/storage/ports';
import {
  addWritten,
  NOTHING_WRITTEN,
  type FileReport,
  type ImportReport,
  type KnownFile,
  type RefusedFile,
  type SeriesReport,
} from './import-report.ts';

function minute(time: number | null): string {
  return time === null ? '-' : isoTime(time).slice(0, 16).replace('T', ' ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function writtenText({ inserted, replaced, kept }: WriteSummary): string {
  const parts = [`${count(inserted)} new`];
  if (replaced > 0) parts.push(`${count(replaced)} replaced worse ones`);
  if (kept > 0) parts.push(`${count(kept)} left out for stored ones as good or better`);
  return parts.join(', ');
}

const ASK_TEXTS = {
  quoted: 'quoted ask',
  spread: 'ask from a spread column',
  assumed: 'assumed ask',
} as const;

const VOLUME_TEXTS = {
  ticks: 'volume in ticks',
  millions: 'volume in millions',
  unknown: 'volume in an unknown unit',
  none: 'no volume',
} as const;

function fileLines(report: FileReport): string[] {
  const { candles, ticks, askSources } = report;
  const read = candles?.read ?? ticks?.read ?? 0;
  const asks = (['quoted', 'spread', 'assumed'] as const)
    .filter((name) => askSources[name] > 0)
    .map((name) => `${count(askSources[name])} ${ASK_TEXTS[name]}`);
  const what = ticks === null ? `${report.timeframe} candles` : 'ticks';
  const lines = [
    report.file,
    `  ${report.format}: ${count(read)} ${what} of ${report.symbol}, ${minute(report.firstTime)} to ${minute(report.lastTime)} UTC; ${VOLUME_TEXTS[report.volumeUnit]}`,
    `  ${ticks === null ? 'stored' : 'stored as M1 candles'}: ${writtenText(report.written)}${asks.length === 0 ? '' : ` (${asks.join(', ')})`}`,
    `  time zone: ${report.timeZone.message}`,
  ];
  if (report.resumedChunks > 0) lines.push(`  went on after ${report.resumedChunks} steps of an interrupted import`);
  if (report.gaps !== null) lines.push(`  gaps: ${report.gaps.summary}`);
  for (const warning of report.warnings.filter((text) => !text.startsWith('time zone:')))
    lines.push(`  note: ${warning}`);
  for (const { file, line, field, value, reason } of report.quarantineSample.slice(0, 5))
    lines.push(`  refused: ${file}, line ${line}: ${field} '${value}' ${reason}`);
  const more = (candles?.refused ?? ticks?.refused ?? 0) - Math.min(5, report.quarantineSample.length);
  if (more > 0) lines.push(`  refused: ${count(more)} more rows`);
  return lines;
}

function outcomeLines(outcome: FileReport | KnownFile | RefusedFile): string[] {
  if (outcome.status === 'imported') return fileLines(outcome);
  if (outcome.status === 'refused') return [outcome.file, `  REFUSED: ${outcome.message}`, `  ${outcome.action}`];
  const { symbol, timeframe, firstTime, lastTime } = outcome.report;
  const range = `${minute(firstTime)} to ${minute(lastTime)} UTC`;
  return [outcome.file, `  already imported: ${symbol} ${timeframe ?? 'ticks'}, ${range}; nothing was changed`];
}

function seriesLines(series: readonly SeriesReport[]): string[] {
  return series.flatMap((each) => {
    const extent = `${count(each.count)} candles, ${minute(each.firstTime)} to ${minute(each.lastTime)} UTC`;
    const incomplete = each.incomplete === 0 ? '' : `; ${each.incomplete} incomplete ones left out`;
    const lines = [`  ${each.symbol} ${each.timeframe.padEnd(3)} ${extent}; ${writtenText(each.written)}${incomplete}`];
    if (each.gaps !== null) lines.push(`             ${each.gaps.summary}`);
    return lines;
  });
}

/** More files than this are summed up, but for those that have something to say. */
const FILES_SHOWN_MAX = 5;

function isQuiet(outcome: FileReport | KnownFile): boolean {
  if (outcome.status === 'already-imported') return true;
  const refusedRows = outcome.candles?.refused ?? outcome.ticks?.refused ?? 0;
  return outcome.warnings.length === 0 && refusedRows === 0 && (outcome.gaps?.count ?? 0) === 0;
}

function reportOf(outcome: FileReport | KnownFile): FileReport {
  return outcome.status === 'imported' ? outcome : outcome.report;
}

function kindOf(outcome: FileReport | KnownFile): string {
  const { format, symbol, timeframe } = reportOf(outcome);
  return [outcome.status, format, symbol, timeframe].join(' ');
}

/** One paragraph for many files of one kind. */
function summaryLines(outcomes: readonly (FileReport | KnownFile)[]): string[] {
  const reports = outcomes.map(reportOf);
  const first = reports[0] as FileReport;
  const rows = reports.reduce((sum, { candles, ticks }) => sum + (candles?.read ?? ticks?.read ?? 0), 0);
  const times = reports.flatMap(({ firstTime, lastTime }) =>
    firstTime === null ? [] : [firstTime, lastTime as number],
  );
  const [from, to] = times.length === 0 ? [null, null] : [Math.min(...times), Math.max(...times)];
  const what = first.timeframe === null ? 'ticks' : `${first.timeframe} candles`;
  const content = `${count(rows)} ${what} of ${first.symbol}, ${minute(from)} to ${minute(to)} UTC`;
  const head = `${outcomes.length} files, ${first.file} and others`;
  if (outcomes[0]?.status === 'already-imported') return [head, `  already imported: ${content}; nothing was changed`];
  const written = reports.map((report) => report.written).reduce(addWritten, NOTHING_WRITTEN);
  return [
    head,
    `  ${first.format}: ${content}; ${VOLUME_TEXTS[first.volumeUnit]}`,
    `  ${first.timeframe === null ? 'stored as M1 candles' : 'stored'}: ${writtenText(written)}`,
    `  time zone: ${first.timeZone.message}`,
  ];
}

function importedLines(outcomes: readonly (FileReport | KnownFile)[]): string[] {
  if (outcomes.length <= FILES_SHOWN_MAX) return outcomes.flatMap(outcomeLines);
  const quiet = Map.groupBy(outcomes.filter(isQuiet), kindOf);
  const lines = [...quiet.values()].flatMap((group) =>
    group.length === 1 ? group.flatMap(outcomeLines) : summaryLines(group),
  );
  return [...lines, ...outcomes.filter((outcome) => !isQuiet(outcome)).flatMap(outcomeLines)];
}

/** The report as text for a terminal, without colours, lines ending in `\n`. */
export function renderImportReport(report: ImportReport): string {
  const refused = report.files.filter((file) => file.status === 'refused');
  const others = report.files.filter((file) => file.status !== 'refused');
  const lines = [...importedLines(others), ...refused.flatMap(outcomeLines)];
  if (report.series.length > 0) lines.push('in the store now:', ...seriesLines(report.series));
  const imported = others.filter(({ status }) => status === 'imported').length;
  lines.push(`${imported} imported, ${others.length - imported} already there, ${refused.length} refused`);
  return `${lines.join('\n')}\n`;
}
