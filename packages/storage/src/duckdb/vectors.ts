import type { DuckDBVector } from '@duckdb/node-api';

type Items = Float64Array | Float32Array | Int32Array | BigInt64Array | Uint8Array | Int16Array;

/**
 * The memory of a vector as a typed array. The library keeps it in a field that its types call private; its public way,
 * `getItem` and `setItem` per value, took twice the time for 3.7 million candles. A library that changes the field makes
 * this throw, and the tests with it.
 */
export function vectorItems<Kind extends Items>(
  vector: DuckDBVector,
  kind: new (...parameters: never[]) => Kind,
): Kind {
  const { items } = vector as unknown as { readonly items: unknown };
  if (!(items instanceof kind)) throw new TypeError(`a DuckDB vector does not hold a ${kind.name}`);
  return items;
}
