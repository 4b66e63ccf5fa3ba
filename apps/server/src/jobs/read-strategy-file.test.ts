import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStrategyFile } from './read-strategy-file.ts';
import { ownStrategies, shippedStrategies, strategyFiles } from './runnable-strategies.ts';

const GOOD = `
import { choice, defineStrategy, flag, integer, number } from '@pipwright/trading';
console.log('loading');
export default defineStrategy({
  name: 'my-own',
  description: 'Of a test.',
  parameters: {
    fast: integer({ default: 5, min: 2, max: 20, step: 3, description: 'Fast.' }),
    width: number({ default: 1, min: 0.5, max: 2, description: 'Width.' }),
    side: choice(['both', 'long', 'short'], { description: 'Side.' }),
    trail: flag({ default: true, description: 'Trail.' }),
  },
  volume: 0.1,
  start: () => ({ onCandle() {} }),
});
`;
const LOADING_MS = 3000;

let folder: string;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipwright-strategies-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that may be a strategy', () => {
  test('tells what it is, and what a grid would visit of each parameter', async () => {
    const info = await readStrategyFile(file('good.ts', GOOD));
    expect(info).toMatchObject({ id: 'good.ts', name: 'my-own', shipped: false, model: 'none', problem: null });
    expect(info.parameters.map(({ name, kind, gridValues }) => [name, kind, gridValues])).toEqual([
      ['fast', 'integer', 7],
      ['width', 'number', 11],
      ['side', 'choice', 3],
      ['trail', 'flag', 2],
    ]);
  });

  test.each([
    ['cannot be read', 'export const x: number = ;', 'cannot be read'],
    ['is none', 'export const x = 1;', 'has no default export'],
    ['imports what is not there', `import './nowhere.ts';`, 'imports what is not there'],
    ['throws', `throw new Error('no luck');`, 'no luck'],
    ['loops without an end', 'for (;;);', 'did not finish loading within 3 s'],
    ['ends its process', 'process.exit(0);', 'ended its process'],
  ])('is listed with the reason where it %s', async (what, text, reason) => {
    const info = await readStrategyFile(file(`${what.replaceAll(' ', '-')}.ts`, text), LOADING_MS);
    expect(info.problem).toContain(reason);
    expect(info.parameters).toEqual([]);
  });
});

test('of a folder, what may be a strategy is looked at, in the order of the alphabet', async () => {
  const own = join(folder, 'own');
  mkdirSync(join(own, 'parts'), { recursive: true });
  for (const name of ['b.ts', 'a.mjs', '.hidden.ts', 'a b.ts', 'b.test.ts', 'notes.md', 'parts/x.ts', '--home.ts']) {
    writeFileSync(join(own, name), GOOD);
  }
  expect(strategyFiles(own)).toEqual(['a.mjs', 'b.ts']);
  const found = await ownStrategies(own);
  expect(found.map(({ info, source }) => [info.id, info.name, source])).toEqual([
    ['a.mjs', 'my-own', join(own, 'a.mjs')],
    ['b.ts', 'my-own', join(own, 'b.ts')],
  ]);
  expect(strategyFiles(join(folder, 'nowhere'))).toEqual([]);
});

test('those that ship are all of use', async () => {
  const shipped = await shippedStrategies();
  expect(shipped.map(({ source }) => source)).toContain('ema-cross');
  for (const { info } of shipped) {
    expect(info.problem).toBeNull();
    for (const { name, gridValues } of info.parameters) expect(gridValues, `${info.id} ${name}`).toBeGreaterThan(1);
  }
});
