import { expect, test } from 'vitest';
import { checks } from './checks.ts';
import { BINARY_BYTES_MAX } from './large-binaries.ts';
import { fileOf } from './repository.ts';

const encoder = new TextEncoder();

/** `path:line` of what one check finds in files given as text. */
function found(check: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const repository = Object.entries(files).map(([path, content]) =>
    fileOf(path, typeof content === 'string' ? encoder.encode(content) : content),
  );
  const run = checks[check];
  if (run === undefined) throw new Error(`no check is called ${check}`);
  return run(repository).map(({ path, line }) => `${path}:${line}`);
}

const statements = (count: number): string => '  step();\n'.repeat(count);
const long = (head: string): string => `${head} {\n${statements(69)}}\n`;
const short = (head: string): string => `${head} {\n${statements(68)}}\n`;

test('function length counts declarations, arrows, methods and accessors', () => {
  const heads = ['export async function* f(): AsyncGenerator', 'export const g = (): void =>'];
  for (const head of heads) {
    expect(found('function length', { 'a.ts': `\n\n${long(head)}` }), head).toEqual(['a.ts:3']);
    expect(found('function length', { 'a.ts': `\n\n${short(head)}` }), head).toEqual([]);
  }
  const method = `export class A {\n${long('  get value(): number')}${short('  other(): void')}}\n`;
  expect(found('function length', { 'a.ts': method })).toEqual(['a.ts:2']);
});

test('function length is not fooled by braces in strings, templates, comments and patterns', () => {
  const tricky = "  const a = `${'{'.repeat(3)} }}`; // }}}\n  const b = /[}]{2}/; /* { */\n";
  const head = 'export function f(): void';
  expect(found('function length', { 'a.ts': `${head} {\n${tricky}${statements(66)}}\n` })).toEqual([]);
  expect(found('function length', { 'a.ts': `${head} {\n${tricky}${statements(67)}}\n` })).toEqual(['a.ts:1']);
});

test('function length measures each test block by itself, and the suite not at all', () => {
  const block = (title: string, count: number): string => `  test('${title}', () => {\n${statements(count)}  });\n`;
  const suite = (count: number): string =>
    `describe.each([1])('x', () => {\n${block('a', 60)}${block('b', count)}});\n`;
  expect(found('function length', { 'a.test.ts': suite(60) })).toEqual([]);
  expect(found('function length', { 'a.test.ts': suite(70) })).toEqual(['a.test.ts:64']);
  const contract = `export function storeContract(): void {\n${suite(60)}}\n`;
  expect(found('function length', { 'contract.ts': contract })).toEqual([]);
  const padded = `export function storeContract(): void {\n${statements(70)}${suite(60)}}\n`;
  expect(found('function length', { 'contract.ts': padded })).toEqual(['contract.ts:1']);
});

test('function length reads pages, plain scripts and kernels, and reports what it cannot read', () => {
  const page = `export function Page() {\n  return (\n    <ul>\n${'<li>}</li>\n'.repeat(70).replaceAll('}', '')}</ul>\n  );\n}\n`;
  expect(found('function length', { 'page.tsx': page })).toEqual(['page.tsx:1']);
  expect(found('function length', { 'tool.mjs': long('export function f()') })).toEqual(['tool.mjs:1']);
  const kernel = `@inline\n${long('function f(a: i32): i32')}`;
  expect(found('function length', { 'packages/learning/kernels/sum.as.ts': kernel })).toHaveLength(1);
  expect(found('function length', { 'broken.ts': 'export const = 1;' })).toEqual(['broken.ts:0']);
});

test('file length asks for a reason in the first comment beyond 300 lines', () => {
  const lines = (count: number): string => 'step();\n'.repeat(count);
  expect(found('file length', { 'a.ts': lines(300) })).toEqual([]);
  expect(found('file length', { 'a.ts': lines(301), 'b.css': lines(301), 'c.md': lines(301) })).toEqual([
    'a.ts:0',
    'b.css:0',
  ]);
  expect(found('file length', { 'a.ts': `// Long because the table is one.\n${lines(301)}` })).toEqual([]);
  expect(found('file length', { 'a.ts': `// Long because\n${lines(301)}` })).toEqual(['a.ts:0']);
  expect(found('file length', { 'a.ts': `${lines(301)}// Long because it comes too late.\n` })).toEqual(['a.ts:0']);
});

test('names of files and folders say what is in them', () => {
  const drawers = ['utils.ts', 'src/helpers/price.ts', 'common/x.ts', 'shared/x.ts', 'core/x.ts', 'misc.test.ts'];
  const words = [
    'order-manager.ts',
    'advanced-risk.ts',
    'date-utils.ts',
    'enhanced.ts',
    'data2.ts',
    'optimizedLoop.ts',
  ];
  for (const path of [...drawers, ...words]) expect(found('names of files', { [path]: '' }), path).toHaveLength(1);
  const fine = ['shared-data.ts', 'score.ts', 'management-fee.ts', 'data.ts', '.oxfmtrc.json', 'commonwealth.ts'];
  for (const path of fine) expect(found('names of files', { [path]: '' }), path).toEqual([]);
});

