import { hash } from 'node:crypto';
import type { EpochMs } from '@pipwright/model';
import { canonicalJson, type Json } from './canonical-json.ts';
import { errors } from './errors.ts';
import { invariant } from './invariant.ts';
import type { JournalRecord } from './journal-format.ts';

/** An event of a run: what happened, when, and its data. */
export interface RunEvent {
  readonly type: string;
  readonly time: EpochMs;
  readonly payload: Json;
}

/**
 * State that is a fold over events. `apply` takes one input and emits the outputs that follow from it, before it returns.
 * It may use nothing but its own state and the input: no clock, no file, no network, no random source of its own.
 * An output is given away: whoever emits it changes nothing in its payload afterwards.
 */
export interface Fold {
  apply(input: RunEvent, emit: (output: RunEvent) => void): void;
}

/** Where the loop writes; `Journal` is one. */
export interface RecordSink {
  readonly recovered: readonly JournalRecord[];
  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[];
}

type Listener = (records: readonly JournalRecord[]) => void;

/**
 * Takes inputs one at a time, writes each with its outputs to the journal in one piece, and only then hands the outputs
 * to its caller. The digest is a hash chain over all outputs: equal digests mean equal orders.
 *
 * States: `replaying` while its constructor folds what the journal held; `live` after that; `halted` once an input could
 * not be folded or written. The fold has then seen what the journal has not, so that nothing more may follow from it.
 */
export class EventLoop {
  readonly #fold: Fold;
  readonly #sink: RecordSink;
  #digest = '';
  #sequence: number;
  #state: 'replaying' | 'live' | 'halted' = 'replaying';
  #halt: { readonly type: string; readonly sequence: number; readonly reason: string } | null = null;
  #isApplying = false;
  readonly #listeners: Listener[] = [];
  readonly #undelivered: (readonly JournalRecord[])[] = [];
  #isDelivering = false;

  /**
   * Folds the records of the journal again. Throws `REPLAY_DIVERGED` where an output differs from the recorded one.
   * Outputs that a death of the process kept from being written are written now.
   */
  constructor(fold: Fold, sink: RecordSink, onReplayed?: Listener) {
    this.#fold = fold;
    this.#sink = sink;
    this.#sequence = sink.recovered.length;
    this.#replay(onReplayed);
    this.#state = 'live';
  }

  /** Hash chain over the outputs so far, as hexadecimal; empty before the first one. */
  get digest(): string {
    return this.#digest;
  }

  /** Number of records in the journal. */
  get length(): number {
    return this.#sequence;
  }

  /**
   * Calls `listener` with the records of each input, after they are written, in the order of the journal. A listener may
   * dispatch: what follows from it is delivered to all listeners afterwards.
   */
  onRecords(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /**
   * Folds one input. Returns the written records: the input first, then its outputs. What the fold, the journal or a
   * listener throws goes to the caller; after an error of the first two, this and every later call throws (`RUN_HALTED`).
   */
  dispatch(input: RunEvent): readonly JournalRecord[] {
    if (this.#halt !== null) throw errors.RUN_HALTED(this.#halt);
    invariant(
      this.#state === 'live' && !this.#isApplying,
      'events are dispatched neither by a fold nor during a replay',
    );
    const records = this.#write(input);
    this.#undelivered.push(records);
    if (!this.#isDelivering) this.#deliver();
    return records;
  }

  #write(input: RunEvent): readonly JournalRecord[] {
    try {
      const outputs = this.#apply(input);
      const records = this.#sink.append([inputRecord(input), ...outputs.map(outputRecord)]);
      this.#sequence += records.length;
      this.#chain(outputs);
      return records;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#state = 'halted';
      this.#halt = { type: input.type, sequence: this.#sequence - 1, reason };
      throw error;
    }
  }

  /** Every listener hears of every record, whatever another one throws; the first error is thrown at the end. */
  #deliver(): void {
    const failures: unknown[] = [];
    this.#isDelivering = true;
    for (let records = this.#undelivered.shift(); records !== undefined; records = this.#undelivered.shift()) {
      for (const listener of this.#listeners) {
        try {
          listener(records);
        } catch (error) {
          failures.push(error);
        }
      }
    }
    this.#isDelivering = false;
    if (failures.length > 0) throw failures[0];
  }

  #apply(input: RunEvent): RunEvent[] {
    const outputs: RunEvent[] = [];
    this.#isApplying = true;
    try {
      this.#fold.apply(input, (output) => {
        invariant(this.#isApplying, 'a fold emits its outputs before it returns');
        outputs.push(output);
      });
    } finally {
      this.#isApplying = false;
    }
    return outputs;
  }

  /** Takes what is in the journal into the digest. */
  #chain(outputs: readonly RunEvent[]): void {
    for (const output of outputs) this.#digest = hash('sha256', this.#digest + describe(output));
  }

  #replay(onReplayed?: Listener): void {
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
      const written = missing.length === 0 ? [] : this.#sink.append(missing.map(outputRecord));
      this.#sequence += written.length;
      this.#chain(outputs);
      onReplayed?.([...recorded.slice(start, index), ...written]);
    }
  }
}

function inputRecord({ type, time, payload }: RunEvent): Omit<JournalRecord, 'sequence'> {
  return { kind: 'input', type, time, payload };
}

function outputRecord({ type, time, payload }: RunEvent): Omit<JournalRecord, 'sequence'> {
  return { kind: 'output', type, time, payload };
}

function describe(event: RunEvent): string {
  return canonicalJson([event.type, event.time, event.payload]);
}

function diverged(record: JournalRecord, replayed: string): Error {
  return errors.REPLAY_DIVERGED({ sequence: record.sequence, recorded: record.type, replayed });
}
