import { createHash } from 'node:crypto';
import type { EpochMs } from '@pipwright/model';
import { canonicalJson, type Json } from './canonical-json.ts';
import { errors } from './errors.ts';
import type { JournalRecord } from './journal-format.ts';

/** An event of a run: what happened, when, and its data. */
export interface RunEvent {
  readonly type: string;
  readonly time: EpochMs;
  readonly payload: Json;
}

/**
 * State that is a fold over events. `apply` takes one input and emits the outputs that follow from it.
 * It may use nothing but its own state and the input: no clock, no file, no network, no random source of its own.
 */
export interface Fold {
  apply(input: RunEvent, emit: (output: RunEvent) => void): void;
}

/** Where the loop writes; `Journal` is one. */
export interface RecordSink {
  readonly recovered: readonly JournalRecord[];
  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[];
}

/**
 * Takes inputs one at a time, writes each with its outputs to the journal in one piece, and only then hands the outputs
 * to its caller. The digest is a hash chain over all outputs: equal digests mean equal orders.
 *
 * States: an event loop is `replaying` while its constructor folds what the journal held, and `live` after that.
 */
export class EventLoop {
  readonly #fold: Fold;
  readonly #sink: RecordSink;
  #digest = '';
  #sequence: number;
  readonly #listeners: ((records: readonly JournalRecord[]) => void)[] = [];

  /**
   * Folds the records of the journal again. Throws `REPLAY_DIVERGED` where an output differs from the recorded one.
   * Outputs that a death of the process kept from being written are written now.
   */
  constructor(fold: Fold, sink: RecordSink, onReplayed?: (records: readonly JournalRecord[]) => void) {
    this.#fold = fold;
    this.#sink = sink;
    this.#sequence = sink.recovered.length;
    this.#replay(onReplayed);
  }

  /** Hash chain over the outputs so far, as hexadecimal; empty before the first one. */
  get digest(): string {
    return this.#digest;
  }

  /** Number of records in the journal. */
  get length(): number {
    return this.#sequence;
  }

  /** Calls `listener` with the records of each input, after they are written. */
  onRecords(listener: (records: readonly JournalRecord[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Folds one input. Returns the written records: the input first, then its outputs. */
  dispatch(input: RunEvent): readonly JournalRecord[] {
    const outputs = this.#apply(input);
    const records = this.#sink.append([
      { kind: 'input', ...input },
      ...outputs.map((output) => ({ kind: 'output' as const, ...output })),
    ]);
    this.#sequence += records.length;
    for (const listener of this.#listeners) listener(records);
    return records;
  }

  #apply(input: RunEvent): RunEvent[] {
    const outputs: RunEvent[] = [];
    this.#fold.apply(input, (output) => outputs.push(output));
    for (const output of outputs) {
      this.#digest = createHash('sha256').update(this.#digest).update(describe(output)).digest('hex');
    }
    return outputs;
  }

  #replay(onReplayed?: (records: readonly JournalRecord[]) => void): void {
    const recorded = this.#sink.recovered;
    let index = 0;
    while (index < recorded.length) {
      const input = recorded[index] as JournalRecord;
      if (input.kind !== 'input') throw diverged(input, 'nothing');
      const outputs = this.#apply(input);
      const start = index++;
      for (const output of outputs) {
        const record = recorded[index];
        if (record === undefined) break;
        if (record.kind !== 'output' || describe(record) !== describe(output)) throw diverged(record, output.type);
        index++;
      }
      const missing = outputs.slice(index - start - 1);
      const written = this.#sink.append(missing.map((output) => ({ kind: 'output' as const, ...output })));
      this.#sequence += written.length;
      onReplayed?.([...recorded.slice(start, index), ...written]);
    }
  }
}

function describe(event: RunEvent): string {
  return canonicalJson([event.type, event.time, event.payload]);
}

function diverged(record: JournalRecord, replayed: string): Error {
  return errors.REPLAY_DIVERGED({ sequence: record.sequence, recorded: record.type, replayed });
}

/** A sink that keeps records in memory: for backtests and replays that need no file. */
export class MemoryJournal implements RecordSink {
  readonly recovered: readonly JournalRecord[];
  readonly records: JournalRecord[];

  constructor(recovered: readonly JournalRecord[] = []) {
    this.recovered = recovered;
    this.records = [...recovered];
  }

  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[] {
    const written = entries.map((entry, index) => ({ ...entry, sequence: this.records.length + index }));
    this.records.push(...written);
    return written;
  }
}
