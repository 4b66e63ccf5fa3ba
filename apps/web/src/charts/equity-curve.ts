import type { EquityPointMessage, ReportDocument } from '@pipwright/protocol';

/** Account history as columns; money in minor units, `fall` is the fraction below the highest equity so far, 0 or less. */
export interface EquityCurve {
  readonly times: readonly number[];
  readonly balance: readonly number[];
  readonly equity: readonly number[];
  readonly fall: readonly number[];
  /** What something simpler would have made of the account, at the same times; null where nothing is compared. */
  readonly benchmark: readonly number[] | null;
}

function fallOf(equity: readonly number[]): number[] {
  let peak = Number.NEGATIVE_INFINITY;
  return equity.map((value) => {
    peak = Math.max(peak, value);
    return peak > 0 ? (value - peak) / peak : 0;
  });
}

export function curveOfPoints(points: readonly EquityPointMessage[]): EquityCurve {
  const equity = points.map((point) => point.equity);
  return {
    times: points.map((point) => point.time),
    balance: points.map((point) => point.balance),
    equity,
    fall: fallOf(equity),
    benchmark: null,
  };
}

export function curveOfReport(
  { time, balance, equity }: ReportDocument['equity'],
  benchmark: readonly number[] | null = null,
): EquityCurve {
  // A benchmark of another length is of other times.
  const compared = benchmark?.length === time.length ? benchmark : null;
  return { times: time, balance, equity, fall: fallOf(equity), benchmark: compared };
}
