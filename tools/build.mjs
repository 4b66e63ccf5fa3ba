// The `prepare` script: makes what cannot run from source, and only when its inputs have changed.
//
// - every `packages/*/kernels/NAME.as.ts` (AssemblyScript) becomes `packages/*/build/NAME.wasm`;
// - `apps/web` becomes the page in `apps/web/dist`, and the report's page where `vite.report.config.ts` says.
//
// Plain JavaScript, because npm runs it with whatever Node it finds before anything else is known to work.
import { buildKernels } from './build/kernels.mjs';
import { buildPages } from './build/pages.mjs';

const [major = 0] = process.versions.node.split('.').map(Number);
const force = process.argv.includes('--force');

if (major < 22) {
  console.error(
    `build: Node ${process.versions.node} is too old to build with; the packaged Node 24 was not found on PATH. Run \`npm ci\` again, or \`npm run prepare\`.`,
  );
  process.exit(1);
}

const failures = [...(await buildKernels(force)), ...(await buildPages(force))];
for (const { what, reason } of failures) console.error(`build: ${what} failed\n${reason.trimEnd()}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
