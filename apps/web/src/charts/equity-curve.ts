import type { EquityPointMessage, ReportDocument } from '@pipwright/protocol';

/** Account history as columns; money in minor units, `fall` is the fraction below the highest equity so far, 0 or less. */
export interface EquityCurve {
  readonly times: readonly number[];
  readonly balance: readonly number[];
  readonly equity: readonly number[];
  readonly fall: readonly number[];
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
  };
}

export function curveOfReport({ time, balance, equity }: ReportDocument['equity']): EquityCurve {
  return { times: time, balance, equity, fall: fallOf(equity) };
}
