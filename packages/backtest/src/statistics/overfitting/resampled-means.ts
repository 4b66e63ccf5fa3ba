/**
 * Means of one trial's returns in all resamples. `counts` says how often each resample has each day, one resample after
 * another. Four resamples at a time, so that a return is read once for all of them.
 */
export function resampledMeans(returns: Float64Array, counts: Float64Array, means: Float64Array): void {
  const days = returns.length;
  const samples = means.length;
  const whole = samples - (samples % 4);
  for (let sample = 0; sample < whole; sample += 4) {
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
    means[sample] = a / days;
    means[sample + 1] = b / days;
    means[sample + 2] = c / days;
    means[sample + 3] = d / days;
  }
  for (let sample = whole; sample < samples; sample++) {
    let sum = 0;
    for (let day = 0; day < days; day++) sum += returns[day]! * counts[sample * days + day]!;
    means[sample] = sum / days;
  }
}
