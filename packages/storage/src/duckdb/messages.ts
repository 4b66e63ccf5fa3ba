import type { ErrorDetails } from '@pipwright/model';

/**
 * What crosses between the caller's thread and the one that owns a DuckDB file, whatever the file holds. Columns cross
 * as transferred memory.
 */

/** The calls that a thread answers: by name, what is asked and what is answered. */
export type CallTable<Calls> = { readonly [Name in keyof Calls]: { readonly ask: unknown; readonly answer: unknown } };

export interface CallMessage {
  readonly id: number;
  readonly name: string;
  readonly ask: unknown;
}

/** An error of the catalogue as it crosses: the other side makes it again from code and details. */
export interface CrossingError {
  readonly code: string;
  readonly details: ErrorDetails;
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly error: CrossingError };

/** What a file is, as the codes of its errors begin. */
export type StoreKind = 'CANDLE_STORE' | 'FEATURE_STORE';

/** Given to the thread when it is made. */
export interface WorkerSettings {
  readonly kind: StoreKind;
  readonly file: string;
  readonly temporaryDirectory: string | null;
  readonly readOnly: boolean;
  readonly threads: number;
}

/** The first message from the thread: it holds the file, or says why not. */
export type Opened = { readonly opened: true } | { readonly opened: false; readonly error: CrossingError };
