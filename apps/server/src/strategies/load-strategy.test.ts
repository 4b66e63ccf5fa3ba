import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { strategyOf } from '@pipwright/trading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findStrategy, listStrategies } from './list-strategies.ts';
import { loadStrategy } from './load-strategy.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipwright-strategies-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files somewhere outside of the repository and returns the path of the first. */
function written(files: Readonly<Record<string, string>>): string {
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
  return paths[0]!;
}

const WHOLE = `
import { Ema } from '@pipwright/indicators';
import { timeframeMs } from '@pipwright/model';
import { defineStrategy, integer } from '@pipwright/trading';
import { doubled } from './parts/doubled.ts';

interface Unused { readonly of: number }

export default defineStrategy({
  name: 'mine',
  description: 'Buys.',
  parameters: { period: integer({ default: doubled(5), min: 1, max: 50, description: 'Candles.' }) },
  start({ parameters, indicator, timeframe }) {
    const average = indicator(new Ema({ period: parameters.period as number }));
    return { onCandle: (market) => void market.pass(String(average() + timeframeMs(timeframe))) };
  },
});
`;
const DOUBLED = 'export const doubled = (value: number): number => 2 * value;\n';

describe('a file that lies anywhere', () => {
  test('imports the platform, its own files, and is TypeScript', async () => {
    const file = written({ 'whole.ts': WHOLE, 'parts/doubled.ts': DOUBLED });
    const loaded = await loadStrategy(file);
    expect(loaded.file).toBe(file);
    expect(loaded.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(strategyOf(loaded.definition).parameters).toEqual({ period: 10 });
    expect(await loadStrategy(relative(process.cwd(), file))).toBe(loaded);
  });

  test('is loaded anew when it or what it imports has changed, and has another digest then', async () => {
    const file = written({ 'changing.ts': WHOLE, 'parts/doubled.ts': DOUBLED });
    const before = await loadStrategy(file);
    written({ 'parts/doubled.ts': 'export const doubled = (value: number): number => 3 * value;\n' });
    const after = await loadStrategy(file);
    expect(after.digest).not.toBe(before.digest);
    expect(strategyOf(after.definition).parameters).toEqual({ period: 15 });
    written({ 'parts/doubled.ts': DOUBLED });
    expect((await loadStrategy(file)).digest).toBe(before.digest);
  });

  test('has the same digest under another name and in another folder', async () => {
    const file = written({ 'first.ts': WHOLE, 'parts/doubled.ts': DOUBLED });
    const { digest } = await loadStrategy(file);
    const renamed = join(folder, 'second.ts');
    renameSync(file, renamed);
    expect((await loadStrategy(renamed)).digest).toBe(digest);
    const moved = written({ 'elsewhere/third.ts': WHOLE, 'elsewhere/parts/doubled.ts': DOUBLED });
    expect((await loadStrategy(moved)).digest).toBe(digest);
  });

  test('may be JavaScript', async () => {
    const file = written({
      'plain.js': `export default { name: 'plain', description: 'Nothing.', parameters: {}, start: () => ({ onCandle() {} }) };`,
    });
    expect((await loadStrategy(file)).definition.name).toBe('plain');
  });

  test('is loaded in a worker thread as well', async () => {
    const file = written({ 'threaded.ts': WHOLE, 'parts/doubled.ts': DOUBLED });
    const script = `
      const { parentPort } = require('node:worker_threads');
      import(${JSON.stringify(new URL('load-strategy.ts', import.meta.url).href)})
        .then(({ loadStrategy }) => loadStrategy(${JSON.stringify(file)}))
        .then(({ digest, definition }) => parentPort.postMessage({ digest, name: definition.name }));
    `;
    const worker = new Worker(script, { eval: true, execArgv: [] });
    const answer = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    await worker.terminate();
    expect(answer).toEqual({ digest: (await loadStrategy(file)).digest, name: 'mine' });
  });
});

describe('what is wrong with a file is said', () => {
  const start = 'start: () => ({ onCandle() {} })';

  test.each<[string, Record<string, string>, string]>([
    [
      'broken TypeScript, with its line',
      { 'broken.ts': `const one = 1;\nexport default { name: 'x' description: one };\n` },
      'broken.ts cannot be read: Expected',
    ],
    ['broken JavaScript, with its line', { 'broken.js': 'export default {\n  name: ;\n};\n' }, '(broken.js, line 2)'],
    ['an enum', { 'enum.ts': 'enum Kind { One }\nexport default Kind;\n' }, 'enum is not supported'],
    [
      'a mistake in a file that it imports',
      { 'outer.ts': `import './inner.ts';\n`, 'inner.ts': '\n\nconst = 1;\n' },
      '(inner.ts, line 3)',
    ],
    [
      'an import without its ending',
      { 'ending.ts': `import { doubled } from './parts/doubled';\n` },
      'imports what is not there: Cannot find module',
    ],
    [
      'a package that is not installed',
      { 'package.ts': `import 'nothing-of-that-name';\n` },
      `Cannot find package 'nothing-of-that-name'`,
    ],
    ['a room that strategies do not see', { 'room.ts': `import '@pipwright/backtest';\n` }, '@pipwright/backtest'],
    [
      'a failure at the top, with its line',
      { 'throws.ts': `const none: { at?: { close: number } } = {};\nexport default none.at!.close;\n` },
      "failed while it was loaded: TypeError: Cannot read properties of undefined (reading 'close') (throws.ts, line 2)",
    ],
    ['no export', { 'none.ts': 'const one = 1;\n' }, 'has no default export; nothing of it is a strategy'],
    [
      'an export by name',
      { 'named.ts': `export const mine = { name: 'mine', description: 'x', parameters: {}, ${start} };\n` },
      'has no default export; but it exports a strategy as mine',
    ],
    [
      'another export',
      { 'other.ts': `export default { name: 'mine', description: 'x', ${start} };\n` },
      `is no strategy: 'parameters' is missing`,
    ],
    [
      'an incomplete definition',
      {
        'incomplete.ts': `import { defineStrategy } from '@pipwright/trading';\nexport default defineStrategy({ name: 'mine', description: 'x', parameters: {} } as never);\n`,
      },
      `The strategy mine is not complete: 'start' is missing`,
    ],
  ])('%s', async (_, files, sentence) => {
    const file = written(files);
    const error = await loadStrategy(file).catch((reason: unknown) => reason as Error);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain(sentence);
    expect((error as Error).message).not.toContain('?strategy');
  });

  test.each([
    ['no-such-strategy', 'There is no strategy no-such-strategy: there is no such file.'],
    ['.', 'There is no strategy .: there is no such file.'],
    ['package.json', 'There is no strategy package.json: it does not end in .ts'],
  ])('%s', async (name, sentence) => {
    await expect(loadStrategy(name)).rejects.toThrow(sentence);
  });
});

describe('strategies that ship', () => {
  test('are found by name and described', async () => {
    const listed = await listStrategies();
    expect(listed.map(({ name }) => name)).toEqual([
      'breakout',
      'channel-breakout',
      'ema-cross',
      'ensemble',
      'mean-reversion',
      'model-signal',
      'trend-pullback',
    ]);
    expect(listed.filter(({ hasColumns }) => hasColumns).map(({ name }) => name)).toEqual([
      'channel-breakout',
      'ema-cross',
    ]);
    expect(listed.find(({ name }) => name === 'model-signal')).toMatchObject({ model: 'required' });
    expect(structuredClone(listed)).toEqual(listed);
  });

  test('are loaded by name as by their files', async () => {
    const found = (await findStrategy('ema-cross'))!;
    expect(found.definition.name).toBe('ema-cross');
    expect(await loadStrategy('ema-cross')).toBe(found);
    expect(await loadStrategy(found.file)).toBe(found);
    expect(await findStrategy('no-such-strategy')).toBeUndefined();
  });
});
