/**
 * Predictions sorted once, so that the area under the ROC curve can be had many times for different weights of the rows
 * (a bootstrap) in one pass each.
 */
export class RankedPredictions {
  readonly #order: Uint32Array;
  /** 1 where the next row in order has a larger prediction: a group of equal ones ends. */
  readonly #groupEnds: Uint8Array;
  readonly #labels: Float64Array;

  /** Labels are 0 or 1; predictions are finite. */
  constructor(labels: Float64Array, predictions: Float64Array) {
    const rows = labels.length;
    this.#labels = labels;
    this.#order = Uint32Array.from({ length: rows }, (_, row) => row);
    this.#order.sort((a, b) => (predictions[a] as number) - (predictions[b] as number));
    this.#groupEnds = new Uint8Array(rows);
    for (let place = 0; place < rows; place++) {
      const present = predictions[this.#order[place] as number] as number;
      const next = place + 1 < rows ? (predictions[this.#order[place + 1] as number] as number) : Infinity;
      this.#groupEnds[place] = next > present ? 1 : 0;
    }
  }

  /**
   * The share of pairs of a row labelled 1 and one labelled 0 in which the first has the larger prediction; equal ones
   * count half (Mann and Whitney 1947). NaN where one of the labels does not occur.
   */
  area(weights?: Float64Array): number {
    let below = 0;
    let pairs = 0;
    let positives = 0;
    let groupPositive = 0;
    let groupNegative = 0;
    for (let place = 0; place < this.#order.length; place++) {
      const row = this.#order[place] as number;
      const weight = weights === undefined ? 1 : (weights[row] as number);
      if (this.#labels[row] === 1) groupPositive += weight;
      else groupNegative += weight;
      if (this.#groupEnds[place] === 0) continue;
      pairs += groupPositive * (below + groupNegative / 2);
      below += groupNegative;
      positives += groupPositive;
      groupPositive = 0;
      groupNegative = 0;
    }
    return pairs / (positives * below);
  }
}

/** Area under the ROC curve; NaN where one of the labels does not occur. Labels are 0 or 1, predictions not NaN. */
export function areaUnderCurve(labels: Float64Array, predictions: Float64Array | Float32Array): number {
  // Sorting each label's predictions as plain numbers and merging is many times faster than sorting rows.
  const positive = predictions.filter((_, row) => labels[row] === 1).sort();
  const negative = predictions.filter((_, row) => labels[row] !== 1).sort();
  let pairs = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of positive) {
    while (below < negative.length && (negative[below] as number) < value) below++;
    notAbove = Math.max(notAbove, below);
    while (notAbove < negative.length && (negative[notAbove] as number) <= value) notAbove++;
    pairs += (below + notAbove) / 2;
  }
  return pairs / (positive.length * negative.length);
}
