import type { ContextRow } from '@pipwright/model';
import type { FactBatch, FactKind } from '@pipwright/storage/ports';
import type { RejectedRow } from '../text/csv-layout.ts';

/** What a file of facts holds. */
export interface ContextFile<Kind extends FactKind = FactKind> extends FactBatch<Kind> {
  readonly rejected: readonly RejectedRow[];
  /** Rows about something else than currencies that are known: wheat, a country's holiday. */
  readonly skipped: number;
  /** How it was decided from when on a row is known. */
  readonly knownFrom: string;
}

/** A file that is being read: its text, and its rows where it is a table. */
export interface ContextText {
  /** Name without folders. */
  readonly name: string;
  readonly text: string;
}

/** A way to write facts down. */
export interface ContextFormat {
  readonly name: string;
  /** Null where the file is written in another way. */
  read(file: ContextText): ContextFile | null;
}

/** Rows of one kind as they are collected. */
export class FactCollector<Kind extends FactKind> {
  readonly rows: ContextRow<Kind>[] = [];
  readonly rejected: RejectedRow[] = [];
  skipped = 0;
  readonly #kind: Kind;
  readonly #source: string;
  readonly #knownFrom: string;

  constructor(kind: Kind, source: string, knownFrom: string) {
    this.#kind = kind;
    this.#source = source;
    this.#knownFrom = knownFrom;
  }

  reject(line: number, field: string, value: string | number | undefined, reason: string): void {
    this.rejected.push({ line, field, value: String(value ?? '').slice(0, 80), reason });
  }

  finish(): ContextFile<Kind> {
    return {
      kind: this.#kind,
      source: this.#source,
      knownFrom: this.#knownFrom,
      rows: this.rows,
      rejected: this.rejected,
      skipped: this.skipped,
    };
  }
}
