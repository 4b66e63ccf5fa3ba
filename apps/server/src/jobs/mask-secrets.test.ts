import { expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

const ENVIRONMENT = {
  DATABASE_URL: 'postgres://me:hunter22@db/pipwright',
  OANDA_TOKEN: 'abcdef-123456',
  SHORT_KEY: 'abc',
  PATH: '/usr/local/bin',
};

test.each([
  ['an address', 'no host postgres://you:secret@elsewhere/x', 'no host postgres://you:***@elsewhere/x'],
  ['the value of a variable', 'connecting to postgres://me:hunter22@db/pipwright …', 'connecting to *** …'],
  ['a token anywhere', 'GET /v3?x=abcdef-123456 failed', 'GET /v3?x=*** failed'],
  ['a header', 'authorization: Bearer eyJhbGciOi.x.y', 'authorization: Bearer ***'],
  ['a setting', 'password = "a b c", apiKey=xyz; next', 'password = ***, apiKey=***; next'],
])('masks %s', (_, text, masked) => {
  expect(maskSecrets(text, ENVIRONMENT)).toBe(masked);
});

test('leaves everything else as it is', () => {
  const text = 'TypeError: token is not a function\n    at /usr/local/bin/x.ts:3:1, abc, keys: 3';
  expect(maskSecrets(text, ENVIRONMENT)).toBe(text);
});
