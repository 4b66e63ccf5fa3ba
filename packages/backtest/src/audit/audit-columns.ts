import {
  CANDLE_COLUMN_NAMES,
  isoTime,
  sliceCandles,
  type CandleColumns,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import type { ColumnTargets, Strategy } from '@pipwright/trading';
import { ADVICE, AuditFindingKind, type AuditFinding } from './audit-report.ts';
import { chooseCuts } from './choose-cuts.ts';

export interface ColumnAudit {
  readonly strategy: Strategy;
  readonly instrument: Instrument;
  readonly candles: CandleColumns;
  readonly cuts: number;
  readonly random: Random;
}

const KEEP = 2;
const PARTS = ['position', 'stopLossDistance', 'takeProfitDistance'] as const;

/** Holds the columns of a strategy to what `auditStrategy` holds its `start` to. Empty where it has none. */
export function auditColumns(audit: ColumnAudit): AuditFinding[] {
  if (audit.strategy.definition.columns === undefined) return [];
  const { candles } = audit;
  const whole = targetsOf(audit, candles);
  if (whole === null) return [changed()];
  const again = targetsOf(audit, candles)!;
  const different = firstDifference(whole, again, candles.length);
  if (different !== null) {
    const what = `${describe(different, candles)} in one run and another value in the next, over the same candles.`;
    return [finding(AuditFindingKind.NotRepeatable, candles, different, { what, advice: ADVICE.notRepeatable })];
  }
  const decisions = [...whole.position.keys()].filter((row) => whole.position[row] !== KEEP && isNews(whole, row));
  for (const row of chooseCuts(decisions, { cuts: audit.cuts, length: candles.length, random: audit.random })) {
    const part = targetsOf(audit, sliceCandles(candles, 0, row + 1));
    const changedRow = part === null ? null : firstDifference(whole, part, row + 1);
    if (changedRow === null) continue;
    const what = `${describe(changedRow, candles)} where the candles after ${isoTime(candles.time[row]!)} are there, and another value where they are not.`;
    return [finding(AuditFindingKind.Future, candles, changedRow, { what, advice: ADVICE.futureColumns })];
  }
  return [];
}

/** A target other than that of the row before: where something happens. */
function isNews({ position }: ColumnTargets, row: number): boolean {
  return row === 0 || position[row] !== position[row - 1];
}

/** The targets over a copy of the candles; null where they were written to. */
function targetsOf({ strategy, instrument }: ColumnAudit, candles: CandleColumns): ColumnTargets | null {
  const copy = copyOf(candles);
  const targets = strategy.definition.columns!({
    parameters: strategy.parameters,
    instrument,
    candles: copy,
    // Nothing is shared between runs: a column that was computed with the future must not come back without it.
    cached: (_, compute) => compute(),
  });
  const isSame = CANDLE_COLUMN_NAMES.every((name) =>
    candles[name].every((value, row) => Object.is(value, copy[name][row])),
  );
  return isSame ? targets : null;
}

/** Copies, so that no memory leads to what was cut away. */
function copyOf(candles: CandleColumns): CandleColumns {
  const copy = { length: candles.length } as { length: number } & Record<string, Float64Array>;
  for (const name of CANDLE_COLUMN_NAMES) copy[name] = candles[name].slice();
  return copy as unknown as CandleColumns;
}

interface Difference {
  readonly part: (typeof PARTS)[number];
  readonly row: number;
  readonly value: number;
}

function firstDifference(whole: ColumnTargets, other: ColumnTargets, rows: number): Difference | null {
  let first: Difference | null = null;
  for (const part of PARTS) {
    const row = rowOfDifference(whole[part], other[part], rows);
    if (row >= 0 && (first === null || row < first.row)) first = { part, row, value: whole[part]?.[row] ?? 0 };
  }
  return first;
}

function rowOfDifference(
  one: Int8Array | Float64Array | undefined,
  other: Int8Array | Float64Array | undefined,
  rows: number,
): number {
  for (let row = 0; row < rows; row++) if (!Object.is(one?.[row], other?.[row])) return row;
  return -1;
}

function describe({ part, row, value }: Difference, candles: CandleColumns): string {
  return `The column ${part} is ${value} at the candle of ${isoTime(candles.time[row]!)}`;
}

function finding(
  kind: AuditFindingKind,
  candles: CandleColumns,
  { row }: Difference,
  text: { readonly what: string; readonly advice: string },
): AuditFinding {
  return { kind, part: 'columns', time: candles.time[row]! as EpochMs, ...text };
}

function changed(): AuditFinding {
  return {
    kind: AuditFindingKind.CandlesChanged,
    part: 'columns',
    time: null,
    what: 'It writes to the columns of the candles that it was given.',
    advice: ADVICE.candlesChanged,
  };
}
