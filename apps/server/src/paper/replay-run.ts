import { EventLoop, MemoryJournal, readJournal } from '@pipwright/kernel';
import type { Configuration } from '../configuration.ts';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { composeEngine } from './compose-engine.ts';
import { PaperFold } from './paper-fold.ts';
import { payloadOf } from './paper-events.ts';
import { modelOfRun } from './run-model.ts';
import { journalFileOf, listPaperRuns } from './run-identity.ts';

export interface ReplayResult {
  readonly run: string;
  readonly records: number;
  readonly candles: number;
  readonly orders: number;
  readonly fills: number;
  /** Hash chain over all outputs. */
  readonly digest: string;
  readonly balance: number;
}

/**
 * Folds the journal of a paper run again, by default the newest, and compares every output with the recorded one.
 * Throws `NO_PAPER_RUN`, `RUN_NOT_CONTINUED`, and `REPLAY_DIVERGED` at the first difference.
 */
export async function replayRun(options: {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly run: string | undefined;
}): Promise<ReplayResult> {
  const { configuration, stores } = options;
  const runs = listPaperRuns(configuration);
  const run = options.run ?? runs.at(-1);
  if (run === undefined || !runs.includes(run)) throw errors.NO_PAPER_RUN({ run: run ?? 'at all' });
  const { records } = readJournal(journalFileOf(configuration, run));
  const first = records[0];
  if (first?.type !== 'session.started')
    throw errors.RUN_NOT_CONTINUED({ run, reason: 'its journal has no beginning' });
  const model = await modelOfRun(stores, payloadOf('session.started', first));
  const fold = new PaperFold(composeEngine(model.file));
  const loop = new EventLoop(fold, new MemoryJournal(records));
  const count = (type: string): number => records.filter((record) => record.type === type).length;
  return {
    run,
    records: loop.length,
    candles: count('candle.closed'),
    orders: records.filter((record) => record.type === 'order' && payloadOf('order', record).state === 'approved')
      .length,
    fills: count('fill'),
    digest: loop.digest,
    balance: fold.account()?.balance ?? 0,
  };
}