test('exported names say what they are', () => {
  const source = `class Hidden {}
export class OrderManager {}
export const advancedRisk = 1, spread = 2;
export function optimizedSum(): void {}
const manager = 1;
export { manager as DATA2 };
export type IntelligentOrder = number;
export { Hidden };
`;
  expect(found('exported names', { 'a.ts': source })).toEqual(['a.ts:2', 'a.ts:3', 'a.ts:4', 'a.ts:6', 'a.ts:7']);
});

test('left behind looks at comments, not at data', () => {
  const marker = ['TO', 'DO'].join('');
  const source = `// ${marker}: round\nconst a = 1; /* ${marker} */\nconst currency = '${marker}';\n/**\n * ${marker} later\n */\n`;
  expect(found('left behind', { 'a.ts': source })).toEqual(['a.ts:1', 'a.ts:2', 'a.ts:5']);
  expect(found('left behind', { 'a.sql': `-- ${marker}\n`, 'a.md': `<!-- ${marker} -->\n` })).toHaveLength(2);
});

test('skipped tests say why', () => {
  const skip = (how: string, title: string): string => `test.${how}('${title}', () => {});\n`;
  const silent = [skip('only', 'a'), skip('todo', 'a'), skip('skip', 'needs a broker'), skip('skipIf(x)', 'opens')];
  const inContext = ['context', 'skip(); });\n'].join('.');
  for (const source of [...silent, inContext])
    expect(found('skipped tests', { 'a.test.ts': source }), source).toHaveLength(1);
  const printed = `console.warn('skipped: no data');\n${skip('skipIf(x)', 'opens')}`;
  const noted = "test('a', (context) => { context.skip(!browser, 'no Chromium'); });\n";
  const told = [skip('skipIf(x)', 'opens the page (needs Chromium)'), printed, noted];
  for (const source of told) expect(found('skipped tests', { 'a.test.ts': source }), source).toEqual([]);
});

test('silent tests are caught, however the test is written', () => {
  const source = `test('a', () => { run(); });
test.each([1])('b', async (n) => { await run(n); });
describe('c', () => { it('d', function () { run(); }); });
test('e', async () => { for (const n of [1]) if (n > 0) expect(await run(n)).toBe(1); });
test('f', () => fc.assert(fc.property(fc.nat(), (n) => n >= 0)));
test('g', () => { expectRun(run()); });
test('h', { timeout: 5 }, () => { expect.soft(run()).toBe(1); });
pattern.test('i');
`;
  expect(found('silent tests', { 'a.test.ts': source })).toEqual(['a.test.ts:1', 'a.test.ts:2', 'a.test.ts:3']);
  expect(found('silent tests', { 'a.ts': source })).toEqual([]);
});

test('each room has a README with an example', () => {
  const files = {
    'packages/model/package.json': '{}',
    'packages/kernel/package.json': '{}',
    'packages/kernel/README.md': 'The kernel.',
    'apps/cli/package.json': '{}',
    'apps/cli/README.md': '```sh\nnpx pipwright\n```\n',
    'package.json': '{}',
  };
  expect(found('readmes', files)).toEqual(['packages/model/README.md:0', 'packages/kernel/README.md:0']);
});

test('machine paths and registry hosts stay out', () => {
  const path = (first: string): string => `/${first}/somebody/file.csv`;
  const source = ['home', 'root', 'Users', 'work'].map((first) => `const a = '${path(first)}';\n`).join('');
  expect(found('machine paths', { 'a.ts': source })).toHaveLength(4);
  expect(found('machine paths', { 'a.md': `See file://${path('home')}\n` })).toHaveLength(1);
  expect(found('machine paths', { 'a.ts': "const a = '../work/x.csv', b = '/api/work/1', c = 'C:/data';\n" })).toEqual(
    [],
  );
  const lock =
    '{\n  "a": {\n    "resolved": "https://registry.example/a.tgz"\n  },\n  "b": { "resolved": "packages/b" }\n}\n';
  expect(found('registry hosts', { 'package-lock.json': lock, '.npmrc': 'fund=false\nregistry=http://x\n' })).toEqual([
    'package-lock.json:3',
    '.npmrc:2',
  ]);
});

test('large binaries stay out, large texts and small binaries do not', () => {
  const text = encoder.encode('a'.repeat(BINARY_BYTES_MAX + 1));
  expect(found('large binaries', { 'a.bin': new Uint8Array(BINARY_BYTES_MAX + 1), 'b.csv': text })).toEqual([
    'a.bin:0',
  ]);
  expect(found('large binaries', { 'a.bin': new Uint8Array(BINARY_BYTES_MAX) })).toEqual([]);
});
