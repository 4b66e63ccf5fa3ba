// The `prepare` script: makes what cannot run from source, and only where its inputs have changed.
//
// - every `packages/*/kernels/NAME.as.ts` (AssemblyScript) becomes `packages/*/build/NAME.wasm`;
// - `apps/web` becomes the page, and the pages that documents are poured into, where its Vite configurations say.
//
// Plain JavaScript, because npm runs it with whatever Node it finds before anything else is known to work.
// `--force` builds everything; `--root FOLDER` builds another folder of this layout.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const NODE_MAJOR_MIN = 22;
const [major = 0] = process.versions.node.split('.').map(Number);

/** @param {readonly string[]} args */
async function build(args) {
  const [{ buildKernels }, { buildPages }] = await Promise.all([
    import('./prepare/kernels.mjs'),
    import('./prepare/pages.mjs'),
  ]);
  const force = args.includes('--force');
  const at = args.indexOf('--root');
  const root = at === -1 ? fileURLToPath(new URL('..', import.meta.url)) : resolve(args[at + 1] ?? '.');
  const failures = [...(await buildKernels(root, force)), ...(await buildPages(root, force))];
  for (const { what, reason } of failures) {
    console.error(`build: ${what} failed\n${stripVTControlCharacters(reason).trimEnd()}\n`);
  }
  return failures.length === 0;
}

if (major < NODE_MAJOR_MIN) {
  console.error(
    `build: this is Node ${process.versions.node}; building needs ${NODE_MAJOR_MIN} or later, and npm installs 24 in node_modules. ` +
      'Run `npm run build`, which finds it.',
  );
  process.exitCode = 1;
} else if (!(await build(process.argv.slice(2)))) process.exitCode = 1;
