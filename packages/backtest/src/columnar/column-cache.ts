const BYTES_DEFAULT = 512 * 2 ** 20;

/**
 * Columns over one series by their key, shared between the parameter sets of a sweep. Where room is short, the column that
 * was asked for longest ago is forgotten, so that memory stays flat however many sets there are.
 */
export class ColumnCache {
  readonly #bytesMax: number;
  /** In the order of use: the one that was asked for longest ago comes first. */
  readonly #columns = new Map<string, Float64Array>();
  #bytes = 0;

  constructor(bytesMax = BYTES_DEFAULT) {
    this.#bytesMax = bytesMax;
  }

  /** Bytes that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The column of a key, computed where it is not there. A column that is larger than all the room is not kept. */
  readonly cached = (key: string, compute: () => Float64Array): Float64Array => {
    const known = this.#columns.get(key);
    if (known !== undefined) {
      this.#columns.delete(key);
      this.#columns.set(key, known);
      return known;
    }
    const column = compute();
    if (column.byteLength > this.#bytesMax) return column;
    this.#columns.set(key, column);
    this.#bytes += column.byteLength;
    for (const [oldest, { byteLength }] of this.#columns) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#columns.delete(oldest);
      this.#bytes -= byteLength;
    }
    return column;
  };
}
