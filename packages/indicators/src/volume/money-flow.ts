/** Where the close lies in the bar's range, -1 to 1, times volume (Chaikin's money flow volume); 0 without a range. */
export function moneyFlowVolume(high: number, low: number, close: number, volume: number): number {
  const range = high - low;
  return range === 0 ? 0 : ((close - low - (high - close)) / range) * volume;
}
