import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '@pipwright/model';
import { EventLoop, type Fold, type RunEvent } from './event-loop.ts';
import { encodeRecords, HEADER_BYTES, type JournalRecord } from './journal-format.ts';
import { Journal } from './journal.ts';
import { MemoryJournal } from './memory-journal.ts';

/** Holds a position of the sum of what came in, and orders whenever it crosses a multiple of `step`. */
class Accumulator implements Fold {
  readonly #step: number;
  #sum = 0;

  constructor(step = 10) {
    this.#step = step;
  }

  apply(input: RunEvent, emit: (output: RunEvent) => void): void {
    if (input.type === 'poison') throw new Error('cannot fold 7 poisons');
    const before = Math.floor(this.#sum / this.#step);
    this.#sum += input.payload as number;
    const after = Math.floor(this.#sum / this.#step);
    for (let level = before + 1; level <= after; level++) {
      emit({ type: 'order', time: input.time, payload: { level, sum: this.#sum } });
    }
  }
}

const candle = (value: number): RunEvent => ({ type: 'candle', time: epochMs(1000 + value), payload: value });
const anyInputs = fc.array(fc.nat({ max: 45 }), { minLength: 1, maxLength: 30 });
const withCode = (code: string): unknown => expect.objectContaining({ code });

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipwright-loop-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(values: readonly number[]): { loop: EventLoop; journal: MemoryJournal } {
  const journal = new MemoryJournal();
  const loop = new EventLoop(new Accumulator(), journal);
  for (const value of values) loop.dispatch(candle(value));
  return { loop, journal };
}

describe('a replay', () => {
  test('gives the same orders, state and digest, at every length of the journal', () => {
    fc.assert(
      fc.property(anyInputs, (values) => {
        const { loop, journal } = run(values);
        const copy = new MemoryJournal(journal.records);
        const replayed: JournalRecord[] = [];
        const again = new EventLoop(new Accumulator(), copy, (records) => replayed.push(...records));
        expect([again.digest, again.length]).toEqual([loop.digest, loop.length]);
        expect(replayed).toStrictEqual(journal.records);
        expect(copy.records).toStrictEqual(journal.records);
        // The state is the same too: both go on alike.
        expect(again.dispatch(candle(44))).toStrictEqual(loop.dispatch(candle(44)));
        expect(again.digest).toBe(loop.digest);
      }),
      { seed: 51 },
    );
  });

  test('completes the outputs that a death kept from being written, from a file cut at every byte', () => {
    const file = join(directory, 'whole');
    const loop = new EventLoop(new Accumulator(), new Journal({ file, syncPolicy: 'never' }));
    for (const value of [5, 32, 1, 29]) loop.dispatch(candle(value));
    const bytes = readFileSync(file);
    const all = new Journal({ file, syncPolicy: 'never' }).recovered;
    const inputEnds: number[] = [];
    let end = HEADER_BYTES;
    for (const record of all) {
      end += encodeRecords([record], 0).length;
      if (record.kind === 'input') inputEnds.push(end);
    }
    for (let cut = 0; cut <= bytes.length; cut++) {
      const part = join(directory, `cut-${cut}`);
      writeFileSync(part, bytes.subarray(0, cut));
      const journal = new Journal({ file: part, syncPolicy: 'never' });
      const again = new EventLoop(new Accumulator(), journal);
      const surviving = inputEnds.filter((inputEnd) => inputEnd <= cut).length;
      // Whoever feeds the run hands in again what was not accepted.
      for (const value of [5, 32, 1, 29].slice(surviving)) again.dispatch(candle(value));
      journal.close();
      expect(again.digest).toBe(loop.digest);
      expect(new Journal({ file: part, syncPolicy: 'never' }).recovered).toStrictEqual(all);
    }
  });

  test('reports the record at which another program or another journal differs', () => {
    const { journal } = run([5, 32, 1, 29]);
    const replay = (fold: Fold, records: readonly JournalRecord[]): EventLoop =>
      new EventLoop(fold, new MemoryJournal(records));
    // 0 candle, 1 candle, 2 to 4 orders, 5 candle, 6 candle, 7 to 9 orders.
    expect(() => replay(new Accumulator(12), journal.records)).toThrow(
      expect.objectContaining({
        code: 'REPLAY_DIVERGED',
        details: { sequence: 9, recorded: 'order', replayed: 'nothing' },
      }),
    );
    expect(() => replay(new Accumulator(7), journal.records)).toThrow(
      expect.objectContaining({
        code: 'REPLAY_DIVERGED',
        details: { sequence: 5, recorded: 'candle', replayed: 'order' },
      }),
    );
    const changed = journal.records.with(8, {
      ...(journal.records[8] as JournalRecord),
      payload: { level: 5, sum: 66 },
    });
    expect(() => replay(new Accumulator(), changed)).toThrow(
      expect.objectContaining({
        code: 'REPLAY_DIVERGED',
        details: { sequence: 8, recorded: 'order', replayed: 'order' },
      }),
    );
    expect(() => replay(new Accumulator(), journal.records.slice(2))).toThrow(withCode('REPLAY_DIVERGED'));
  });
});

describe('the digest', () => {
  test('is empty before the first output and depends on every output and their order', () => {
    const { loop, journal } = run([1]);
    expect([loop.digest, journal.records.length]).toEqual(['', 1]);
    const digests = [[10], [10, 10], [20], [20, 10], [10, 20]].map((values) => run(values).loop.digest);
    expect(new Set(digests).size).toBe(5);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('never changes from one version to the next', () => {
    expect(run([5, 32, 1, 29]).loop.digest).toBe('7c50cfee9ab4f533895550d515b9098858a5dfa5d0b1b92357a3ed4068769523');
  });
});

describe('a run halts, and says which event did it,', () => {
  test('when the fold throws', () => {
    const { loop, journal } = run([5, 32]);
    const poison = { type: 'poison', time: epochMs(1), payload: null };
    expect(() => loop.dispatch(poison)).toThrow('cannot fold 7 poisons');
    expect(() => loop.dispatch(candle(1))).toThrow(
      expect.objectContaining({
        code: 'RUN_HALTED',
        details: { type: 'poison', sequence: 4, reason: 'cannot fold 7 poisons' },
      }),
    );
    expect(journal.records).toHaveLength(5);
    expect(new EventLoop(new Accumulator(), new MemoryJournal(journal.records)).dispatch(candle(1))).toHaveLength(1);
  });

  test('when the journal does not take it: no order leaves that is not written', () => {
    const journal = new Journal({ file: join(directory, 'refusing'), syncPolicy: 'never' });
    const loop = new EventLoop(new Accumulator(), journal);
    const heard: JournalRecord[] = [];
    loop.onRecords((records) => heard.push(...records));
    loop.dispatch(candle(5));
    journal.close();
    expect(() => loop.dispatch(candle(32))).toThrow(withCode('JOURNAL_CLOSED'));
    expect(() => loop.dispatch(candle(1))).toThrow(withCode('RUN_HALTED'));
    expect(heard.map(({ type }) => type)).toEqual(['candle']);
    expect([loop.digest, loop.length]).toEqual(['', 1]);
  });

  test('when the fold dispatches', () => {
    const loop: EventLoop = new EventLoop({ apply: () => void loop.dispatch(candle(1)) }, new MemoryJournal());
    expect(() => loop.dispatch(candle(1))).toThrow(withCode('INVARIANT_BROKEN'));
  });
});

test('a fold cannot emit after it returned', () => {
  let late: (output: RunEvent) => void = () => undefined;
  const loop = new EventLoop({ apply: (_, emit) => void (late = emit) }, new MemoryJournal());
  loop.dispatch(candle(1));
  expect(() => late(candle(2))).toThrow(withCode('INVARIANT_BROKEN'));
});

describe('listeners', () => {
  test('hear of each event after it was written, all in the order of the journal, even if one of them dispatches', () => {
    const { loop, journal } = run([]);
    const heard: number[][] = [[], []];
    loop.onRecords((records) => {
      heard[0]?.push(...records.map(({ sequence }) => sequence));
      expect(journal.records.length).toBeGreaterThan(records.at(-1)?.sequence ?? 0);
      if (records.length > 1 && journal.records.length < 8) loop.dispatch(candle(3));
    });
    loop.onRecords((records) => heard[1]?.push(...records.map(({ sequence }) => sequence)));
    for (const value of [15, 3, 9]) loop.dispatch(candle(value));
    const everything = journal.records.map(({ sequence }) => sequence);
    expect(heard).toEqual([everything, everything]);
  });

  test('all hear of an event, even if one of them throws; the caller hears of the error', () => {
    const { loop, journal } = run([]);
    const heard: string[] = [];
    loop.onRecords(() => {
      throw new Error('a screen is gone');
    });
    loop.onRecords((records) => heard.push(...records.map(({ type }) => type)));
    expect(() => loop.dispatch(candle(15))).toThrow('a screen is gone');
    expect(() => loop.dispatch(candle(15))).toThrow('a screen is gone');
    expect(heard).toEqual(journal.records.map(({ type }) => type));
    expect(journal.records.map(({ type }) => type)).toEqual(['candle', 'order', 'candle', 'order', 'order']);
  });
});
