import { REPORT_ELEMENT_ID, reportSchema, type ReportDocument } from '@pipwright/protocol';
import { z } from 'zod';

export type ReportReading =
  | { readonly ok: true; readonly report: ReportDocument }
  | { readonly ok: false; readonly reason: string };

/** Reads and checks the document inside the report page. */
export function readReport(page: Pick<Document, 'getElementById'>): ReportReading {
  const text = page.getElementById(REPORT_ELEMENT_ID)?.textContent ?? '';
  // The placeholder itself must not be named here: it occurs once in the built file.
  if (!text.trimStart().startsWith('{'))
    return { ok: false, reason: 'This file is the empty template of a report: no run was written into it.' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'The data inside this file is cut off or damaged. Write the report again.' };
  }
  const report = reportSchema.safeParse(body);
  if (report.success) return { ok: true, report: report.data };
  const detail = z.prettifyError(report.error).slice(0, 600);
  return { ok: false, reason: `The data inside this file does not fit this version of the report. ${detail}` };
}
