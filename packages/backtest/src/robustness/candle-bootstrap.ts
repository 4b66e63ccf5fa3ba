import type { Random } from '@pipwright/kernel';
import type { CandleSeries } from '@pipwright/model';
import { resampleCandles, type ResampleCandlesOptions } from './resample-candles.ts';
import { distributionOf, type RunDistribution } from './run-distribution.ts';
import { runAll, type RunOptions } from './task-pool.ts';

const RUNS = 100;

export interface CandleBootstrapOptions extends RunOptions, ResampleCandlesOptions {
  /** Default 100. */
  readonly runs?: number;
  /** What the strategy made on the real candles, minor units. */
  readonly actualNet: number;
  /** Runs the strategy on a series and tells its net profit; `random` is for whatever the run itself draws. */
  readonly run: (series: CandleSeries, random: Random) => Promise<number>;
}

/**
 * Runs the strategy on made-up candles in which there is nothing left to find that is longer than a block; see
 * `resampleCandles`. A strategy that does as well there lives by what the order of the candles does not change: a drift
 * of the whole range, or patterns within a day.
 */
export async function candleBootstrap(options: CandleBootstrapOptions): Promise<RunDistribution> {
  const { runs = RUNS, actualNet, random, run } = options;
  const nets = await runAll('candle bootstrap', runs, options, async (index) => {
    const own = random.split(`candles ${index}`);
    return run(resampleCandles({ ...options, random: own }), own.split('run'));
  });
  return distributionOf(nets, actualNet);
}
