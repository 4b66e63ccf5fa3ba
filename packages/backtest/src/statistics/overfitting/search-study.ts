import type { Random } from '@pipwright/kernel';
import { deflatedSharpe, minimumBacktestYears, TRADING_DAYS_PER_YEAR } from '../sharpe.ts';
import type { Statistics } from '../statistics.ts';
import type { StudyControl } from '../study-control.ts';
import { backtestOverfitting, type BacktestOverfitting } from './backtest-overfitting.ts';
import { effectiveTrials, type EffectiveTrials } from './effective-trials.ts';
import { realityCheck, type RealityCheck } from './reality-check.ts';
import type { TrialReturns } from './trial-returns.ts';

export interface SearchStudyOptions extends StudyControl {
  /** Every trial of the search, also those that were thrown away, over the same trading days. */
  readonly trials: TrialReturns;
  /** Of the reality check; default 1000. */
  readonly samples?: number;
  readonly random: Random;
}

/** What the trials of a search say about the one that was kept. */
export interface SearchStudy {
  readonly backtestOverfitting: BacktestOverfitting | null;
  readonly realityCheck: RealityCheck | null;
  readonly effectiveTrials: EffectiveTrials | null;
}

/**
 * Asks the trials of a search everything that they can tell. Progress counts the steps of the two long studies one after
 * the other. Rejects with `STUDY_INPUT` and `STUDY_STOPPED`.
 */
export async function searchStudy(options: SearchStudyOptions): Promise<SearchStudy> {
  const { trials, random, samples, signal, pause } = options;
  /** Parts in a thousand: the halves of the bar for the two studies. */
  const half = (from: number) => (done: number, total: number) =>
    options.onProgress?.(from + Math.round((500 * done) / total), 1000);
  const control = { trials, signal, pause };
  return {
    backtestOverfitting: await backtestOverfitting({ ...control, random, onProgress: half(0) }),
    realityCheck: await realityCheck({
      ...control,
      random,
      onProgress: half(500),
      ...(samples === undefined ? {} : { samples }),
    }),
    effectiveTrials: effectiveTrials(trials),
  };
}

/** How likely a result is luck, given how it was found: what a report shows. Sharpe ratios per day unless said. */
export interface Overfitting {
  readonly trials: number;
  readonly probabilisticSharpe: number | null;
  readonly deflatedSharpe: number | null;
  readonly expectedMaximumSharpe: number | null;
  readonly annualSharpe: number | null;
  readonly trackRecordDays: number;
  readonly trackRecordNeededDays: number | null;
  /** Years that so many independent trials need before their best shows this annual Sharpe ratio by luck. */
  readonly backtestNeededYears: number | null;
  /** The deflated Sharpe ratio, were the trials only so many independent ones. */
  readonly independent: (EffectiveTrials & { readonly deflatedSharpe: number }) | null;
  readonly backtestOverfitting:
    | (Pick<BacktestOverfitting, 'probability' | 'splits' | 'lossProbability' | 'degradationSlope'> & {
        /** To three decimals: thousands of them are shown as a histogram. */
        readonly logits: number[];
      })
    | null;
  readonly realityCheck: Pick<RealityCheck, 'white' | 'spa' | 'samples'> | null;
  readonly findings: { readonly text: string; readonly good: boolean }[];
}

const STUDY_NONE: SearchStudy = { backtestOverfitting: null, realityCheck: null, effectiveTrials: null };

/** Puts together what a report shows; `findings` are the verdict's. */
export function overfittingOf(
  statistics: Statistics,
  findings: readonly { readonly text: string; readonly good: boolean }[],
  study: SearchStudy = STUDY_NONE,
): Overfitting {
  const { evidence, sharpe, tradingDays } = statistics;
  const years = evidence === null || sharpe === null ? Infinity : minimumBacktestYears(evidence.trials, sharpe);
  const { backtestOverfitting: overfitting, realityCheck: check } = study;
  return {
    trials: evidence?.trials ?? 0,
    probabilisticSharpe: evidence?.probabilisticSharpe ?? null,
    deflatedSharpe: evidence?.deflatedSharpe ?? null,
    expectedMaximumSharpe: evidence === null ? null : evidence.luckySharpe / Math.sqrt(TRADING_DAYS_PER_YEAR),
    annualSharpe: sharpe,
    trackRecordDays: tradingDays,
    trackRecordNeededDays: evidence?.minimumTrackRecordDays ?? null,
    backtestNeededYears: Number.isFinite(years) ? years : null,
    independent: independentOf(statistics, study.effectiveTrials),
    backtestOverfitting:
      overfitting === null
        ? null
        : {
            probability: overfitting.probability,
            splits: overfitting.splits,
            logits: overfitting.logits.map((logit) => Math.round(logit * 1000) / 1000),
            lossProbability: overfitting.lossProbability,
            degradationSlope: overfitting.degradationSlope,
          },
    realityCheck: check === null ? null : { white: check.white, spa: check.spa, samples: check.samples },
    findings: [...findings],
  };
}

function independentOf(
  { evidence, tradingDays }: Statistics,
  effective: EffectiveTrials | null,
): Overfitting['independent'] {
  if (evidence === null || effective === null) return null;
  const { sharpePerDay: sharpe, skewness, kurtosis, sharpeVariance } = evidence;
  const sample = { sharpe, observations: tradingDays, skewness, kurtosis };
  const count = effective.byMeanCorrelation;
  return { ...effective, deflatedSharpe: deflatedSharpe(sample, { count, sharpeVariance }) };
}
