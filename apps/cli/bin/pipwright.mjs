#!/usr/bin/env node
// Plain JavaScript for any Node from 18: starts the packaged Node 24 where the caller's is older.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 24;
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Path of the Node that `npm ci` installed beside the platform. */
function packagedNode() {
  const manifest = createRequire(import.meta.url).resolve('node/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin.node);
}

function runWithPackagedNode() {
  let node;
  try {
    node = packagedNode();
  } catch {
    console.error(
      `pipwright needs Node ${NODE_MAJOR}; this is ${process.version}, and the packaged one is missing.\n` +
        'Run `npm ci` in the folder of the platform.',
    );
    process.exit(1);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; a signal sent to this process alone has to be handed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => undefined);
  child.on('error', (error) => {
    console.error(
      `The packaged Node at ${node} does not start: ${error.message}\nRun \`npm ci\` in the folder of the platform.`,
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR)
  await import(new URL('../src/main.ts', import.meta.url).href);
else runWithPackagedNode();
