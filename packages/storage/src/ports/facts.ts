import type { ContextKind, ContextRow, Currency, EpochMs } from '@pipwright/model';

/** Facts that are imported. What orders cost is a fact too, and is read from fills. */
export type FactKind = Exclude<ContextKind, 'slippage'>;

/** Facts of one kind and source, in any order. */
export interface FactBatch<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  /** Whose facts they are, for people: `cftc`, `oecd`, `forex-factory`. */
  readonly source: string;
  readonly rows: readonly ContextRow<Kind>[];
}

/** What is stored of one kind. */
export interface FactSummary {
  readonly kind: FactKind;
  readonly count: number;
  readonly currencies: readonly string[];
  readonly sources: readonly string[];
  readonly firstAvailableAt: EpochMs;
  readonly lastAvailableAt: EpochMs;
}

/** Facts from outside the candles. Nothing is changed or removed: a correction is a row that is known later. */
export interface FactStore {
  /** Stores the rows that are not there yet, all or none; a row of the same subject and moments stays as it is. */
  putFacts<Kind extends FactKind>(
    batch: FactBatch<Kind>,
  ): Promise<{ readonly inserted: number; readonly kept: number }>;
  /** Rows in the order in which they became known; of all currencies unless some are named. */
  listFacts<Kind extends FactKind>(
    kind: Kind,
    options?: { readonly currencies?: readonly Currency[] },
  ): Promise<readonly ContextRow<Kind>[]>;
  /** Kinds of which there is something. */
  summariseFacts(): Promise<readonly FactSummary[]>;
}
