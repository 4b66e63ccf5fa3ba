/**
 * Where the close lies in the bar's range, -1 to 1, times volume (Chaikin's money flow volume); 0 without a range. A close
 * outside of its range counts as at the edge.
 */
export function moneyFlowVolume(high: number, low: number, close: number, volume: number): number {
  const range = high - low;
  if (range === 0) return 0;
  const place = (close - low - (high - close)) / range;
  return (place > 1 ? 1 : place < -1 ? -1 : place) * volume;
}
