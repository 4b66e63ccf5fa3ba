import { isoTime } from '@pipwright/model';
import type { WriteSummary } from '@pipwright/storage/ports';
import type { FileReport, ImportReport, KnownFile, RefusedFile, SeriesReport } from './import-report.ts';

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

/** Files shown one by one; a download of years has more than anyone reads. */
const FILES_SHOWN_MAX = 40;

/** The report as text for a terminal, without colours, lines ending in `\n`. */
export function renderImportReport(report: ImportReport): string {
  const refused = report.files.filter(({ status }) => status === 'refused');
  const others = report.files.filter(({ status }) => status !== 'refused');
  const shown = others.slice(0, FILES_SHOWN_MAX);
  const lines = shown.flatMap(outcomeLines);
  if (others.length > shown.length) lines.push(`and ${others.length - shown.length} more files`);
  lines.push(...refused.flatMap(outcomeLines));
  if (report.series.length > 0) lines.push('in the store now:', ...seriesLines(report.series));
  const imported = others.filter(({ status }) => status === 'imported').length;
  lines.push(`${imported} imported, ${others.length - imported} already there, ${refused.length} refused`);
  return `${lines.join('\n')}\n`;
}
