import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { realColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import { TREND } from './entries.ts';

type Row = Readonly<Record<string, number | boolean | null>>;

const folder = sharedData('indicators', 'results');
if (folder === undefined) console.log('no ../shared/data/indicators: displaced readings are not compared');

/** Readings that stand at another bar, or in another form, than in the file from outside. */
describe.skipIf(folder === undefined)('values from outside', () => {
  const bars = realColumns() as NamedColumns;
  const rowsOf = (file: string): Row[] => JSON.parse(readFileSync(`${folder}/${file}.standard.json`, 'utf8')) as Row[];

  test('chikou is the lagging span less the price over which it is drawn', () => {
    const rows = rowsOf('ichimoku');
    const [chikou] = computeIndicator(TREND.chikou.create(), bars) as [Float64Array];
    const close = bars['close'] as Float64Array;
    for (let row = 26; row < rows.length; row++) {
      const before = row - 26;
      expect(chikou[row]).toBeCloseTo((rows[before]?.['chikouSpan'] as number) - (close[before] as number), 9);
    }
  });

  test('the parabolic stop turns where the file says', () => {
    const rows = rowsOf('psar');
    const [, rising] = computeIndicator(TREND['parabolic-sar'].create(), bars);
    const rises = Array.from(rising as Float64Array, (value) => !Number.isNaN(value));
    const turned = rows.map((_, row) => row > 0 && rises[row] !== rises[row - 1]);
    expect(turned.slice(15)).toEqual(rows.slice(15).map((row) => row['isReversal']));
    expect(turned.filter(Boolean).length).toBeGreaterThan(20);
  });
});
