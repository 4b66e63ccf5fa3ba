import type { RecordSink } from './event-loop.ts';
import type { JournalRecord } from './journal-format.ts';

/** A sink that keeps records in memory: for backtests and replays that need no file. */
export class MemoryJournal implements RecordSink {
  readonly recovered: readonly JournalRecord[];
  readonly records: JournalRecord[];

  constructor(recovered: readonly JournalRecord[] = []) {
    this.recovered = recovered;
    this.records = [...recovered];
  }

  append(entries: readonly Omit<JournalRecord, 'sequence'>[]): readonly JournalRecord[] {
    const written = entries.map(({ kind, type, time, payload }, index) => {
      return { sequence: this.records.length + index, kind, type, time, payload };
    });
    this.records.push(...written);
    return written;
  }
}
