/** Weights with which values at `positions` add up to the slope of their least-squares line. */
export function slopeWeights(positions: readonly number[]): Float64Array {
  const mean = positions.reduce((sum, position) => sum + position, 0) / positions.length;
  const squares = positions.reduce((sum, position) => sum + (position - mean) ** 2, 0);
  return Float64Array.from(positions, (position) => (position - mean) / squares);
}
