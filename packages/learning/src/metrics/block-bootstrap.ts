import type { Random } from '@pipwright/kernel';
import { errors } from '../errors.ts';
import { RankedPredictions } from './area-under-curve.ts';
import { logLossOf } from './classification.ts';

/** An estimate and the range that resamples of the rows put it in. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Rows in order of time that all have both probabilities. */
export interface BootstrapRequest {
  readonly labels: Float64Array;
  readonly probabilities: Float64Array;
  /** What the baseline said for the same rows. */
  readonly baseline: Float64Array;
  /** Rows that are drawn together: as long as labels overlap and errors hang together. */
  readonly blockRows: number;
  readonly resamples: number;
  /** Share of resamples inside the interval, such as 0.95. */
  readonly level: number;
  readonly random: Random;
}

export interface BootstrapIntervals {
  readonly level: number;
  readonly blockRows: number;
  /** Null where too many resamples hold one label only. */
  readonly auc: Interval | null;
  /** Model minus baseline: below 0 the model is better. */
  readonly brierDifference: Interval;
  readonly logLossDifference: Interval;
}

const ROWS_MIN = 2;

function intervalOf(estimate: number, values: number[], level: number): Interval {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return { estimate, low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

function mean(values: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  let weight = 0;
  for (let row = 0; row < values.length; row++) {
    const share = weights === undefined ? 1 : (weights[row] as number);
    sum += (values[row] as number) * share;
    weight += share;
  }
  return sum / weight;
}

/** How often each row occurs in one resample of blocks that begin anywhere and wrap around at the end. */
function drawCounts(counts: Float64Array, blockRows: number, random: Random): void {
  const rows = counts.length;
  counts.fill(0);
  for (let drawn = 0; drawn < rows; drawn += blockRows) {
    const begin = random.integer(rows);
    const length = Math.min(blockRows, rows - drawn);
    for (let index = 0; index < length; index++) (counts[(begin + index) % rows] as number)++;
  }
}

/**
 * Percentile intervals from a circular block bootstrap (Politis and Romano 1992): rows are drawn in blocks, so that
 * overlapping labels do not pass for independent evidence. Throws `TOO_FEW_ROWS`.
 */
export function bootstrapIntervals(request: BootstrapRequest): BootstrapIntervals {
  const { labels, probabilities, baseline, level, random } = request;
  const rows = labels.length;
  if (rows < ROWS_MIN) throw errors.TOO_FEW_ROWS({ what: 'A confidence interval', needed: ROWS_MIN, rows });
  const blockRows = Math.max(1, Math.min(Math.floor(rows / 2), Math.round(request.blockRows)));
  const brier = new Float64Array(rows);
  const logLoss = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = labels[row] as number;
    const probability = probabilities[row] as number;
    const other = baseline[row] as number;
    brier[row] = (probability - label) ** 2 - (other - label) ** 2;
    logLoss[row] = logLossOf(label, probability) - logLossOf(label, other);
  }
  const ranked = new RankedPredictions(labels, probabilities);
  const counts = new Float64Array(rows);
  const samples = { auc: [] as number[], brier: [] as number[], logLoss: [] as number[] };
  for (let resample = 0; resample < request.resamples; resample++) {
    drawCounts(counts, blockRows, random);
    const area = ranked.area(counts);
    if (!Number.isNaN(area)) samples.auc.push(area);
    samples.brier.push(mean(brier, counts));
    samples.logLoss.push(mean(logLoss, counts));
  }
  const enough = samples.auc.length > request.resamples / 2;
  return {
    level,
    blockRows,
    auc: enough ? intervalOf(ranked.area(), samples.auc, level) : null,
    brierDifference: intervalOf(mean(brier), samples.brier, level),
    logLossDifference: intervalOf(mean(logLoss), samples.logLoss, level),
  };
}
