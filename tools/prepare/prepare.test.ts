import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool, type ToolRun } from '../check/run-tool.ts';

const script = fileURLToPath(new URL('../build.mjs', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const kernel = 'packages/sums/kernels/sum.as.ts';
const compiled = 'packages/sums/build/sum.wasm';
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pipwright-build-'));
  symlinkSync(modules, join(root, 'node_modules'), 'junction');
  write('package-lock.json', '{}');
  write('apps/web/package.json', '{ "type": "module" }');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function build(): Promise<ToolRun> {
  return runTool([script, '--root', root], { cwd: tmpdir(), shown: false });
}

/** Runs the compiled kernel over shared memory of the given size, 2 pages to begin with. Prints the sum. */
function sum(values: readonly number[], maximumPages: number): Promise<ToolRun> {
  const program = `
    const memory = new WebAssembly.Memory({ initial: 2, maximum: ${maximumPages}, shared: true });
    new Float64Array(memory.buffer).set(${JSON.stringify(values)});
    const module = new WebAssembly.Module(require('node:fs').readFileSync('${compiled}'));
    console.log(new WebAssembly.Instance(module, { env: { memory } }).exports.sum(0, ${values.length}));`;
  return runTool(['--input-type=commonjs', '--eval', program], { cwd: root, shown: false });
}

const source = `// Sums columns, two at a time. Memory: 2 to 16 pages.
import { lane } from './lane';
export function sum(start: usize, count: i32): f64 {
  let total = f64x2.splat(0);
  for (let index = 0; index < count; index += 2) total = f64x2.add(total, lane(start, index));
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}
`;
const lane = (offset: number): string =>
  `export function lane(start: usize, index: i32): v128 { return v128.load(start + (index << 3), ${offset}); }\n`;

test('where there is nothing to build, nothing is done', async () => {
  expect(await build()).toMatchObject({ code: 0, output: '' });
});

test('kernels are compiled with their stated memory, and again only when a source beside them changes', async () => {
  write(kernel, source);
  write('packages/sums/kernels/lane.ts', lane(0));
  expect(await build()).toMatchObject({ code: 0, output: `build: ${kernel}\n` });
  expect(await sum([1, 2, 3, 4], 16)).toMatchObject({ output: '10\n' });
  expect((await sum([1, 2], 17)).output).toContain('LinkError');
  expect(await build()).toMatchObject({ code: 0, output: '' });
  write('packages/sums/kernels/lane.ts', lane(16));
  expect(await build()).toMatchObject({ code: 0, output: `build: ${kernel}\n` });
  expect(await sum([1, 2, 3, 4], 16)).toMatchObject({ output: '7\n' });
});

test('a kernel that does not compile, or states an impossible memory, fails with its reason', async () => {
  write(kernel, source.replace('count: i32', 'count: integer'));
  const wrongType = await build();
  expect(wrongType.code).toBe(1);
  expect(wrongType.output).toContain(`build: ${kernel} failed`);
  expect(wrongType.output).toContain("Cannot find name 'integer'");
  write(kernel, source.replace('2 to 16 pages', '16 to 2 pages'));
  const wrongMemory = await build();
  expect(wrongMemory).toMatchObject({ code: 1 });
  expect(wrongMemory.output).toContain('"Memory: 16 to 2 pages": expected 1 <= initial <= maximum');
  write(kernel, source);
});

test('pages are built when their sources change, and a broken page fails with its reason', async () => {
  write('apps/web/index.html', '<script type="module" src="/src/main.ts"></script>');
  write('apps/web/vite.config.ts', "export default { build: { outDir: 'dist/page' } };\n");
  write('apps/web/src/main.ts', "document.title = 'first';\n");
  const first = await build();
  expect(first).toMatchObject({ code: 0 });
  expect(first.output).toContain('build: apps/web/vite.config.ts\n');
  const page = join(root, 'apps/web/dist/page/index.html');
  const before = readFileSync(page, 'utf8');
  expect(await build()).toMatchObject({ code: 0, output: '' });
  write('apps/web/src/main.ts', "document.title = 'second';\n");
  expect(await build()).toMatchObject({ code: 0 });
  expect(readFileSync(page, 'utf8')).not.toBe(before);
  write('apps/web/src/main.ts', "import './missing.ts';\n");
  const broken = await build();
  expect(broken.code).toBe(1);
  expect(broken.output).toContain('build: apps/web/vite.config.ts failed');
  expect(broken.output).toContain('./missing.ts');
});
