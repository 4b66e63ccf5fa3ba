import { fillReportPage, packReport, REPORT_PLACEHOLDER, reportSchema } from '@pipwright/protocol';
import { describe, expect, it } from 'vitest';
import { reportFixture } from '../../fixtures/report-fixture.ts';
import { withIntervals } from './calibration-points.ts';
import { heatScale, yearRows } from './monthly-grid.ts';
import { readReport } from './read-report.ts';
import { waterfallBars } from './waterfall-steps.ts';

const PAGE = `<title>Pipwright report</title><script type="application/json">${REPORT_PLACEHOLDER}</script>`;

/** What a browser would find in the element. */
function elementText(filled: string): string {
  return filled.slice(filled.indexOf('json">') + 6, filled.lastIndexOf('</script>'));
}

function pageWith(textContent: string): Pick<Document, 'getElementById'> {
  return { getElementById: () => ({ textContent }) as HTMLElement };
}

describe('fillReportPage with this page', () => {
  const report = reportFixture(400);

  it('writes a document that reads back the same', async () => {
    expect(reportSchema.parse(report)).toEqual(report);
    const filled = fillReportPage(PAGE, await packReport(report));
    expect(await readReport(pageWith(elementText(filled)))).toEqual({ ok: true, report });
  });

  it('lets no text end the data element or be taken for a pattern', async () => {
    const hostile = {
      ...(await packReport(report)),
      title: "</script><script>alert(1)</script> $& $' $`",
      runId: '<!--',
    };
    const filled = fillReportPage(PAGE, hostile);
    expect(filled.match(/<\/script>/g)?.length).toBe(1);
    expect(filled).not.toContain('<!--');
    expect(JSON.parse(elementText(filled))).toEqual(hostile);
    expect(filled).toContain('<title>&lt;/script&gt;');
  });

  it('refuses a page without exactly one placeholder', async () => {
    const packed = await packReport(report);
    expect(() => fillReportPage('<html></html>', packed)).toThrow('found it 0 times');
    expect(() => fillReportPage(PAGE + PAGE, packed)).toThrow('found it 2 times');
  });
});

describe('readReport', () => {
  it.each([
    [REPORT_PLACEHOLDER, 'empty template'],
    ['', 'empty template'],
    ['{"version":', 'cut off or damaged'],
    ['{"version":"1"}', 'does not fit'],
  ])('says what is wrong with %s', async (text, reason) => {
    const reading = await readReport(pageWith(text));
    expect(reading.ok ? '' : reading.reason).toContain(reason);
  });

  it('says that columns are damaged', async () => {
    const packed = await packReport(reportFixture(400));
    const text = JSON.stringify({ ...packed, columns: packed.columns.slice(0, -400) });
    const reading = await readReport(pageWith(text));
    expect(reading.ok ? '' : reading.reason).toContain('columns inside this file are cut off or damaged');
  });
});

describe('the parts of the report', () => {
  it('sums months to years, compounding their returns', () => {
    const rows = yearRows([
      { year: 2011, month: 2, net: 500, returnFraction: 0.1, trades: 2 },
      { year: 2010, month: 12, net: -100, returnFraction: -0.5, trades: 1 },
      { year: 2011, month: 1, net: 50, returnFraction: 0.1, trades: 3 },
    ]);
    expect(rows.map(({ year, net, trades }) => [year, net, trades])).toEqual([
      [2010, -100, 1],
      [2011, 550, 5],
    ]);
    expect(rows[1]?.returnFraction).toBeCloseTo(0.21, 12);
    expect(rows[1]?.months.map((month) => month?.net ?? null).slice(0, 3)).toEqual([50, 500, null]);
  });

  it('colours by the ninth decile, and nothing where nothing happened', () => {
    const months = Array.from({ length: 11 }, (_, index) => ({
      year: 2010,
      month: 1,
      net: 0,
      returnFraction: index === 10 ? -5 : index / 100,
      trades: 1,
    }));
    const heat = heatScale(months);
    expect([heat(-5), heat(0.045), heat(0)]).toEqual([1, 0.5, 0]);
    expect(heatScale([])(1)).toBe(0);
  });

  it('stands each cost on the end of the one before', () => {
    const bars = waterfallBars(reportFixture(900).waterfall);
    for (let index = 1; index < bars.length - 1; index++) expect(bars[index]?.from).toBe(bars[index - 1]?.to);
    expect(bars.at(-1)?.to).toBe(bars.at(-2)?.to);
    expect(bars.at(-1)?.from).toBe(0);
  });

  it('gives the Wilson interval of an observed rate', () => {
    // 5 of 10: 0.2366 to 0.7634 (Brown, Cai and DasGupta, 2001, formula 4).
    const [half, empty] = withIntervals([
      { predicted: 0.5, observed: 0.5, count: 10 },
      { predicted: 0.6, observed: 0, count: 0 },
    ]);
    expect([half?.low, half?.high].map((value) => value?.toFixed(4))).toEqual(['0.2366', '0.7634']);
    expect([empty?.low, empty?.high]).toEqual([0, 1]);
  });
});
