/**
 * Means of the returns of a few trials in all resamples: `means[trial * samples + sample]`. `counts` says how often each
 * resample has each day, one resample after another. Four resamples at a time, so that a return is read once for all of
 * them, and all trials of the batch on the same four, whose counts then stay near.
 */
export function resampledMeans(
  batch: readonly Float64Array[],
  counts: Float64Array,
  samples: number,
  means: Float64Array,
): void {
  const whole = samples - (samples % 4);
  for (let sample = 0; sample < whole; sample += 4) {
    for (let trial = 0; trial < batch.length; trial++) {
      fourMeans(batch[trial]!, counts, sample, means, trial * samples + sample);
    }
  }
  for (let trial = 0; trial < batch.length; trial++) {
    const returns = batch[trial]!;
    const days = returns.length;
    for (let sample = whole; sample < samples; sample++) {
      let sum = 0;
      for (let day = 0; day < days; day++) sum += returns[day]! * counts[sample * days + day]!;
      means[trial * samples + sample] = sum / days;
    }
  }
}

function fourMeans(
  returns: Float64Array,
  counts: Float64Array,
  sample: number,
  means: Float64Array,
  place: number,
): void {
  const days = returns.length;
  const first = sample * days;
  const second = first + days;
  const third = second + days;
  const fourth = third + days;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let day = 0; day < days; day++) {
    const value = returns[day]!;
    a += value * counts[first + day]!;
    b += value * counts[second + day]!;
    c += value * counts[third + day]!;
    d += value * counts[fourth + day]!;
  }
  means[place] = a / days;
  means[place + 1] = b / days;
  means[place + 2] = c / days;
  means[place + 3] = d / days;
}
