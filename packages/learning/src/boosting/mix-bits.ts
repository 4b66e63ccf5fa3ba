/**
 * 32 random-looking bits for a place in a sequence named by `seed`: a random number that any thread can compute without
 * the ones before it. The final mix of xxHash32 (Collet, xxHash specification 0.1.1).
 */
export function mixBits(seed: number, place: number): number {
  let bits = Math.imul(place ^ seed, 0x9e3779b1) ^ seed;
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae3d);
  return (bits ^ (bits >>> 16)) >>> 0;
}
