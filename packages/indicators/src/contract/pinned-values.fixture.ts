import { describe, expect, test } from 'vitest';
import { computeIndicator, findIndicator } from '../index.ts';
import { realColumns } from './columns.fixture.ts';

/** Values that another program gave for some rows of the 502 daily bars of the oracle. */
export interface PinnedValues {
  readonly id: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly output: string;
  /** The program and its function: `TA-Lib 0.8.1 ULTOSC(7, 14, 28)`. */
  readonly from: string;
  /** By row. */
  readonly values: Readonly<Record<number, number>>;
}

/** Compares indicators with pinned values to 1e-9 relative; skipped with a printed reason where the bars are absent. */
export function describePinnedValues(group: string, cases: readonly PinnedValues[]): void {
  const columns = realColumns();
  if (columns === undefined) console.log(`no ../shared/data/indicators: ${group} is not compared with other programs`);
  describe.skipIf(columns === undefined)(`${group}: values of other programs`, () => {
    test.each(cases)('$id $output agrees with $from', ({ id, parameters, output, values }) => {
      const indicator = findIndicator(id).create(parameters);
      const results = computeIndicator(indicator, columns as NonNullable<typeof columns>);
      const ours = results[indicator.outputs.indexOf(output)] as Float64Array;
      for (const [row, theirs] of Object.entries(values)) {
        const difference = Math.abs((ours[Number(row)] as number) - theirs);
        expect({ row, ours: ours[Number(row)], theirs, agrees: difference <= 1e-9 * Math.abs(theirs) }).toMatchObject({
          agrees: true,
        });
      }
    });
  });
}
