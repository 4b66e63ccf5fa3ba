import type { EpochMs } from '@pipwright/model';

export const AuditFindingKind = {
  /** A decision changes when the candles after it are taken away. */
  Future: 'future',
  /** Two runs over the same candles differ. */
  NotRepeatable: 'not-repeatable',
  /** The candles are not as they were before the strategy saw them. */
  CandlesChanged: 'candles-changed',
} as const;
export type AuditFindingKind = (typeof AuditFindingKind)[keyof typeof AuditFindingKind];

/** Something that a backtest of a strategy would hide. Plain data. */
export interface AuditFinding {
  readonly kind: AuditFindingKind;
  /** Which form of the strategy. */
  readonly part: 'start' | 'columns';
  /** Open time of the candle at which it shows first; null where there is no single one. */
  readonly time: EpochMs | null;
  /** A sentence with what differs. */
  readonly what: string;
  readonly advice: string;
}

/** What an audit looked at and found. Plain data. */
export interface AuditReport {
  readonly strategy: string;
  readonly candles: number;
  /** How often the future was taken away, for each form of the strategy. */
  readonly cuts: number;
  /** Decisions other than doing nothing that were looked at. */
  readonly decisions: number;
  /** Whether the strategy has `columns`, which were audited too. */
  readonly hasColumns: boolean;
  readonly findings: readonly AuditFinding[];
}

export const ADVICE = {
  future:
    'An indicator of its own may take many rows at once: its process may rest at a row on rows up to it only, and must give what update gives.',
  futureColumns:
    'A value at a row may rest on rows up to it: look for row + 1, for a maximum over the whole column, and for a column that was shifted to the left.',
  notRepeatable:
    'Remove Math.random, Date and everything that is kept outside of start: a run must follow from its candles and parameters alone.',
  candlesChanged: 'Copy a column before it is changed: candles.close.slice().',
} as const;
