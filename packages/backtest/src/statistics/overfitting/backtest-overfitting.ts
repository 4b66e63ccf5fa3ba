import type { Random } from '@pipwright/kernel';
import { errors } from '../../errors.ts';
import { TRADING_DAYS_PER_YEAR } from '../sharpe.ts';
import { reportStep, type StudyControl } from '../study-control.ts';
import { halvings } from './block-splits.ts';
import { HalfScores } from './half-scores.ts';
import { commonDays, type TrialReturns } from './trial-returns.ts';

const STUDY = 'probability of backtest overfitting';
/** Masks of blocks are kept in whole numbers of 32 bits, and sums over the subsets of half of them in tables. */
const BLOCKS_MAX = 24;
/** All splits of 16 blocks. */
const SPLITS_MAX = 12_870;
/** Scores that are held at once; 32 MiB for each half. */
const SCORES_MAX = 4_194_304;

export interface BacktestOverfittingOptions extends StudyControl {
  readonly trials: TrialReturns;
  /** Spans of days that are parted in two halves; even, from 2 to 24. Default 16. */
  readonly blocks?: number;
  /** Where there are more splits, so many are drawn. Default 12,870: all of 16 blocks. */
  readonly splitsMax?: number;
  readonly random: Random;
}

/** What becomes of the best trial of one half of the days on the other half, over many ways to halve them. */
export interface BacktestOverfitting {
  /** Share of the splits in which the best trial on one half ends in the lower half of all trials on the other. */
  readonly probability: number;
  readonly splits: number;
  /** Logit of its relative rank on the other half, for each split; at or below 0 the choice was no better than a coin. */
  readonly logits: number[];
  /** Share of the splits in which it loses on the other half. */
  readonly lossProbability: number;
  /** Of the least squares line that tells its annual Sharpe ratio on the other half from the one it was chosen by. */
  readonly degradationSlope: number;
  readonly degradationIntercept: number;
  /** Annual Sharpe ratio of the chosen trial for each split: where it was chosen, and on the other half. */
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation, with the Sharpe ratio as the figure
 * that trials are chosen by: Bailey, Borwein, López de Prado and Zhu (2017), The probability of backtest overfitting,
 * Journal of Computational Finance 20(4).
 *
 * The days are cut into `blocks` spans whose lengths differ by at most one day. A trial without variation on a half has
 * a ratio of 0; equal trials share the mean of their ranks. Each trial is summed up once for each block, so that a split
 * costs a few additions a trial. Null for fewer than two trials, and where a block has fewer than two days.
 *
 * Rejects with `STUDY_INPUT` and `STUDY_STOPPED`.
 */
export async function backtestOverfitting(options: BacktestOverfittingOptions): Promise<BacktestOverfitting | null> {
  const { trials, blocks = 16, splitsMax = SPLITS_MAX, random } = options;
  if (!Number.isInteger(blocks / 2) || blocks < 2 || blocks > BLOCKS_MAX) {
    const expected = `an even number from 2 to ${BLOCKS_MAX}`;
    throw errors.STUDY_INPUT({ study: STUDY, name: 'the number of blocks', value: blocks, expected });
  }
  const days = commonDays(STUDY, trials);
  if (trials.length < 2 || days < 2 * blocks) return null;
  const pairs = halvings(blocks, Math.max(1, Math.floor(splitsMax / 2)), random.split('splits'));
  const chunk = Math.max(32, Math.min(pairs.length, Math.floor(SCORES_MAX / trials.length)));
  const scores = new HalfScores(trials, blocks, chunk);
  const found = new Splits(pairs.length * 2, trials.length);
  for (let from = 0; from < pairs.length; from += chunk) {
    reportStep(STUDY, options, from * 2, pairs.length * 2);
    await options.pause?.();
    const masks = pairs.subarray(from, from + chunk);
    scores.compute(masks);
    for (let pair = 0; pair < masks.length; pair++) {
      found.add(scores.chosenOn(0, pair));
      found.add(scores.chosenOn(1, pair));
    }
  }
  reportStep(STUDY, options, pairs.length * 2, pairs.length * 2);
  return found.summary();
}

/** Gathers what every split found. */
class Splits {
  readonly #logits: number[] = [];
  readonly #trials: number;
  readonly #inSample: Float64Array;
  readonly #outOfSample: Float64Array;

  constructor(splits: number, trials: number) {
    this.#trials = trials;
    this.#inSample = new Float64Array(splits);
    this.#outOfSample = new Float64Array(splits);
  }

  add({ score, otherScore, rank }: { score: number; otherScore: number; rank: number }): void {
    const split = this.#logits.length;
    const relative = rank / (this.#trials + 1);
    this.#logits.push(Math.log(relative / (1 - relative)));
    this.#inSample[split] = score * Math.sqrt(TRADING_DAYS_PER_YEAR);
    this.#outOfSample[split] = otherScore * Math.sqrt(TRADING_DAYS_PER_YEAR);
  }

  summary(): BacktestOverfitting {
    const logits = this.#logits;
    const splits = logits.length;
    const inSample = this.#inSample;
    const outOfSample = this.#outOfSample;
    const share = (count: number): number => count / splits;
    const { slope, intercept } = leastSquares(inSample, outOfSample);
    return {
      probability: share(logits.filter((logit) => logit <= 0).length),
      splits,
      logits,
      lossProbability: share(outOfSample.filter((sharpe) => sharpe < 0).length),
      degradationSlope: slope,
      degradationIntercept: intercept,
      inSample,
      outOfSample,
    };
  }
}

/** The line y = intercept + slope x of least squares; level where x does not vary. */
function leastSquares(x: Float64Array, y: Float64Array): { slope: number; intercept: number } {
  const count = x.length;
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / count;
  const meanX = mean(x);
  const meanY = mean(y);
  let product = 0;
  let square = 0;
  for (let index = 0; index < count; index++) {
    product += (x[index]! - meanX) * (y[index]! - meanY);
    square += (x[index]! - meanX) ** 2;
  }
  const slope = square > 0 ? product / square : 0;
  return { slope, intercept: meanY - slope * meanX };
}
