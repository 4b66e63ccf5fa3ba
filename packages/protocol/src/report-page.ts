import type { ReportDocument } from './report.ts';

/** Stands in the built report page where the document's JSON goes; exactly once. */
export const REPORT_PLACEHOLDER = '__PIPWRIGHT_REPORT_DOCUMENT__';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/**
 * The report page with the document in it. `<` is written as `\u003c`, so that no text of the document can end the script
 * element; the title gets the document's title. Throws `RangeError` where the page has no placeholder, or several.
 */
export function fillReportPage(page: string, document: ReportDocument): string {
  const parts = page.split(REPORT_PLACEHOLDER);
  const [head, tail] = parts;
  if (head === undefined || tail === undefined || parts.length !== 2) {
    throw new RangeError(`the report page must hold ${REPORT_PLACEHOLDER} once, found it ${parts.length - 1} times`);
  }
  const title = `<title>${escapeHtml(document.title)}</title>`;
  const json = JSON.stringify(document).replaceAll('<', String.raw`\u003c`);
  return head.replace(/<title>[^<]*<\/title>/, () => title) + json + tail;
}
