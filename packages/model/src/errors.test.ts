import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineErrors, ErrorCategory, PipwrightError } from './errors.ts';

const errors = defineErrors({
  ROW_BAD: {
    category: ErrorCategory.Business,
    message: 'Line {line} of {file}: {field} is {value}.',
    retryable: false,
    action: 'Correct {field} in {file}.',
  },
  STORE_GONE: {
    category: ErrorCategory.Integration,
    message: 'The store {url} does not answer: {reason}.',
    retryable: true,
    action: 'Check {url}.',
  },
});

test('an error carries its entry of the catalogue, its message and action filled from the details', () => {
  const cause = new Error('below');
  const error = errors.ROW_BAD({ line: 7, file: 'a.csv', field: 'high', value: 'x' }, { cause });
  expect(error).toBeInstanceOf(PipwrightError);
  expect(error).toBeInstanceOf(Error);
  expect(error.message).toBe('Line 7 of a.csv: high is x.');
  expect(error.action).toBe('Correct high in a.csv.');
  expect([error.name, error.code, error.category, error.retryable]).toEqual([
    'PipwrightError',
    'ROW_BAD',
    'BUSINESS',
    false,
  ]);
  expect(error.cause).toBe(cause);
  expect(errors.STORE_GONE().retryable).toBe(true);
});

test('a place without a detail stays to be seen, and a detail cannot bring in another place', () => {
  expect(errors.ROW_BAD({ line: 7 }).message).toBe('Line 7 of {file}: {field} is {value}.');
  expect(errors.ROW_BAD({ line: 7, file: '{field}', field: '$&', value: '{line}' }).message).toBe(
    'Line 7 of {field}: $& is {line}.',
  );
});

test('errors of one cause have one fingerprint, whatever their numbers', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (line, otherLine, value, otherValue) => {
      const one = errors.ROW_BAD({ line, file: 'a.csv', field: 'high', value: `${value}.5 points` });
      const other = errors.ROW_BAD({ value: `${otherValue} points`, field: 'high', file: 'a.csv', line: otherLine });
      expect(one.fingerprint).toBe(other.fingerprint);
      expect(one.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    }),
    { seed: 3 },
  );
});

test('errors of different causes have different fingerprints', () => {
  const fingerprints = [
    errors.ROW_BAD({ line: 1, file: 'a.csv', field: 'high', value: '1' }),
    errors.ROW_BAD({ line: 1, file: 'b.csv', field: 'high', value: '1' }),
    errors.ROW_BAD({ line: 1, file: 'a.csv', field: 'low', value: '1' }),
    errors.ROW_BAD({ line: 1, file: 'high', field: 'a.csv', value: '1' }),
    errors.ROW_BAD({ line: 1, file: 'M5', field: 'high', value: '1' }),
    errors.ROW_BAD({ line: 1, file: 'M15', field: 'high', value: '1' }),
    errors.STORE_GONE({ file: 'a.csv', field: 'high', value: '1' }),
    errors.STORE_GONE(),
  ].map(({ fingerprint }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});

test('what leaves the platform has no stack and no cause', () => {
  const cause = new Error('connect with postgres://trader:hunter2@host/ledger');
  const sent = JSON.parse(JSON.stringify(errors.STORE_GONE({ url: 'host', reason: 'refused' }, { cause }))) as object;
  expect(Object.keys(sent).toSorted()).toEqual(
    ['action', 'category', 'code', 'details', 'fingerprint', 'message', 'retryable'].toSorted(),
  );
  expect(JSON.stringify(sent)).not.toContain('hunter2');
});

test('passwords in URLs and secrets in queries are masked in message, action and details', () => {
  const error = errors.STORE_GONE({
    url: 'postgres://trader:hunter2@db.example:5432/ledger',
    reason:
      'GET https://news.example/v1?symbol=EURUSD&api_key=hunter2&token=hunter2 failed, nats://bus:hunter2@host too',
  });
  expect(error.message + error.action + JSON.stringify(error)).not.toContain('hunter2');
  expect(error.action).toBe('Check postgres://trader:***@db.example:5432/ledger.');
  expect(error.details['reason']).toBe(
    'GET https://news.example/v1?symbol=EURUSD&api_key=***&token=*** failed, nats://bus:***@host too',
  );
});
