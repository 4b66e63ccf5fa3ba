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

/** Rows in order of time that all have a probability from the model and from each baseline. */
export interface BootstrapRequest<Name extends string> {
  readonly labels: Float64Array;
  readonly probabilities: Float64Array;
  /** What each baseline said for the same rows. */
  readonly baselines: Readonly<Record<Name, Float64Array>>;
  /** Rows that are drawn together: as long as labels overlap and errors hang together. */
  readonly blockRows: number;
  readonly resamples: number;
  /** Share of resamples inside the interval, such as 0.95. */
  readonly level: number;
  readonly random: Random;
}

/** Loss of the model minus loss of a baseline: below 0 the model is better. */
export interface LossDifference {
  readonly brier: Interval;
  readonly logLoss: Interval;
}

export interface BootstrapIntervals<Name extends string> {
  readonly level: number;
  readonly blockRows: number;
  /** Null where too many resamples hold one label only. */
  readonly auc: Interval | null;
  readonly over: Readonly<Record<Name, LossDifference>>;
}

const ROWS_MIN = 2;

function intervalOf(estimate: number, values: number[], level: number): Interval {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return { estimate, low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

/** A resample: as many blocks as give the number of rows, each beginning anywhere and wrapping around at the end. */
class BlockDraw {
  readonly #rows: number;
  readonly #blockRows: number;
  readonly #begins: Uint32Array;

  constructor(rows: number, blockRows: number) {
    this.#rows = rows;
    this.#blockRows = blockRows;
    this.#begins = new Uint32Array(Math.ceil(rows / blockRows));
  }

  draw(random: Random): void {
    for (let block = 0; block < this.#begins.length; block++) this.#begins[block] = random.integer(this.#rows);
  }

  /** Calls `visit` with each stretch of rows `from` to `to` (exclusive) that was drawn. */
  forEachStretch(visit: (from: number, to: number) => void): void {
    for (let block = 0; block < this.#begins.length; block++) {
      const from = this.#begins[block] as number;
      const length = Math.min(this.#blockRows, this.#rows - block * this.#blockRows);
      const to = from + length;
      visit(from, Math.min(to, this.#rows));
      if (to > this.#rows) visit(0, to - this.#rows);
    }
  }
}

/** Sums of the values before each row, so that a stretch is summed by one subtraction. */
function runningSums(rows: number, valueOf: (row: number) => number): Float64Array {
  const sums = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) sums[row + 1] = (sums[row] as number) + valueOf(row);
  return sums;
}

/** A mean over rows, and its values over the resamples. */
class ResampledMean {
  readonly #sums: Float64Array;
  readonly #values: number[] = [];

  constructor(sums: Float64Array) {
    this.#sums = sums;
  }

  add(draw: BlockDraw): void {
    let sum = 0;
    draw.forEachStretch((from, to) => (sum += (this.#sums[to] as number) - (this.#sums[from] as number)));
    this.#values.push(sum / (this.#sums.length - 1));
  }

  interval(level: number): Interval {
    const rows = this.#sums.length - 1;
    return intervalOf((this.#sums[rows] as number) / rows, this.#values, level);
  }
}

function differenceMeans(
  labels: Float64Array,
  probabilities: Float64Array,
  baseline: Float64Array,
): { brier: ResampledMean; logLoss: ResampledMean } {
  const values = (row: number): [number, number, number] => [
    labels[row] as number,
    probabilities[row] as number,
    baseline[row] as number,
  ];
  const brier = runningSums(labels.length, (row) => {
    const [label, probability, other] = values(row);
    return (probability - label) ** 2 - (other - label) ** 2;
  });
  const logLoss = runningSums(labels.length, (row) => {
    const [label, probability, other] = values(row);
    return logLossOf(label, probability) - logLossOf(label, other);
  });
  return { brier: new ResampledMean(brier), logLoss: new ResampledMean(logLoss) };
}

/**
 * Percentile intervals from a circular block bootstrap (Politis and Romano 1992): rows are drawn in blocks, so that
 * overlapping labels do not pass for independent evidence. Throws `TOO_FEW_ROWS`.
 */
export function bootstrapIntervals<Name extends string>(request: BootstrapRequest<Name>): BootstrapIntervals<Name> {
  const { labels, probabilities, level, random } = request;
  const rows = labels.length;
  if (rows < ROWS_MIN) throw errors.TOO_FEW_ROWS({ what: 'A confidence interval', needed: ROWS_MIN, rows });
  const blockRows = Math.max(1, Math.min(Math.floor(rows / 2), Math.round(request.blockRows)));
  const names = Object.keys(request.baselines) as Name[];
  const means = names.map((name) => differenceMeans(labels, probabilities, request.baselines[name]));
  const ranked = new RankedPredictions(labels, probabilities);
  const counts = new Float64Array(rows);
  const areas: number[] = [];
  const draw = new BlockDraw(rows, blockRows);
  for (let resample = 0; resample < request.resamples; resample++) {
    draw.draw(random);
    counts.fill(0);
    draw.forEachStretch((from, to) => {
      for (let row = from; row < to; row++) (counts[row] as number)++;
    });
    const area = ranked.area(counts);
    if (!Number.isNaN(area)) areas.push(area);
    for (const { brier, logLoss } of means) {
      brier.add(draw);
      logLoss.add(draw);
    }
  }
  const over = {} as Record<Name, LossDifference>;
  means.forEach(({ brier, logLoss }, index) => {
    over[names[index] as Name] = { brier: brier.interval(level), logLoss: logLoss.interval(level) };
  });
  const enough = areas.length > request.resamples / 2;
  return { level, blockRows, auc: enough ? intervalOf(ranked.area(), areas, level) : null, over };
}
