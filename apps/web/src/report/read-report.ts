import { REPORT_ELEMENT_ID, reportSchema, type ReportDocument } from '@pipwright/protocol';
import { readDocument } from '../read-document.ts';

export type ReportReading =
  | { readonly ok: true; readonly report: ReportDocument }
  | { readonly ok: false; readonly reason: string };

/** Reads and checks the document inside the report page. */
export function readReport(page: Pick<Document, 'getElementById'>): ReportReading {
  const reading = readDocument(page, { elementId: REPORT_ELEMENT_ID, schema: reportSchema, what: 'report' });
  return reading.ok ? { ok: true, report: reading.content } : reading;
}
