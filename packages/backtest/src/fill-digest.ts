import { createHash } from 'node:crypto';
import { DealEntry, ExitReason, Side, type Fill } from '@pipwright/model';

const FIELDS = 8;
const ROWS = 1024;
const REASONS: readonly (ExitReason | null)[] = [null, ...Object.values(ExitReason)];

/**
 * SHA-256 over the fills of a run, in order: time, side, entry or exit, volume, price, commission, profit and reason as
 * little-endian float64. Equal digests mean equal trades; symbols and ids are left out, so that runs of another name compare.
 */
export class FillDigest {
  readonly #hash = createHash('sha256');
  readonly #bytes = new DataView(new ArrayBuffer(ROWS * FIELDS * 8));
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
    if (++this.#rows === ROWS) this.#flush();
  }

  /** The digest as hexadecimal. Ends it: nothing can be added after this. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #flush(): void {
    this.#hash.update(new Uint8Array(this.#bytes.buffer, 0, this.#rows * FIELDS * 8));
    this.#rows = 0;
  }
}
