import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the repository. `path` is relative to its root, with forward slashes. */
export interface RepositoryFile {
  readonly path: string;
  readonly bytes: number;
  /** The text, or undefined where the file is binary. Line ends are `\n`. */
  readonly text: string | undefined;
}

const notOurs = new Set(['node_modules', '.git', 'dist', 'build', 'coverage', '.pipwright']);
const BINARY_PROBE_BYTES = 8000;

/** Where there is no git (an unpacked archive), every file that is neither installed nor built. */
function walk(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.has(entry.name)) return [];
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** Tracked files, and those that `git add` would track. */
function listPaths(root: string): string[] {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const git = spawnSync('git', options, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  if (git.status !== 0) return walk(root);
  return git.stdout.split('\0').filter((path) => path !== '');
}

export function fileOf(path: string, content: Uint8Array): RepositoryFile {
  const isBinary = content.subarray(0, BINARY_PROBE_BYTES).includes(0);
  const text = isBinary ? undefined : new TextDecoder().decode(content).replaceAll('\r\n', '\n');
  return { path, bytes: content.length, text };
}

export function readRepository(root: string): RepositoryFile[] {
  const files: RepositoryFile[] = [];
  for (const path of listPaths(root).toSorted()) {
    const file = join(root, path);
    if (existsSync(file) && statSync(file).isFile()) files.push(fileOf(path, readFileSync(file)));
  }
  return files;
}
