/** Rows of similar probability: what was predicted for them and what came. */
export interface ReliabilityBin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

/**
 * Parts the rows by probability into bins of about equal numbers of rows (equal probabilities stay together), lowest
 * first. Bins of equal width would leave most of them empty, since forecasts of prices stay close to one half.
 */
export function reliabilityBins(labels: Float64Array, probabilities: Float64Array, bins = 10): ReliabilityBin[] {
  const rows = labels.length;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  order.sort((a, b) => (probabilities[a] as number) - (probabilities[b] as number));
  const found: ReliabilityBin[] = [];
  let place = 0;
  for (let bin = 0; bin < bins && place < rows; bin++) {
    const end = Math.round(((bin + 1) * rows) / bins);
    let predicted = 0;
    let observed = 0;
    let count = 0;
    while (place < rows) {
      const row = order[place] as number;
      const before = place > 0 ? (probabilities[order[place - 1] as number] as number) : Number.NaN;
      if (place >= end && probabilities[row] !== before) break;
      predicted += probabilities[row] as number;
      observed += labels[row] as number;
      count++;
      place++;
    }
    if (count > 0) found.push({ predicted: predicted / count, observed: observed / count, count });
  }
  return found;
}

/** Expected calibration error: mean distance of predicted and observed, by number of rows (Naeini et al. 2015). */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  let sum = 0;
  let rows = 0;
  for (const bin of bins) {
    sum += Math.abs(bin.predicted - bin.observed) * bin.count;
    rows += bin.count;
  }
  return rows > 0 ? sum / rows : 0;
}
