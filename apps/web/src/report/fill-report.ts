import type { ReportDocument } from '@pipwright/protocol';

/** Content of the report page's data element until a report is filled in; it occurs once in the file. */
export const REPORT_PLACEHOLDER = '__PIPWRIGHT_REPORT_DOCUMENT__';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The report page with the document inside. `<` is written as `\u003c`, so that no text in the document can end the data
 * element; the title gets the document's title. Throws `RangeError` where the page has no placeholder (or several).
 */
export function fillReport(page: string, document: ReportDocument): string {
  const parts = page.split(REPORT_PLACEHOLDER);
  if (parts.length !== 2)
    throw new RangeError(`the report page must hold ${REPORT_PLACEHOLDER} once, found it ${parts.length - 1} times`);
  const json = JSON.stringify(document).replaceAll('<', String.raw`\u003c`);
  const title = document.title.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
  return [parts[0]!.replace('<title>Pipwright report</title>', () => `<title>${title}</title>`), json, parts[1]].join(
    '',
  );
}
