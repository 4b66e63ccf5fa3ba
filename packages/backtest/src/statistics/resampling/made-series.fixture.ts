/**
 * Series that any language makes alike, so that other programs can be asked about them: sums of twelve numbers of the
 * linear congruential generator x -> (1103515245 x + 12345) mod 2^31 as nearly normal shocks, each value being the shock
 * and `memory` times the value before.
 */
export function madeSeries(seed: number, length: number, memory: number): Float64Array {
  const shocks = congruentialShocks(seed, length);
  for (let index = 1; index < length; index++) shocks[index]! += memory * shocks[index - 1]!;
  return shocks;
}

function congruentialShocks(seed: number, length: number): Float64Array {
  let state = BigInt(seed);
  return Float64Array.from({ length }, () => {
    let sum = 0;
    for (let draw = 0; draw < 12; draw++) {
      state = (1_103_515_245n * state + 12_345n) % 2_147_483_648n;
      sum += Number(state) / 2_147_483_648;
    }
    return sum - 6;
  });
}
