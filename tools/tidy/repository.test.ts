import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runTool } from '../check/run-tool.ts';
import { readRepository } from './repository.ts';

const script = fileURLToPath(new URL('../tidy.ts', import.meta.url));
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pipwright-tidy-'));
  const files = {
    '.gitignore': 'ignored.ts\n',
    'package.json': '{}',
    'src/a.ts': 'export const a = 1;\r\nexport const b = 2;\r\n',
    'src/image.png': new Uint8Array([137, 0, 1]),
    'ignored.ts': '',
    'node_modules/x/index.js': '',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  const run = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
}

const paths = (): string[] => readRepository(root).map(({ path }) => path);

test('reads what is tracked and what would be, and nothing that is ignored or gone', () => {
  git('init', '--quiet');
  writeFileSync(join(root, '.git/info/exclude'), 'node_modules\n');
  writeFileSync(join(root, 'gone.ts'), '');
  git('add', 'src/a.ts', 'gone.ts');
  rmSync(join(root, 'gone.ts'));
  expect(paths()).toEqual(['.gitignore', 'package.json', 'src/a.ts', 'src/image.png']);
});

test('reads an unpacked archive without git', () => {
  expect(paths()).toEqual(['.gitignore', 'ignored.ts', 'package.json', 'src/a.ts', 'src/image.png']);
});

test('tells text from binary, and reads line ends as one kind', () => {
  const byPath = new Map(readRepository(root).map((file) => [file.path, file]));
  expect(byPath.get('src/a.ts')?.text).toBe('export const a = 1;\nexport const b = 2;\n');
  expect(byPath.get('src/image.png')).toMatchObject({ text: undefined, bytes: 3 });
});

test('the command fails where a check finds something, and says where', async () => {
  expect(await runTool([script, root], { cwd: root, shown: false })).toMatchObject({ code: 0 });
  writeFileSync(join(root, 'src/utils.ts'), '\n\n\n\n// FIX'.concat('ME: later\n'));
  const run = await runTool([script, root], { cwd: root, shown: false });
  expect(run.code).toBe(1);
  expect(run.output).toContain('src/utils.ts: "utils.ts": "utils" does not say what it is');
  expect(run.output).toContain('src/utils.ts:5: FIXME left behind');
  expect(run.output).toContain('2 findings');
});
