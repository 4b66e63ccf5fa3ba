import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toolEntry } from '../tool-entry.ts';
import { publishable } from './publishable.ts';

const PROGRAM = `import { computeIndicator, createIndicator } from '@pipwright/indicators';
const rsi = createIndicator('rsi', { period: 2 });
const value: number | undefined = rsi.update({ open: 1, high: 1, low: 1, close: 1, volume: 0 })[0];
console.log(JSON.stringify([rsi.key, value ?? null, typeof computeIndicator]));
`;

let folder: string;
let made: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pipwright-publishable-'));
  made = await publishable('indicators', join(folder, 'node_modules/@pipwright/indicators'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('it depends on nothing, and nothing in it names another room', () => {
  const manifest = JSON.parse(readFileSync(join(made, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: '@pipwright/indicators', exports: { '.': { default: './index.js' } } });
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('private');
  const files = readdirSync(made, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) expect(readFileSync(join(made, file), 'utf8'), file).not.toMatch(/from ['"](@|node:)/);
});

test('its kernels lie where the code looks for them', () => {
  const code = readFileSync(join(made, 'index.js'), 'utf8');
  expect(code).not.toContain('../build/');
  expect(code).toContain('`./${name}.wasm`');
  for (const name of ['sums', 'lines', 'channels', 'columns']) expect(readdirSync(made)).toContain(`${name}.wasm`);
});

test('a program that has only this package is checked and runs', () => {
  writeFileSync(join(folder, 'program.mts'), PROGRAM);
  const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', '', 'program.mts'];
  const checked = spawnSync(process.execPath, [toolEntry('typescript', 'tsc'), ...options], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(checked.stdout).not.toMatch(/indicators/);
  const ran = spawnSync(process.execPath, [join(folder, 'program.mjs')], { cwd: folder, encoding: 'utf8' });
  expect(JSON.parse(ran.stdout)).toEqual(['rsi(period=2)', null, 'function']);
}, 60_000);
