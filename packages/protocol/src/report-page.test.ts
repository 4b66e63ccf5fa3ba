import { expect, test } from 'vitest';
import type { PackedReport } from './report.ts';
import { fillReportPage, REPORT_PLACEHOLDER } from './report-page.ts';

const PAGE = `<!doctype html><title>Report</title><script type="application/json" id="pipwright-report">${REPORT_PLACEHOLDER}</script><p>after</p>`;

/** Only what this page filler reads; the rest is carried as it is. */
function documentOf(title: string, headline: string): PackedReport {
  return { title, verdict: { evidence: false, headline, reasons: [] } } as unknown as PackedReport;
}

/** What a browser takes for the script's text: up to the first end tag. */
function scriptText(page: string): string {
  const start = page.indexOf('>', page.indexOf('<script')) + 1;
  return page.slice(start, page.toLowerCase().indexOf('</script', start));
}

test('the document comes out of the page as it went in', () => {
  const document = documentOf('EURUSD H1 backtest', 'No evidence of an edge.');
  const page = fillReportPage(PAGE, document);
  expect(JSON.parse(scriptText(page))).toEqual(document);
  expect(page).toContain('<title>EURUSD H1 backtest</title>');
  expect(page.endsWith('</script><p>after</p>')).toBe(true);
});

test.each(['</script><script>alert(1)</script>', '<!--<script>', ']]>', '</SCRIPT >', '\u2028', '$& $1 $$', '"\\'])(
  'the text %j stays text',
  (text) => {
    const document = documentOf(text, text);
    const page = fillReportPage(PAGE, document);
    expect(JSON.parse(scriptText(page))).toEqual(document);
    expect(page.match(/<\/?script/gi)).toHaveLength(2);
    expect(page).not.toContain('<!--');
    const title = /<title>([^]*?)<\/title>/.exec(page)?.[1];
    expect(title).not.toMatch(/[<>]/);
  },
);

test('a page without the one place for the document is refused', () => {
  const document = documentOf('x', 'y');
  expect(() => fillReportPage('<p></p>', document)).toThrow(/found it 0 times/);
  expect(() => fillReportPage(PAGE + PAGE, document)).toThrow(/found it 2 times/);
});

test('a document that names the placeholder is no second place', () => {
  const document = documentOf(REPORT_PLACEHOLDER, 'y');
  expect(JSON.parse(scriptText(fillReportPage(PAGE, document)))).toEqual(document);
});
