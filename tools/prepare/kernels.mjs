import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestOf, isFresh, writeStamp } from './digest.mjs';

/** Memory comes from outside, shared between workers: 1 page of 64 KiB to begin with, up to 2 GiB. */
const defaultPages = { initial: 1, maximum: 32_768, shared: true };
const PAGES_MAX = 65_536;

/**
 * Pages of memory stated in a kernel's first comment: `memory: 4 to 1024 pages`, or `memory: 4 to 4 pages, not shared`.
 * @param {string} source
 * @returns {{ initial: number, maximum: number, shared: boolean }}
 */
function statedPages(source) {
  const comment = /^(?:\s*\/\/.*\n)+|^\s*\/\*[^]*?\*\//.exec(source)?.[0] ?? '';
  const stated = /memory:\s*(\d+)\s+to\s+(\d+)\s+pages(,\s+not\s+shared)?/i.exec(comment);
  if (stated === null) return defaultPages;
  const pages = { initial: Number(stated[1]), maximum: Number(stated[2]), shared: stated[3] === undefined };
  if (pages.initial < 1 || pages.maximum < pages.initial || pages.maximum > PAGES_MAX) {
    throw new Error(`"${stated[0]}": expected 1 <= initial <= maximum <= ${PAGES_MAX}`);
  }
  return pages;
}

/**
 * The command line of the AssemblyScript compiler for one kernel. Paths are relative to the root, with forward slashes.
 * @param {string} root
 * @param {string} source
 * @param {string} output
 * @returns {string[]}
 */
function compilerOptions(root, source, output) {
  const { initial, maximum, shared } = statedPages(readFileSync(join(root, source), 'utf8'));
  const limits = ['--initialMemory', `${initial}`, '--maximumMemory', `${maximum}`];
  const memory = ['--importMemory', ...(shared ? ['--sharedMemory'] : []), ...limits];
  const features = ['simd', 'relaxed-simd', 'threads'].flatMap((feature) => ['--enable', feature]);
  return [source, '--outFile', output, '-O3', '--runtime', 'stub', '--noAssert', ...features, ...memory];
}

/**
 * @param {string} root
 * @returns {{ folder: string, source: string, output: string }[]}
 */
function findKernels(root) {
  const packages = join(root, 'packages');
  if (!existsSync(packages)) return [];
  return readdirSync(packages).flatMap((name) => {
    const folder = `packages/${name}/kernels`;
    if (!existsSync(join(root, folder))) return [];
    const kernels = readdirSync(join(root, folder)).filter((file) => file.endsWith('.as.ts'));
    return kernels.map((file) => ({
      folder,
      source: `${folder}/${file}`,
      output: `packages/${name}/build/${basename(file, '.as.ts')}.wasm`,
    }));
  });
}

/**
 * @param {string} root
 * @param {{ folder: string, source: string, output: string }} kernel
 * @param {boolean} force
 * @returns {Promise<boolean>} whether there was anything to do
 */
async function buildKernel(root, { folder, source, output }, force) {
  const options = compilerOptions(root, source, output);
  const { default: compiler } = await import('assemblyscript/asc');
  const { version } = await import('assemblyscript/package.json', { with: { type: 'json' } }).then(
    (json) => json.default,
  );
  // A kernel may import what lies beside it, so the whole folder counts.
  const digest = digestOf(root, [join(root, folder)], JSON.stringify([version, options]));
  const file = join(root, output);
  if (!force && isFresh(file, `${file}.digest`, digest)) return false;
  const { error, stderr } = await compiler.main([...options, '--baseDir', root]);
  if (error !== null) throw new Error(`${stderr.toString()}${error.message}`);
  writeStamp(`${file}.digest`, digest);
  return true;
}

/**
 * Compiles every kernel whose sources have changed.
 * @param {string} root the repository
 * @param {boolean} force compile all
 * @returns {Promise<{ what: string, reason: string }[]>} what failed
 */
export async function buildKernels(root, force) {
  const failures = [];
  for (const kernel of findKernels(root)) {
    try {
      if (await buildKernel(root, kernel, force)) console.log(`build: ${kernel.source}`);
    } catch (error) {
      failures.push({ what: kernel.source, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return failures;
}
