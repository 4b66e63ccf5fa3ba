import type { ReportDocument } from '@pipwright/protocol';

/** A bar of the waterfall, in minor units: a total stands on zero, a step on where the one before it ended. */
export interface WaterfallBar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly total: boolean;
}

export function waterfallBars(waterfall: ReportDocument['waterfall']): WaterfallBar[] {
  let level = 0;
  return waterfall.map(({ name, amount, total }) => {
    const from = total ? 0 : level;
    level = from + amount;
    return { name, from, to: level, amount, total };
  });
}
