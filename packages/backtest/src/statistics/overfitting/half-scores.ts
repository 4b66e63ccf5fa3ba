import type { TrialReturns } from './trial-returns.ts';

/** The trial that is best on one half: its ratio there and on the other half, and its rank there, 1 for the worst. */
export interface ChosenTrial {
  readonly trial: number;
  readonly score: number;
  readonly otherScore: number;
  readonly rank: number;
}

/**
 * Sharpe ratios (per day) of all trials on both halves of many halvings.
 *
 * Sums and sums of squares of each block are added to tables over the subsets of the first and of the last blocks, from
 * which any subset of all blocks is two look-ups. They are added anew for every chunk of halvings rather than kept, and
 * never subtracted from: blocks without a trade sum to exactly nothing.
 */
export class HalfScores {
  readonly #trials: number;
  readonly #blocks: number;
  readonly #tableBlocks: number;
  readonly #chunk: number;
  /** By trial and block. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #tables: Tables;
  /** By trial and halving of the chunk: on the half with block 0, and on the other one. */
  readonly #scores: readonly [Float64Array, Float64Array];
  /** By halving, for either half: the best trial on it. */
  readonly #best: readonly [Int32Array, Int32Array];
  /** How many trials are worse than the best one on the other half, and how many are its equals there, itself among them. */
  readonly #worse: readonly [Int32Array, Int32Array];
  readonly #equal: readonly [Int32Array, Int32Array];

  constructor(trials: TrialReturns, blocks: number, chunk: number) {
    this.#trials = trials.length;
    this.#blocks = blocks;
    this.#tableBlocks = blocks / 2;
    this.#chunk = chunk;
    this.#sums = new Float64Array(trials.length * blocks);
    this.#squares = new Float64Array(trials.length * blocks);
    this.#tables = new Tables(blocks, trials[0]!.length);
    this.#scores = [new Float64Array(trials.length * chunk), new Float64Array(trials.length * chunk)];
    this.#best = [new Int32Array(chunk), new Int32Array(chunk)];
    this.#worse = [new Int32Array(chunk), new Int32Array(chunk)];
    this.#equal = [new Int32Array(chunk), new Int32Array(chunk)];
    trials.forEach((returns, trial) => this.#sumUp(returns, trial));
  }

  /** Computes the ratios for at most a chunk of halvings, given by the mask of one half. */
  compute(masks: Int32Array): void {
    this.#best[0].fill(0);
    this.#best[1].fill(0);
    for (let trial = 0; trial < this.#trials; trial++) {
      const from = trial * this.#blocks;
      this.#tables.fill(
        this.#sums.subarray(from, from + this.#blocks),
        this.#squares.subarray(from, from + this.#blocks),
      );
      this.#scoreTrial(trial, masks);
    }
    this.#rank(0, masks.length);
    this.#rank(1, masks.length);
  }

  /** The trial that is best on one half (0: the one of the mask) of a halving of the last chunk; the first of equals. */
  chosenOn(half: 0 | 1, halving: number): ChosenTrial {
    const trial = this.#best[half][halving]!;
    const place = trial * this.#chunk + halving;
    return {
      trial,
      score: this.#scores[half][place]!,
      otherScore: this.#scores[half === 0 ? 1 : 0][place]!,
      rank: this.#worse[half][halving]! + (this.#equal[half][halving]! + 1) / 2,
    };
  }

