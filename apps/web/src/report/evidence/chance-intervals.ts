import type { RobustnessSection } from '@pipwright/protocol';

type Quantiles = NonNullable<RobustnessSection['monteCarlo']>['net'];

/** What chance makes of one figure, for a row of the chart. */
export interface ChanceInterval extends Quantiles {
  readonly name: string;
  /** Share of the runs that were as good as the real one or better; null where it was not counted. */
  readonly shareAsGood: number | null;
  readonly runs: number;
}

/** Net profits that chance gives, minor units. */
export function netIntervals(section: RobustnessSection): ChanceInterval[] {
  const { monteCarlo, candleBootstrap, randomEntry } = section;
  const rows: ChanceInterval[] = [];
  if (randomEntry !== null)
    rows.push({
      name: 'Random entries',
      ...randomEntry.net,
      shareAsGood: randomEntry.shareAsGood,
      runs: randomEntry.runs,
    });
  if (candleBootstrap !== null)
    rows.push({
      name: 'Shuffled candles',
      ...candleBootstrap.net,
      shareAsGood: candleBootstrap.shareAsGood,
      runs: candleBootstrap.runs,
    });
  if (monteCarlo !== null)
    rows.push({ name: 'Redrawn trades', ...monteCarlo.net, shareAsGood: null, runs: monteCarlo.paths });
  return rows;
}
