import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JournalRecord } from './journal-format.ts';
import { Journal, type SyncPolicy } from './journal.ts';
import { readJournal } from './journal-reader.ts';
import { createRandom } from './random.ts';

const APPEND_FOREVER = fileURLToPath(new URL('./test-programs/append-forever.ts', import.meta.url));
const APPEND_UNTIL_REFUSED = fileURLToPath(new URL('./test-programs/append-until-refused.ts', import.meta.url));

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipwright-death-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Lets a process append until it has acknowledged `acknowledgements` times, kills it, and returns what it promised. */
async function appendAndKill(file: string, policy: SyncPolicy, acknowledgements: number): Promise<number> {
  const child = spawn(process.execPath, [APPEND_FOREVER, file, policy], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let killed = false;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    said += text;
    if (killed || said.split('\n').length <= acknowledgements) return;
    killed = true;
    child.kill('SIGKILL');
  });
  await once(child, 'close');
  // The death may have cut the last line short; what is before its end of line was promised.
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

function isAsWritten({ sequence, time, payload }: JournalRecord): boolean {
  return (
    time === sequence && JSON.stringify(payload) === JSON.stringify({ text: 'x'.repeat((sequence * 7919) % 9973) })
  );
}

test.each(['never', 'batch', 'always'] as const)(
  'a process that is killed again and again under %s keeps all it acknowledged, and goes on from there',
  async (policy) => {
    const file = join(directory, `${policy}.journal`);
    const random = createRandom(9).split(policy);
    let before = 0;
    for (let death = 0; death < 4; death++) {
      const promised = await appendAndKill(file, policy, 1 + random.integer(120));
      expect(promised).toBeGreaterThan(before);
      const { records } = readJournal(file);
      expect(records.length).toBeGreaterThanOrEqual(promised);
      expect(records.filter((record) => !isAsWritten(record))).toEqual([]);
      before = records.length;
    }
    const journal = new Journal({ file, syncPolicy: policy });
    expect(journal.nextSequence).toBe(before);
    journal.close();
  },
);

interface Refusal {
  readonly refusal: string;
  readonly acknowledged: number;
  readonly afterwards: string;
}

describe.skipIf(process.platform !== 'linux')('a disk that refuses (tested on Linux only)', () => {
  function provoke(trouble: 'full' | 'lost', file: string): Refusal {
    // A limit of 64 KiB on the size of files, reported as an error and not by a deadly signal.
    const limited = `trap '' XFSZ; ulimit -f 64; exec "$0" "$@"`;
    const command = [process.execPath, APPEND_UNTIL_REFUSED, file, trouble];
    const child =
      trouble === 'full'
        ? spawnSync('bash', ['-c', limited, ...command])
        : spawnSync(command[0] as string, command.slice(1));
    return JSON.parse(child.stdout.toString()) as Refusal;
  }

  test('because it is full is an error, nothing of the refused piece stays, and a shorter one still fits', () => {
    const file = join(directory, 'full.journal');
    const { refusal, acknowledged, afterwards } = provoke('full', file);
    expect([refusal, afterwards]).toEqual(['JOURNAL_WRITE_FAILED', 'ok']);
    const { records, tornBytes } = readJournal(file);
    expect([records.length, tornBytes]).toEqual([acknowledged + 3, 0]);
    expect(acknowledged).toBeGreaterThanOrEqual(15);
    expect(records.slice(-3).map(({ payload }) => payload)).toEqual(Array.from({ length: 3 }, () => 'x'.repeat(10)));
  });

  test('even to take back what it wrote ends the journal', () => {
    const file = join(directory, 'lost.journal');
    expect(provoke('lost', file)).toEqual({
      refusal: 'JOURNAL_WRITE_FAILED',
      acknowledged: 3,
      afterwards: 'JOURNAL_WRITE_FAILED',
    });
    expect(readJournal(file).records).toHaveLength(3);
  });
});
