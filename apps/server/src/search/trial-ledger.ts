import { createHash } from 'node:crypto';
import {
  TrialState,
  type ParameterSpace,
  type SearchTrial,
  type TimeRange,
  type TrialOutcome,
} from '@pipwright/backtest';
import type { Clock } from '@pipwright/kernel';
import type { SymbolName, Timeframe } from '@pipwright/model';
import type { BlobStore, SearchTrialRecord, TenantLedger } from '@pipwright/storage/ports';
import type { ParameterValues } from '@pipwright/trading';
import { encodeReturns } from './returns-blob.ts';

/** Trials are stored together: so many at once, or what there is after so long. A death costs no more than that. */
const PENDING_MAX = 64;
const PENDING_MS = 1000;

export interface TrialLedgerOptions {
  readonly ledger: TenantLedger;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly searchId: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly strategy: string;
  readonly strategyDigest: string;
  readonly digestOf: (parameters: ParameterValues) => string;
}

interface Pending {
  readonly trial: SearchTrial;
  readonly returns: Float64Array | null;
}

/** Stores the trials of one search as they end, in groups: first their daily returns in a blob, then the rows that name it. */
export class TrialLedger {
  readonly #options: TrialLedgerOptions;
  #pending: Pending[] = [];
  #storedAt: number;
  #work: Promise<void> = Promise.resolve();

  constructor(options: TrialLedgerOptions) {
    this.#options = options;
    this.#storedAt = options.clock.now();
  }

  /** Takes a trial; resolves at once unless it is time to store, and rejects where storing fails or has failed. */
  add(trial: SearchTrial, outcome: TrialOutcome | null): Promise<void> {
    // Only trials of the whole range can be compared day by day.
    const returns = trial.state === TrialState.Done ? (outcome?.dailyReturns ?? null) : null;
    this.#pending.push({ trial, returns });
    const due = this.#options.clock.now() - this.#storedAt >= PENDING_MS;
    if (this.#pending.length < PENDING_MAX && !due) return Promise.resolve();
    return this.flush();
  }

  /** Stores what is left. */
  flush(): Promise<void> {
    const group = this.#pending.toSorted((a, b) => a.trial.number - b.trial.number);
    this.#pending = [];
    this.#storedAt = this.#options.clock.now();
    this.#work = this.#work.then(() => this.#store(group));
    return this.#work;
  }

  async #store(group: readonly Pending[]): Promise<void> {
    if (group.length === 0) return;
    const { ledger, blobs, searchId } = this.#options;
    const withReturns = group.filter(({ returns }) => returns !== null);
    const names = createHash('sha256')
      .update(withReturns.map(({ trial }) => trial.number).join())
      .digest('hex');
    const blob = `searches/${searchId}/returns-${names.slice(0, 16)}.f64`;
    if (withReturns.length > 0) await blobs.put(blob, encodeReturns(withReturns.map(({ returns }) => returns!)));
    await ledger.putSearchTrials(group.map((one) => this.#record(one, blob, withReturns.indexOf(one))));
  }

  #record({ trial }: Pending, blob: string, row: number): SearchTrialRecord {
    const { clock, searchId, symbol, timeframe, strategy, strategyDigest, digestOf } = this.#options;
    const { number, parameters, state, reason, range, score, stageScores, net, trades, sharpe, days, digest } = trial;
    return {
      searchId,
      number,
      symbol,
      timeframe,
      digest: digestOf(parameters),
      strategy,
      strategyDigest,
      parameters,
      from: range.from,
      to: range.to,
      state,
      reason,
      score,
      stageScores,
      net,
      trades,
      sharpe,
      days,
      fills: digest,
      returns: row < 0 ? null : { blob, row },
      triedAt: clock.now(),
    };
  }
}

/** A stored trial as the search knows it. */
export function trialOf(record: SearchTrialRecord, space: ParameterSpace, range: TimeRange): SearchTrial {
  const { number, from, to, state, reason, score, stageScores, net, trades, sharpe, days, fills } = record;
  // The ledger keeps no order of names.
  const parameters = space.assemble(space.dimensions.map(({ name }) => record.parameters[name]!));
  const share = (to - from) / (range.to - range.from);
  return {
    number,
    parameters,
    state,
    reason,
    range: { from, to },
    share,
    score,
    stageScores,
    net,
    trades,
    sharpe,
    days,
    digest: fills,
  };
}
