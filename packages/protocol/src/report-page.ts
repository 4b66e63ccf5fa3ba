import { fillPage } from './fill-page.ts';
import type { PackedReport } from './report.ts';

/** Stands in the built report page where the document's JSON goes; exactly once. */
export const REPORT_PLACEHOLDER = '__PIPWRIGHT_REPORT_DOCUMENT__';

/** The report page with the document in it; see `fillPage`. */
export function fillReportPage(page: string, document: PackedReport): string {
  return fillPage(page, REPORT_PLACEHOLDER, document);
}
