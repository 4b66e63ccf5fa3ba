import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.vite']);

/**
 * Every file of a folder, or the file itself, without what is installed or built.
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter(({ name }) => !skipped.has(name)).flatMap(({ name }) => filesOf(join(path, name)));
}

/**
 * A digest of the names and contents of files, independent of where the repository lies.
 * @param {string} root
 * @param {readonly string[]} paths files and folders
 * @param {string} recipe whatever else decides the result: options, versions
 */
export function digestOf(root, paths, recipe) {
  const hash = createHash('sha256').update(recipe);
  const named = paths.flatMap(filesOf).map((file) => [relative(root, file).replaceAll('\\', '/'), file]);
  for (const [name = '', file = ''] of named.toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1))) {
    hash.update(`\0${name}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * True where the output exists and was made from inputs of this digest.
 * @param {string} output
 * @param {string} stamp
 * @param {string} digest
 */
export function isFresh(output, stamp, digest) {
  return existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === digest;
}

/**
 * Records, after a successful build, what it was made from.
 * @param {string} stamp
 * @param {string} digest
 */
export function writeStamp(stamp, digest) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${digest}\n`);
}
