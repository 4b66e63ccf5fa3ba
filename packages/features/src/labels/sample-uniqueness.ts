/**
 * Average uniqueness of each sample (López de Prado, 2018, chapter 4): the mean, over the candles that its label spans,
 * of one over the number of labels that span the candle too. 1 where nothing overlaps; NaN where there is no label.
 * `endRow` is that of a `Label`: label `row` spans the candles `row + 1` to `endRow[row]`.
 */
export function sampleUniqueness(endRow: Int32Array): Float64Array {
  const { length } = endRow;
  const change = new Int32Array(length + 1);
  for (let row = 0; row < length; row++) {
    const end = endRow[row] as number;
    if (end <= row) continue;
    change[row + 1] = (change[row + 1] as number) + 1;
    change[end + 1] = (change[end + 1] as number) - 1;
  }
  /** Sum of 1 / concurrent labels over the candles before each row. */
  const shares = new Float64Array(length + 1);
  let concurrent = 0;
  for (let row = 0; row < length; row++) {
    concurrent += change[row] as number;
    shares[row + 1] = (shares[row] as number) + (concurrent === 0 ? 0 : 1 / concurrent);
  }
  const weights = new Float64Array(length).fill(Number.NaN);
  for (let row = 0; row < length; row++) {
    const end = endRow[row] as number;
    if (end > row) weights[row] = ((shares[end + 1] as number) - (shares[row + 1] as number)) / (end - row);
  }
  return weights;
}
