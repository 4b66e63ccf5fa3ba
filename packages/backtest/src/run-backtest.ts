import { Backtest, type BacktestOptions, type MarketsBacktestOptions } from './backtest.ts';
import type { BacktestResult } from './backtest-result.ts';
import { errors } from './errors.ts';

export interface RunControl {
  readonly onProgress?: (processed: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Awaited between chunks, so that a process that also serves others stays responsive; left out, nothing waits. */
  readonly pause?: () => Promise<void>;
}

/**
 * Runs a backtest to its end. Rejects with `ABORTED` when the signal is, with what a source of ticks throws, and with what
 * `Backtest` throws.
 */
export async function runBacktest(
  options: (BacktestOptions | MarketsBacktestOptions) & RunControl,
): Promise<BacktestResult> {
  const backtest = new Backtest(options);
  for (;;) {
    if (options.signal?.aborted === true) {
      throw errors.ABORTED({ candles: backtest.processed, total: backtest.total }, { cause: options.signal.reason });
    }
    const more = backtest.step(backtest.chunk);
    if (backtest.needsTicks) await backtest.loadTicks();
    options.onProgress?.(backtest.processed, backtest.total);
    if (!more) return backtest.finish();
    if (options.pause !== undefined) await options.pause();
  }
}
