import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeIndicator, findIndicator } from '../index.ts';
import { realColumns } from './columns.fixture.ts';

type Row = Readonly<Record<string, number | string | boolean | null>>;

/**
 * Expected values at full precision of an independent library (Stock.Indicators for .NET) on 502 daily bars.
 * Each case: our indicator and parameters, its file, and which of our outputs is which of its fields.
 */
export interface OracleCase {
  readonly id: string;
  readonly parameters?: Readonly<Record<string, number>>;
  /** `rsi` for `rsi.standard.json`. */
  readonly file: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where the definitions differ on purpose (the entry's notes say why): rows that are not compared. */
  readonly except?: (row: number) => boolean;
  /** Our row is compared with their row this much later. */
  readonly lag?: number;
  /** At least so many numbers must be in the file, so that a wrong field cannot pass. Default: more than 400. */
  readonly numbersMin?: number;
}

function agrees(ours: number, theirs: number | string | boolean | null): boolean {
  return theirs === null ? Number.isNaN(ours) : Math.abs(ours - Number(theirs)) <= 1e-9 * Math.abs(Number(theirs));
}

/** Compares indicators with values from outside; skipped with a printed reason where the files are absent. */
export function describeOracle(group: string, cases: readonly OracleCase[]): void {
  const folder = sharedData('indicators');
  if (folder === undefined) console.log(`no ../shared/data/indicators: ${group} is not compared with outside values`);
  describe.skipIf(folder === undefined)(`${group}: values from outside`, () => {
    test.each(cases)('$id agrees with $file to 1e-9 relative', (one) => {
      const { id, parameters, file, fields, except, lag = 0, numbersMin = 401 } = one;
      const rows = JSON.parse(readFileSync(`${folder}/results/${file}.standard.json`, 'utf8')) as Row[];
      const indicator = findIndicator(id).create(parameters);
      const columns = computeIndicator(indicator, realColumns() as NonNullable<ReturnType<typeof realColumns>>);
      for (const [output, field] of Object.entries(fields)) {
        const column = columns[indicator.outputs.indexOf(output)] as Float64Array;
        expect(rows.filter((row) => typeof row[field] === 'number').length).toBeGreaterThanOrEqual(numbersMin);
        const wrong = rows.findIndex((row, index) => {
          if (index < lag || except?.(index) === true) return false;
          return !agrees(column[index - lag] as number, row[field] ?? null);
        });
        expect({ output, wrongRow: wrong, ours: column[wrong - lag], theirs: rows[wrong]?.[field] }).toMatchObject({
          wrongRow: -1,
        });
      }
    });
  });
}
