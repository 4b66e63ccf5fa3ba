import { createHash } from 'node:crypto';
import { DealEntry, ExitReason, Side, type Fill, type SymbolName } from '@pipwright/model';

const FIELDS = 9;
const ROWS = 1024;
const REASONS: readonly (ExitReason | null)[] = [null, ...Object.values(ExitReason)];

/**
 * SHA-256 over the fills of a run, in order: time, side, entry or exit, volume, price, commission, profit, reason
 * and the place of the symbol in the order of first fills, as little-endian float64. Equal digests mean equal trades; names
 * and ids are left out, so that runs of another name compare.
 */
export class FillDigest {
  readonly #hash = createHash('sha256');
  readonly #bytes = new DataView(new ArrayBuffer(ROWS * FIELDS * 8));
  readonly #symbols = new Map<SymbolName, number>();
  #rows = 0;

  add(fill: Fill): void {
    const start = this.#rows * FIELDS * 8;
    const bytes = this.#bytes;
    bytes.setFloat64(start, fill.time, true);
    bytes.setFloat64(start + 8, fill.side === Side.Buy ? 1 : -1, true);
    bytes.setFloat64(start + 16, fill.entry === DealEntry.In ? 1 : -1, true);
    bytes.setFloat64(start + 24, fill.volume, true);
    bytes.setFloat64(start + 32, fill.price, true);
    bytes.setFloat64(start + 40, fill.commission, true);
    bytes.setFloat64(start + 48, fill.profit, true);
    bytes.setFloat64(start + 56, REASONS.indexOf(fill.exitReason), true);
    bytes.setFloat64(start + 64, this.#placeOf(fill.symbol), true);
    if (++this.#rows === ROWS) this.#flush();
  }

  /** The digest as hexadecimal. Ends it: nothing can be added after this. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #placeOf(symbol: SymbolName): number {
    const known = this.#symbols.get(symbol);
    if (known !== undefined) return known;
    this.#symbols.set(symbol, this.#symbols.size);
    return this.#symbols.size - 1;
  }

  #flush(): void {
    this.#hash.update(new Uint8Array(this.#bytes.buffer, 0, this.#rows * FIELDS * 8));
    this.#rows = 0;
  }
}
