import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedPages } from './generated-pages.ts';

test.each(generatedPages())('$file.pathname is what the code says; if not: npm run docs', ({ file, text }) => {
  expect(existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '').toBe(text);
});
