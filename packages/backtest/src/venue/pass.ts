/**
 * A walk through a candle. The adaptive rule has one for everything. The pessimistic rule has two, since no single order of
 * high and low is the worse one for everybody: those who fear the low walk down first, those who fear the high up first.
 */
export const Pass = { All: 0, DownFirst: 1, UpFirst: 2 } as const;
export type Pass = (typeof Pass)[keyof typeof Pass];
