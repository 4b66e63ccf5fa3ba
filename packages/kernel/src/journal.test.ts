import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { epochMs } from '@pipwright/model';
import type { JournalRecord } from './journal-format.ts';
import { Journal, SyncPolicy } from './journal.ts';
import { readJournal } from './journal-reader.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipwright-journal-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

type Entry = Omit<JournalRecord, 'sequence'>;
const entry = (payload: JournalRecord['payload']): Entry => ({ kind: 'input', type: 'x', time: epochMs(1), payload });
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe.each(Object.values(SyncPolicy))('a journal with the sync policy %s', (syncPolicy) => {
  test('gives back what was appended, over any number of openings', () => {
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom('input' as const, 'output' as const),
        type: fc.string(),
        time: fc.maxSafeInteger().map(epochMs),
        payload: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JournalRecord['payload']>,
      }),
      { maxLength: 5 },
    );
    let run = 0;
    fc.assert(
      fc.property(fc.array(fc.array(entries, { maxLength: 4 }), { maxLength: 3 }), (openings) => {
        const file = join(directory, 'deep', 'er', `${run++}.journal`);
        const expected: JournalRecord[] = [];
        for (const appends of openings) {
          const journal = new Journal({ file, syncPolicy });
          expect(journal.recovered).toStrictEqual(expected);
          for (const batch of appends) expected.push(...journal.append(batch));
          expect(journal.nextSequence).toBe(expected.length);
          journal.close();
        }
        const contents = openings.length === 0 ? { records: [], tornBytes: 0 } : readJournal(file);
        expect(contents.records).toStrictEqual(expected);
        expect(contents.tornBytes).toBe(0);
        expect(expected.map(({ sequence }) => sequence)).toEqual(expected.map((_, index) => index));
      }),
      { seed: 31, numRuns: 40 },
    );
  });

  test('can be read while it is written', () => {
    const file = join(directory, 'a.journal');
    const journal = new Journal({ file, syncPolicy });
    for (let count = 1; count <= 600; count++) journal.append([entry(count)]);
    expect(readJournal(file).records).toHaveLength(600);
    journal.sync();
    journal.close();
  });
});

test('a journal of many chunks is read whole', () => {
  const file = join(directory, 'long.journal');
  const journal = new Journal({ file, syncPolicy: 'never' });
  const payloads = Array.from({ length: 60 }, (_, index) => `${index}`.repeat(index === 30 ? 1_500_000 : 50_000));
  for (const payload of payloads) journal.append([entry(payload)]);
  journal.close();
  expect(readJournal(file).records.map(({ payload }) => payload)).toEqual(payloads);
});

describe('a journal refuses', () => {
  test('everything after it was closed; closing twice is allowed', () => {
    const journal = new Journal({ file: join(directory, 'a.journal'), syncPolicy: 'batch' });
    journal.append([entry(1)]);
    journal.close();
    journal.close();
    expect(() => journal.append([entry(2)])).toThrow(withCode('JOURNAL_CLOSED'));
    expect(() => journal.append([])).toThrow(withCode('JOURNAL_CLOSED'));
    expect(() => journal.sync()).toThrow(withCode('JOURNAL_CLOSED'));
    expect(readJournal(journal.file).records).toHaveLength(1);
  });

  test('what it cannot hold, and keeps none of the records that came with it', () => {
    const file = join(directory, 'a.journal');
    const journal = new Journal({ file, syncPolicy: 'never' });
    journal.append([entry('first')]);
    expect(() => journal.append([entry('kept out'), entry(Number.NaN)])).toThrow(TypeError);
    expect(() => journal.append([entry('kept out'), entry('x'.repeat(16 * 1024 * 1024))])).toThrow(
      withCode('JOURNAL_RECORD_TOO_LARGE'),
    );
    journal.append([entry('second')]);
    journal.close();
    expect(readJournal(file).records.map(({ sequence, payload }) => [sequence, payload])).toEqual([
      [0, 'first'],
      [1, 'second'],
    ]);
  });

  test('a file that is something else, and leaves it as it is', () => {
    for (const content of ['hello', 'time,open,high,low,close\n', '\0'.repeat(100), 'PWJOURNX\x01\0\0\0']) {
      const file = join(directory, 'other');
      writeFileSync(file, content);
      expect(() => new Journal({ file, syncPolicy: 'never' })).toThrow(withCode('JOURNAL_NOT_A_JOURNAL'));
      expect(readFileSync(file, 'latin1')).toBe(content);
    }
  });

  test('a journal of another version', () => {
    const file = join(directory, 'newer.journal');
    writeFileSync(file, 'PWJOURNL\x02\0\0\0');
    expect(() => readJournal(file)).toThrow(withCode('JOURNAL_VERSION'));
  });

  test('a path that holds no file, and says why', () => {
    expect(() => readJournal(join(directory, 'none'))).toThrow(withCode('JOURNAL_UNREADABLE'));
    mkdirSync(join(directory, 'folder'));
    expect(() => new Journal({ file: join(directory, 'folder'), syncPolicy: 'never' })).toThrow(
      withCode('JOURNAL_UNREADABLE'),
    );
    writeFileSync(join(directory, 'file'), 'x');
    const below = join(directory, 'file', 'a.journal');
    expect(() => new Journal({ file: below, syncPolicy: 'never' })).toThrow(withCode('JOURNAL_WRITE_FAILED'));
    expect(existsSync(below)).toBe(false);
  });
});
