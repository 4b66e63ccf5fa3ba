import { createRequire } from 'node:module';

/**
 * lzma1 publishes its TypeScript sources as its types, and they do not pass this repository's compiler settings;
 * required this way the compiler does not look at them.
 */
const require = createRequire(import.meta.url);
const lzma1 = require('lzma1') as {
  decompress(data: Uint8Array): Uint8Array;
};

/** An hour of the busiest instrument unpacks to less than 2 MB, a day of minutes to 35 kB. */
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
const HEADER_BYTES = 13;

/**
 * Unpacks an LZMA-alone stream: five bytes of properties, the unpacked size in eight, little-endian, then the data.
 * Throws `RangeError` where the header is not plausible or the data end early.
 */
export function unpackLzma(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes;
  if (bytes.length < HEADER_BYTES) throw new RangeError('it is shorter than the header of an LZMA stream');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const low = view.getUint32(5, true);
  const high = view.getUint32(9, true);
  // All ones stands for a stream with an end mark and no stated size.
  const isStated = !(low === 0xffff_ffff && high === 0xffff_ffff);
  if (isStated && (high > 0 || low > UNPACKED_BYTES_MAX))
    throw new RangeError('it claims to unpack to more than such a file can hold');
  if (view.getUint32(1, true) > UNPACKED_BYTES_MAX)
    throw new RangeError('its dictionary is larger than such a file needs');
  let unpacked: Uint8Array;
  try {
    unpacked = lzma1.decompress(bytes);
  } catch (cause) {
    throw new RangeError(`it cannot be unpacked (${cause instanceof Error ? cause.message : String(cause)})`, {
      cause,
    });
  }
  if (isStated && unpacked.length !== low)
    throw new RangeError(`it unpacks to ${unpacked.length} bytes where ${low} are stated`);
  return unpacked;
}
