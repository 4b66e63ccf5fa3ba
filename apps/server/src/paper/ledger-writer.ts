import type { JournalRecord } from '@pipwright/kernel';
import type { Fill, MinorUnits } from '@pipwright/model';
import type { DecisionRecord, LedgerEntry, OrderRecord, TenantLedger } from '@pipwright/storage/ports';
import { payloadOf } from './paper-events.ts';

export interface LedgerWriterOptions {
  readonly ledger: TenantLedger;
  readonly runId: string;
  readonly accountId: string;
  readonly initialBalance: MinorUnits;
  /** Highest sequence that the ledger already has of this run; -1 where it has none. */
  readonly storedSequence: number;
  /** Told once about writes that fail, until one succeeds; records stay queued and the next write takes them along. */
  readonly onFailure: (error: unknown) => void;
}

/** Entries written in one go. */
const ENTRIES_MAX = 200;

/**
 * Brings the journal's records into the ledger, in the background and in order. The journal is the truth: what a death of
 * the process kept from the ledger is brought forward at the next start, and the ledger ignores what it already has.
 */
export class LedgerWriter {
  readonly #options: LedgerWriterOptions;
  #queue: LedgerEntry[] = [];
  #writing: Promise<void> | null = null;
  #isFailing = false;
  #balance: MinorUnits;
  #equity: MinorUnits;

  constructor(options: LedgerWriterOptions) {
    this.#options = options;
    this.#balance = options.initialBalance;
    this.#equity = options.initialBalance;
  }

  /** Entries that wait to be written. */
  get backlog(): number {
    return this.#queue.length;
  }

  /** Takes the records of one input. */
  add(records: readonly JournalRecord[]): void {
    const entry = this.#entryOf(records);
    if (entry === null || entry.sequence <= this.#options.storedSequence) return;
    this.#queue.push(entry);
    this.#writing ??= this.#write();
  }

  /** Tries again to write what waits, where nothing is being written. */
  retry(): void {
    if (this.#queue.length > 0) this.#writing ??= this.#write();
  }

  /** Resolves when everything taken so far is written, or has failed to be. */
  async flush(): Promise<void> {
    this.retry();
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const entries = this.#queue.slice(0, ENTRIES_MAX);
        await this.#options.ledger.append(entries);
        this.#queue.splice(0, entries.length);
      }
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#options.onFailure(error);
      this.#isFailing = true;
    } finally {
      this.#writing = null;
    }
  }

  #entryOf(records: readonly JournalRecord[]): LedgerEntry | null {
    const orders: OrderRecord[] = [];
    const fills: Fill[] = [];
    const decisions: DecisionRecord[] = [];
    for (const record of records) {
      if (record.type === 'order') orders.push(payloadOf('order', record));
      else if (record.type === 'fill') fills.push(payloadOf('fill', record));
      else if (record.type === 'decision') decisions.push(payloadOf('decision', record));
      else if (record.type === 'account') this.#follow(payloadOf('account', record));
    }
    const last = records.at(-1);
    if (last === undefined) return null;
    const { runId, accountId } = this.#options;
    return {
      runId,
      accountId,
      sequence: last.sequence,
      orders,
      fills,
      decisions,
      balance: this.#balance,
      equity: this.#equity,
      time: last.time,
    };
  }

  #follow(account: { readonly balance: number; readonly equity: number }): void {
    this.#balance = account.balance as MinorUnits;
    this.#equity = account.equity as MinorUnits;
  }
}
