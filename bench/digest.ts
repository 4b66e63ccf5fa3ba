import { createHash } from 'node:crypto';

/** SHA-256 over typed arrays and texts, in order, as the first 16 hexadecimal digits. */
export function digestOf(parts: readonly (string | ArrayBufferView)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    if (typeof part === 'string') hash.update(part);
    else hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return hash.digest('hex').slice(0, 16);
}
