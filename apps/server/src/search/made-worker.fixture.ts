import { threadId } from 'node:worker_threads';
import type { BacktestResult } from '@pipwright/backtest';
import { minorUnits } from '@pipwright/model';
import { serveTrials } from './serve-trials.ts';

/** A thread that does what its parameters say. */
await serveTrials((setup: { readonly refuse?: boolean; readonly leave?: boolean }) => {
  if (setup.leave === true) process.exit(0);
  if (setup.refuse === true) throw new Error('no such strategy');
  return Promise.resolve({
    async evaluate(parameters, range) {
      if (parameters['fail'] === true) return { ok: false, reason: 'as it was told' };
      if (parameters['throw'] === true) throw new Error('broken');
      if (parameters['die'] === true) process.exit(3);
      while (parameters['forever'] === true);
      // Lets the other threads take their share.
      await new Promise((resolve) => setImmediate(resolve));
      return {
        ok: true,
        outcome: {
          initialBalance: minorUnits(0),
          net: minorUnits((parameters['value'] as number) * (range.to - range.from)),
          trades: 1,
          grossProfit: 0,
          grossLoss: 0,
          drawdown: 0,
          dailyReturns: Float64Array.of(1, 2),
          digest: String(threadId),
        },
      };
    },
    run: (parameters, _range, initialBalance, runId) => {
      const finalBalance = initialBalance + (parameters['value'] as number);
      return Promise.resolve({ runId, finalBalance } as BacktestResult);
    },
  });
});
