import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochMs, PipwrightError } from '@pipwright/model';
import { encodeRecords, HEADER_BYTES, type JournalRecord } from './journal-format.ts';
import { Journal, type SyncPolicy } from './journal.ts';
import { readJournal } from './journal-reader.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipwright-recovery-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Written {
  readonly bytes: Buffer;
  readonly records: readonly JournalRecord[];
  /** End of each record in the file. */
  readonly ends: readonly number[];
}

/** What damage to any byte, the header included, may be reported as. */
const REFUSALS = ['JOURNAL_CORRUPT', 'JOURNAL_NOT_A_JOURNAL', 'JOURNAL_VERSION'];

/** Writes a journal in batches of the given numbers of records. */
function write(name: string, syncPolicy: SyncPolicy, batches: readonly number[], size: number): Written {
  const file = join(directory, name);
  const journal = new Journal({ file, syncPolicy });
  const records = batches.flatMap((count) => {
    const first = journal.nextSequence;
    return journal.append(
      Array.from({ length: count }, (_, index) => ({
        kind: index === 0 ? ('input' as const) : ('output' as const),
        type: 'order',
        time: epochMs(1_700_000_000_000 + first + index),
        payload: { id: `[${first + index}]`, text: 'é'.repeat(((first + index) * 37) % size) },
      })),
    );
  });
  journal.close();
  let end = HEADER_BYTES;
  const ends = records.map((record) => (end += encodeRecords([record], 0).length));
  return { bytes: readFileSync(file), records, ends };
}

/** What reading gives: the records, or the code of the error. */
function read(bytes: Buffer): readonly JournalRecord[] | string {
  const file = join(directory, 'damaged');
  writeFileSync(file, bytes);
  try {
    return readJournal(file).records;
  } catch (error) {
    return error instanceof PipwrightError ? error.code : String(error);
  }
}

describe('a journal that was cut', () => {
  const files: string[] = [];

  test('at any byte gives every record before the cut, keeps the rest aside and goes on', () => {
    const { bytes, records, ends } = write('cut', 'always', [1, 2, 3], 40);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const file = join(directory, `cut-${cut}`);
      writeFileSync(file, bytes.subarray(0, cut));
      const whole = ends.filter((end) => end <= cut).length;
      const start = cut < HEADER_BYTES ? 0 : (ends[whole - 1] ?? HEADER_BYTES);

      const journal = new Journal({ file, syncPolicy: 'never' });
      expect(journal.recovered).toStrictEqual(records.slice(0, whole));
      expect(journal.tornBytes).toBe(cut - start);
      const added = journal.append([{ kind: 'input', type: 'after', time: epochMs(0), payload: null }]);
      journal.close();

      expect(readJournal(file)).toMatchObject({ records: [...records.slice(0, whole), ...added], tornBytes: 0 });
      const torn = existsSync(`${file}.torn`) ? readFileSync(`${file}.torn`) : Buffer.alloc(0);
      expect(torn.equals(bytes.subarray(start, cut))).toBe(true);
      files.push(file);
    }
    expect(files).toHaveLength(bytes.length + 1);
  });

  test('twice keeps both ends', () => {
    const file = join(directory, 'twice');
    for (const rest of ['first', 'second']) {
      new Journal({ file, syncPolicy: 'never' }).close();
      writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from(rest)]));
    }
    new Journal({ file, syncPolicy: 'never' }).close();
    expect([readFileSync(`${file}.torn`, 'utf8'), readFileSync(`${file}.torn-2`, 'utf8')]).toEqual(['first', 'second']);
  });
});

describe('a journal with flipped bits', () => {
  test('is never read wrong: damage before the last record is found, damage in it costs that record only', () => {
    const { bytes, records, ends } = write(
      'flip',
      'always',
      Array.from({ length: 8 }, () => 1),
      40,
    );
    const lastStart = ends.at(-2) as number;
    for (let bit = HEADER_BYTES * 8; bit < bytes.length * 8; bit += 3) {
      const damaged = Buffer.from(bytes);
      (damaged[bit >> 3] as number) ^= 1 << (bit & 7);
      const expected = bit >> 3 < lastStart ? 'JOURNAL_CORRUPT' : records.slice(0, -1);
      expect(read(damaged)).toStrictEqual(expected);
    }
  });

  test('is never read wrong, whatever the number of flips, cuts and sync policies', () => {
    const sources = (['always', 'batch', 'never'] as const).map((policy) => write(policy, policy, [2, 1, 3, 1, 2], 60));
    const anyFlips = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        anyFlips,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (source, flips, cut) => {
          const damaged = Buffer.from(source.bytes.subarray(0, Math.round(source.bytes.length * (0.5 + cut / 2))));
          for (const flip of flips) {
            const bit = Math.floor(flip * damaged.length * 8);
            (damaged[bit >> 3] as number) ^= 1 << (bit & 7);
          }
          const outcome = read(damaged);
          const isPrefix = typeof outcome !== 'string' && isPrefixOf(outcome, source.records);
          expect(isPrefix || REFUSALS.some((code) => code === outcome)).toBe(true);
        },
      ),
      { seed: 33, numRuns: 1500 },
    );
  });
});

function isPrefixOf(records: readonly JournalRecord[], all: readonly JournalRecord[]): boolean {
  return JSON.stringify(records) === JSON.stringify(all.slice(0, records.length));
}

describe('a journal after a loss of power', () => {
  const PAGE_BYTES = 512;

  /** The pages of `[from, to)` of which the disk may have any, and lacks the chosen ones. */
  function losePages(bytes: Buffer, from: number, choices: readonly boolean[]): Buffer {
    const damaged = Buffer.from(bytes);
    let choice = 0;
    for (let page = Math.ceil(from / PAGE_BYTES); page * PAGE_BYTES < bytes.length; page++) {
      if (choices[choice++ % choices.length] === true)
        damaged.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES).fill(0);
    }
    return damaged;
  }

  const anyChoices = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

  test('gives every record that was synced, whichever of the later pages are missing', () => {
    // The policy syncs after records 256 and 512; what follows was written and never synced.
    const { bytes, records, ends } = write(
      'batch-loss',
      'batch',
      Array.from({ length: 600 }, () => 1),
      90,
    );
    const durable = ends[511] as number;
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const outcome = read(losePages(bytes, durable, choices));
        expect(typeof outcome !== 'string' && outcome.length >= 512 && isPrefixOf(outcome, records)).toBe(true);
      }),
      { seed: 34, numRuns: 100 },
    );
  });

  test('gives every acknowledged piece where a later one of many pages was interrupted', () => {
    const { bytes, records, ends } = write('always-loss', 'always', [3, 4, 200], 90);
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const outcome = read(losePages(bytes, ends[6] as number, choices));
        expect(typeof outcome !== 'string' && outcome.length >= 7 && isPrefixOf(outcome, records)).toBe(true);
      }),
      { seed: 35, numRuns: 100 },
    );
  });

  test('reports a hole in what was synced', () => {
    const { bytes } = write(
      'hole',
      'batch',
      Array.from({ length: 600 }, () => 1),
      90,
    );
    expect(read(Buffer.from(bytes).fill(0, 4096, 4608))).toBe('JOURNAL_CORRUPT');
  });
});

test('a record out of its order is damage, even where its checksum fits', () => {
  const { bytes, records, ends } = write('order', 'never', [1, 1], 20);
  const strange = encodeRecords([{ ...(records[1] as JournalRecord), sequence: 7 }], 0);
  expect(read(Buffer.concat([bytes.subarray(0, ends[0]), strange]))).toBe('JOURNAL_CORRUPT');
});