  #sumUp(returns: Float64Array | Float32Array, trial: number): void {
    const days = returns.length;
    for (let block = 0; block < this.#blocks; block++) {
      const end = blockEnd(block, this.#blocks, days);
      let sum = 0;
      let square = 0;
      for (let day = blockEnd(block - 1, this.#blocks, days); day < end; day++) {
        const value = returns[day]!;
        sum += value;
        square += value * value;
      }
      this.#sums[trial * this.#blocks + block] = sum;
      this.#squares[trial * this.#blocks + block] = square;
    }
  }

  #scoreTrial(trial: number, masks: Int32Array): void {
    const { lowSum, lowSquare, lowDays, highSum, highSquare, highDays } = this.#tables;
    const [scores, others] = this.#scores;
    const [best, otherBest] = this.#best;
    const chunk = this.#chunk;
    const bits = this.#tableBlocks;
    const full = (1 << bits) - 1;
    const row = trial * chunk;
    for (let halving = 0; halving < masks.length; halving++) {
      const low = masks[halving]! & full;
      const high = masks[halving]! >>> bits;
      const score = sharpe(
        lowSum[low]! + highSum[high]!,
        lowSquare[low]! + highSquare[high]!,
        lowDays[low]! + highDays[high]!,
      );
      const restLow = full ^ low;
      const restHigh = full ^ high;
      const other = sharpe(
        lowSum[restLow]! + highSum[restHigh]!,
        lowSquare[restLow]! + highSquare[restHigh]!,
        lowDays[restLow]! + highDays[restHigh]!,
      );
      scores[row + halving] = score;
      others[row + halving] = other;
      if (score > scores[best[halving]! * chunk + halving]!) best[halving] = trial;
      if (other > others[otherBest[halving]! * chunk + halving]!) otherBest[halving] = trial;
    }
  }

  #rank(half: 0 | 1, halvings: number): void {
    const scores = this.#scores[half === 0 ? 1 : 0];
    const best = this.#best[half];
    const worse = this.#worse[half].fill(0);
    const equal = this.#equal[half].fill(0);
    const chunk = this.#chunk;
    for (let trial = 0; trial < this.#trials; trial++) {
      for (let halving = 0; halving < halvings; halving++) {
        const score = scores[trial * chunk + halving]!;
        const chosen = scores[best[halving]! * chunk + halving]!;
        if (score < chosen) worse[halving]!++;
        else if (score === chosen) equal[halving]!++;
      }
    }
  }
}

/** Index after the last day of a block. */
function blockEnd(block: number, blocks: number, days: number): number {
  return Math.floor(((block + 1) * days) / blocks);
}

/** A variance below this share of the mean square is what rounding leaves of none. */
const VARIATION_MIN = 1e-12;

function sharpe(sum: number, square: number, days: number): number {
  const mean = sum / days;
  const rest = square - sum * mean;
  return rest > VARIATION_MIN * square ? mean / Math.sqrt(rest / (days - 1)) : 0;
}

/** Sums over every subset of the first and of the last blocks of one trial. */
class Tables {
  readonly lowSum: Float64Array;
  readonly lowSquare: Float64Array;
  readonly lowDays: Float64Array;
  readonly highSum: Float64Array;
  readonly highSquare: Float64Array;
  readonly highDays: Float64Array;
  readonly #bits: number;

  constructor(blocks: number, days: number) {
    this.#bits = blocks / 2;
    const size = 1 << this.#bits;
    this.lowSum = new Float64Array(size);
    this.lowSquare = new Float64Array(size);
    this.lowDays = new Float64Array(size);
    this.highSum = new Float64Array(size);
    this.highSquare = new Float64Array(size);
    this.highDays = new Float64Array(size);
    const lengths = Float64Array.from(
      { length: blocks },
      (_, block) => blockEnd(block, blocks, days) - blockEnd(block - 1, blocks, days),
    );
    addSubsets(this.lowDays, lengths, 0);
    addSubsets(this.highDays, lengths, this.#bits);
  }

  fill(sums: Float64Array, squares: Float64Array): void {
    addSubsets(this.lowSum, sums, 0);
    addSubsets(this.highSum, sums, this.#bits);
    addSubsets(this.lowSquare, squares, 0);
    addSubsets(this.highSquare, squares, this.#bits);
  }
}

/** Fills a table of sums over subsets: each subset is the one without its first block, and that block. */
function addSubsets(table: Float64Array, values: Float64Array, first: number): void {
  for (let mask = 1; mask < table.length; mask++) {
    const lowest = mask & -mask;
    table[mask] = table[mask ^ lowest]! + values[first + 31 - Math.clz32(lowest)]!;
  }
}
