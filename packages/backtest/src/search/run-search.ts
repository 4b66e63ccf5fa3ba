import { minorUnits, type EpochMs } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { stoppingRule, type EarlyStopping, type StoppingRule } from './early-stopping.ts';
import { scoreOf, type Objective } from './objectives.ts';
import type { Sampler } from './sampler.ts';
import {
  dailySharpe,
  TrialState,
  type Evaluate,
  type SearchTrial,
  type TimeRange,
  type TrialEvaluation,
  type TrialOutcome,
} from './trial.ts';

export interface SearchOptions {
  readonly sampler: Sampler;
  readonly objective: Objective;
  readonly range: TimeRange;
  /** Trials at most. */
  readonly trials: number;
  /**
   * Trials of one batch. What a batch proposes rests on whole batches before it, so that the number of workers changes
   * nothing; default 32.
   */
  readonly batch?: number;
  readonly stopping?: EarlyStopping;
  /** The search ends when so many trials in a row brought nothing better; default: never. */
  readonly patience?: number | null;
  /** Runs as many at a time as it likes: a batch is asked for at once. */
  readonly evaluate: Evaluate;
  /** A trial with these parameters that ended before: it is not evaluated again. */
  readonly known?: (number: number, parameters: ParameterValues) => SearchTrial | undefined;
  /** Called as each trial ends, in any order. Null where it failed. What it returns is awaited at the end of the batch. */
  readonly onTrial?: (trial: SearchTrial, outcome: TrialOutcome | null) => void | Promise<void>;
  readonly onProgress?: (progress: SearchProgress) => void;
  readonly signal?: AbortSignal;
}

export interface SearchProgress {
  readonly done: number;
  readonly total: number;
  /** The best so far of the trials that saw the whole range. */
  readonly best: SearchTrial | null;
}

export const SearchEnd = {
  /** As many trials as were asked for. */
  Trials: 'trials',
  /** There is nothing left to try. */
  Exhausted: 'exhausted',
  Patience: 'patience',
} as const;
export type SearchEnd = (typeof SearchEnd)[keyof typeof SearchEnd];

/** What a search found. It rests on its options and on what `evaluate` says, and on nothing else. */
export interface SearchOutcome {
  /** In the order in which they were proposed. */
  readonly trials: readonly SearchTrial[];
  readonly best: SearchTrial | null;
  readonly end: SearchEnd;
  readonly stoppedEarly: number;
  readonly failed: number;
}

const BATCH = 32;

/** A trial on its way. */
interface Running {
  readonly number: number;
  readonly parameters: ParameterValues;
  readonly stageScores: (number | null)[];
  /** Set when it has ended. */
  ended: SearchTrial | null;
}

const better = (trial: SearchTrial, best: SearchTrial | null): boolean =>
  trial.state === TrialState.Done && trial.score !== null && (best === null || trial.score > best.score!);

class Search {
  readonly #options: SearchOptions;
  readonly #rule: StoppingRule;
  readonly #trials: SearchTrial[] = [];
  #best: SearchTrial | null = null;
  /** Number of the first trial that nothing has been better than. */
  #lastGain = 0;
  #done = 0;

  constructor(options: SearchOptions) {
    const { trials, batch = BATCH, patience = null } = options;
    const check = (name: string, value: number | null): void => {
      if (value === null || (Number.isInteger(value) && value >= 1)) return;
      throw errors.SEARCH_SETTING({ name, value, expected: 'a whole number from 1' });
    };
    check('the number of trials', trials);
    check('the size of a batch', batch);
    check('the patience', patience);
    this.#options = options;
    this.#rule = stoppingRule(options.stopping ?? { kind: 'none' });
  }

