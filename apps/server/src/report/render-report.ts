import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillReportPage, type PackedReport } from '@pipwright/protocol';
import { errors } from '../errors.ts';

const TEMPLATE = fileURLToPath(new URL('../../../web/dist/report/report.html', import.meta.url));

/** A report as one self-contained HTML page. Throws `PAGE_NOT_BUILT`. */
export function renderReport(document: PackedReport): string {
  if (!existsSync(TEMPLATE)) throw errors.PAGE_NOT_BUILT({ file: TEMPLATE });
  return fillReportPage(readFileSync(TEMPLATE, 'utf8'), document);
}
