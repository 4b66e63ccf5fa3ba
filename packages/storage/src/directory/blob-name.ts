import { errors } from '../errors.ts';

const WORD = /^[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?$/;
/** Names that Windows gives to devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;
const LENGTH_MAX = 200;

/**
 * The words of a blob's name. Throws `BLOB_NAME_INVALID` on everything that could leave the directory, be hidden, or
 * not be a file name on one of the systems that the platform runs on.
 */
export function blobWords(name: string): readonly string[] {
  const words = name.split('/');
  if (name.length > LENGTH_MAX) throw errors.BLOB_NAME_INVALID({ name, reason: `it is longer than ${LENGTH_MAX}` });
  for (const word of words) {
    if (!WORD.test(word))
      throw errors.BLOB_NAME_INVALID({ name, reason: `'${word}' is not a word that starts and ends without a dot` });
    if (DEVICE.test(word)) throw errors.BLOB_NAME_INVALID({ name, reason: `'${word}' is a device on Windows` });
  }
  return words;
}