  async run(): Promise<SearchOutcome> {
    const { sampler, trials, batch = BATCH, patience = null } = this.#options;
    let end: SearchEnd = SearchEnd.Trials;
    while (this.#trials.length < trials) {
      this.#checkSignal();
      const proposed = sampler.propose(Math.min(batch, trials - this.#trials.length), this.#trials);
      if (proposed.length === 0) {
        end = SearchEnd.Exhausted;
        break;
      }
      await this.#runBatch(proposed);
      if (patience !== null && this.#trials.length - this.#lastGain > patience) {
        end = SearchEnd.Patience;
        break;
      }
    }
    const count = (state: TrialState): number => this.#trials.filter((trial) => trial.state === state).length;
    return {
      trials: this.#trials,
      best: this.#best,
      end,
      stoppedEarly: count(TrialState.StoppedEarly),
      failed: count(TrialState.Failed),
    };
  }

  async #runBatch(proposed: readonly ParameterValues[]): Promise<void> {
    const running = proposed.map((parameters, place): Running => {
      const number = this.#trials.length + place;
      const known = this.#options.known?.(number, parameters) ?? null;
      return { number, parameters, stageScores: [...(known?.stageScores ?? [])], ended: known };
    });
    this.#done += running.filter(({ ended }) => ended !== null).length;
    const { shares } = this.#rule;
    let alive: readonly Running[] = running;
    for (let stage = 0; stage < shares.length; stage++) alive = await this.#runStage(alive, stage);
    await this.#settleAll(alive.map((trial) => this.#runWhole(trial)));
    for (const { ended } of running) {
      const trial = ended!;
      if (better(trial, this.#best)) {
        this.#best = trial;
        this.#lastGain = trial.number;
      }
      this.#trials.push(trial);
    }
    this.#checkAllFailed();
    this.#tell();
  }

  /** Evaluates a first part of the range and stops those that do badly on it. Returns those that go on. */
  async #runStage(alive: readonly Running[], stage: number): Promise<readonly Running[]> {
    const share = this.#rule.shares[stage]!;
    const outcomes = new Map<Running, TrialOutcome>();
    await this.#settleAll(
      alive.map(async (trial) => {
        // A trial from before knows its scores as far as it got.
        if (trial.stageScores.length > stage || trial.ended !== null) return;
        const evaluation = await this.#evaluate(trial.parameters, share);
        if (!evaluation.ok) {
          await this.#fail(trial, share, evaluation.reason);
          return;
        }
        outcomes.set(trial, evaluation.outcome);
        trial.stageScores.push(scoreOf(this.#options.objective, evaluation.outcome, share));
      }),
    );
    const standing = alive.filter((trial) => trial.stageScores.length > stage);
    const scores = standing.map((trial) => trial.stageScores[stage]!);
    const before = this.#trials.flatMap(({ stageScores }) => (stageScores.length > stage ? [stageScores[stage]!] : []));
    const kept = new Set(this.#rule.survivors(stage, scores, before).map((place) => standing[place]!));
    const stopped = standing.filter((trial) => !kept.has(trial) && trial.ended === null);
    await Promise.all(stopped.map((trial) => this.#stop(trial, share, outcomes.get(trial)!)));
    return standing.filter((trial) => kept.has(trial));
  }

  async #runWhole(trial: Running): Promise<void> {
    if (trial.ended !== null) return;
    const evaluation = await this.#evaluate(trial.parameters, 1);
    if (!evaluation.ok) return this.#fail(trial, 1, evaluation.reason);
    const { outcome } = evaluation;
    const score = scoreOf(this.#options.objective, outcome);
    return this.#end(trial, { state: TrialState.Done, reason: '', share: 1, score }, outcome);
  }

  #fail(trial: Running, share: number, reason: string): Promise<void> {
    return this.#end(trial, { state: TrialState.Failed, reason, share, score: null }, null);
  }

  #stop(trial: Running, share: number, outcome: TrialOutcome): Promise<void> {
    const score = trial.stageScores.at(-1)!;
    const shown = score === null ? 'no score' : `a score of ${score.toPrecision(4)}`;
    const reason = `${shown} on the first ${(share * 100).toFixed(0)} % of the range, where others did better`;
    return this.#end(trial, { state: TrialState.StoppedEarly, reason, share, score }, outcome);
  }

  async #end(
    trial: Running,
    how: Pick<SearchTrial, 'state' | 'reason' | 'share' | 'score'>,
    outcome: TrialOutcome | null,
  ): Promise<void> {
    const whole = this.#options.range;
    const range = partOf(whole, how.share);
    const { state, reason, score } = how;
    const share = (range.to - range.from) / (whole.to - whole.from);
    const { number, parameters, stageScores } = trial;
    trial.ended = {
      number,
      parameters,
      state,
      reason,
      range,
      share,
      score,
      stageScores,
      net: outcome?.net ?? minorUnits(0),
      trades: outcome?.trades ?? 0,
      sharpe: outcome === null ? null : dailySharpe(outcome.dailyReturns),
      days: outcome?.dailyReturns.length ?? 0,
      digest: outcome?.digest ?? '',
    };
    this.#done++;
    this.#tell();
    await this.#options.onTrial?.(trial.ended, outcome);
  }

  #evaluate(parameters: ParameterValues, share: number): Promise<TrialEvaluation> {
    return this.#options.evaluate(parameters, partOf(this.#options.range, share));
  }

  /** Waits for all, so that nothing is under way any more when the first error is thrown. */
  async #settleAll(work: readonly Promise<void>[]): Promise<void> {
    const results = await Promise.allSettled(work);
    this.#checkSignal();
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  #checkSignal(): void {
    checkStopped(this.#options.signal, { done: this.#done, total: this.#options.trials });
  }

  /** A strategy that fails with everything is broken; trying on would only hide it. */
  #checkAllFailed(): void {
    const { length } = this.#trials;
    if (this.#trials.some(({ state }) => state !== TrialState.Failed)) return;
    throw errors.SEARCH_FAILED({ trials: length, reason: this.#trials[0]!.reason });
  }

  #tell(): void {
    const total = Math.min(this.#options.trials, this.#options.sampler.size);
    this.#options.onProgress?.({ done: this.#done, total, best: this.#best });
  }
}

/** Throws `SEARCH_STOPPED` where the signal is aborted. */
export function checkStopped(
  signal: AbortSignal | undefined,
  progress: { readonly done: number; readonly total: number },
): void {
  if (signal?.aborted === true) throw errors.SEARCH_STOPPED({ ...progress }, { cause: signal.reason });
}

/** The first part of a range. */
function partOf({ from, to }: TimeRange, share: number): TimeRange {
  return { from, to: share === 1 ? to : (Math.round(from + (to - from) * share) as EpochMs) };
}

/**
 * Searches parameters in batches. Rejects with `SEARCH_STOPPED` when the signal is aborted, `SEARCH_FAILED` where every trial
 * of the first batch failed, `SEARCH_SETTING` on figures that make no sense, and with what `evaluate` rejects with.
 */
export async function runSearch(options: SearchOptions): Promise<SearchOutcome> {
  return new Search(options).run();
}
