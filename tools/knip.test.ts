import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from './check/run-tool.ts';
import { toolEntry } from './tool-entry.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
let root = '';

/** What knip finds with the repository's settings: kind, and file or name. */
async function findUnused(): Promise<string[]> {
  const run = await runTool([toolEntry('knip'), '--no-progress', '--reporter', 'json'], { cwd: root, shown: false });
  const { issues } = JSON.parse(run.output.slice(run.output.indexOf('{'))) as {
    issues: readonly Readonly<Record<string, unknown>>[];
  };
  return issues
    .flatMap(({ file, ...kinds }) =>
      Object.entries(kinds).flatMap(([kind, found]) =>
        Array.isArray(found)
          ? found.map((item: { readonly name?: string }) => `${kind} ${String(file)} ${item.name ?? ''}`.trim())
          : [],
      ),
    )
    .toSorted();
}

function write(path: string, content: string | object): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pipwright-knip-'));
  copyFileSync(join(repository, 'knip.json'), join(root, 'knip.json'));
  write('package.json', { name: 'root', type: 'module', workspaces: ['packages/*', 'apps/*'] });
  write('packages/clean/package.json', {
    name: '@pipwright/clean',
    type: 'module',
    exports: { '.': './src/index.ts' },
    dependencies: { zod: '4.6.7' },
  });
  // As npm links them: rooms by name beside what is installed.
  mkdirSync(join(root, 'node_modules/@pipwright'), { recursive: true });
  symlinkSync(join(repository, 'node_modules/zod'), join(root, 'node_modules/zod'), 'junction');
  symlinkSync(join(root, 'packages/clean'), join(root, 'node_modules/@pipwright/clean'), 'junction');
  write('packages/clean/src/index.ts', "export * from './row.ts';\n");
  write('packages/clean/src/row.ts', "import * as zod from 'zod';\nexport const row = zod.number();\n");
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('code and dependencies that are used and listed pass', async () => {
  expect(await findUnused()).toEqual([]);
});

test('unlisted and unused dependencies, unused files and unused exports are caught', async () => {
  write('packages/planted/package.json', {
    name: '@pipwright/planted',
    type: 'module',
    exports: { '.': './src/index.ts' },
    dependencies: { 'lru-cache': '1.0.0' },
  });
  write(
    'packages/planted/src/index.ts',
    "import { used } from './used.ts';\nimport 'pino';\nimport '@pipwright/clean';\nexport const all = used;\n",
  );
  write('packages/planted/src/used.ts', 'export const used = 1;\nexport const spare = 2;\n');
  write('packages/planted/src/orphan.ts', 'export const orphan = 1;\n');
  expect(await findUnused()).toEqual([
    'dependencies packages/planted/package.json lru-cache',
    'exports packages/planted/src/used.ts spare',
    'files packages/planted/src/orphan.ts packages/planted/src/orphan.ts',
    'unlisted packages/planted/src/index.ts @pipwright/clean',
    'unlisted packages/planted/src/index.ts pino',
  ]);
});
