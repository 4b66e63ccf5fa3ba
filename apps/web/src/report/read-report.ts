import { packedReportSchema, REPORT_ELEMENT_ID, unpackReport, type ReportDocument } from '@pipwright/protocol';
import { readDocument } from '../read-document.ts';

export type ReportReading =
  | { readonly ok: true; readonly report: ReportDocument }
  | { readonly ok: false; readonly reason: string };

/** Reads, checks and unpacks the document inside the report page. */
export async function readReport(page: Pick<Document, 'getElementById'>): Promise<ReportReading> {
  const reading = readDocument(page, { elementId: REPORT_ELEMENT_ID, schema: packedReportSchema, what: 'report' });
  if (!reading.ok) return reading;
  try {
    return { ok: true, report: await unpackReport(reading.content) };
  } catch {
    return { ok: false, reason: 'The columns inside this file are cut off or damaged. Write the report again.' };
  }
}
