import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { keepOutput } from './kept-output.ts';

test('keeps the end of what is written, and no more', async () => {
  const stream = new PassThrough();
  const kept = keepOutput(stream, 10);
  for (let number = 0; number < 1000; number++) stream.write(`${number},`);
  stream.end('the end');
  await finished(stream);
  expect(kept.text()).toBe('99,the end');
});

test('keeps all of what is shorter', async () => {
  const stream = new PassThrough();
  const kept = keepOutput(stream, 10);
  stream.end('short');
  await finished(stream);
  expect(kept.text()).toBe('short');
});

test('lets the other side wait when it writes much at once', async () => {
  const stream = new PassThrough();
  const kept = keepOutput(stream, 100);
  stream.write(Buffer.alloc(1024 * 1024, 'x'));
  expect(stream.isPaused()).toBe(true);
  stream.end('more');
  await finished(stream);
  expect(kept.text()).toBe(`${'x'.repeat(96)}more`);
});
