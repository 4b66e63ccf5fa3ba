/** What happened at the venue, counted. */
export interface VenueTotals {
  /** Exits at a stop-loss, trailing stop or take-profit … */
  barrierExits: number;
  /** … of which so many rest on the path rule, as the candle reached both levels. */
  ruleExits: number;
  stopOuts: number;
  marginCalls: number;
  /** Orders that were rejected … */
  rejected: number;
  /** … of which so many were requoted. */
  requoted: number;
  /** Fills that were smaller than what was asked for. */
  partialFills: number;
  cancelled: number;
  expired: number;
  /** Changes, cancellations and closings that were refused. */
  refusals: number;
  swaps: number;
}

export function noTotals(): VenueTotals {
  return {
    barrierExits: 0,
    ruleExits: 0,
    stopOuts: 0,
    marginCalls: 0,
    rejected: 0,
    requoted: 0,
    partialFills: 0,
    cancelled: 0,
    expired: 0,
    refusals: 0,
    swaps: 0,
  };
}
