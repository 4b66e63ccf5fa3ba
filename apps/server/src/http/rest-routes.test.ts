import {
  errorBodySchema,
  indicatorInfoSchema,
  indicatorValuesSchema,
  platformStateSchema,
  runSummarySchema,
  type ControlMessage,
} from '@pipwright/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { createTestApplication, type TestApplication } from '../testing/test-application.ts';
import { createApplication } from './application.ts';

let served: TestApplication;
beforeAll(async () => {
  served = await createTestApplication(['trader.lan']);
});
afterEach(() => {
  served.platform.failure = null;
  served.platform.controls.length = 0;
});
afterAll(() => served.close());

async function control(payload: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return served.application.inject({ method: 'POST', url: '/api/control', headers, payload: body });
}

test('says that it runs, and its version', async () => {
  const answer = await served.application.inject('/api/ping');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ product: 'pipwright', version: '0.1.0' });
});

test('gives the whole state as its schema says', async () => {
  const answer = await served.application.inject('/api/state');
  expect(answer.statusCode).toBe(200);
  expect(platformStateSchema.parse(answer.json())).toEqual(served.platform.shown);
});

test('lists runs as the schema says', async () => {
  const answer = await served.application.inject('/api/runs');
  expect(z.array(runSummarySchema).parse(answer.json())).toEqual(await served.platform.runs());
});

test('lists the indicators that candles are enough for', async () => {
  const answer = await served.application.inject('/api/indicators');
  const indicators = z.array(indicatorInfoSchema).parse(answer.json());
  expect(indicators.find(({ id }) => id === 'rsi')).toMatchObject({
    group: 'momentum',
    parameters: [{ name: 'period', value: 14 }],
    outputs: ['rsi'],
  });
  expect(indicators.map(({ id }) => id)).not.toContain('rolling-correlation');
});

test('gives an indicator over the candles of the page, with parameters by name', async () => {
  const answer = await served.application.inject('/api/indicators/sma?parameters=period:3');
  const { time, outputs, parameters } = indicatorValuesSchema.parse(answer.json());
  const { candles } = served.platform.shown;
  expect(parameters).toEqual({ period: 3 });
  expect(time).toEqual(candles.map((candle) => candle.time));
  const values = outputs[0]?.values ?? [];
  expect(values.slice(0, 2)).toEqual([null, null]);
  const mean = (candles[0]!.close + candles[1]!.close + candles[2]!.close) / 3;
  expect(values[2]).toBeCloseTo(mean, 12);
  expect(values.length).toBe(candles.length);
});

test.each([
  ['/api/indicators/nonsense', 'UNKNOWN_INDICATOR'],
  ['/api/indicators/rsi?parameters=length:5', 'UNKNOWN_PARAMETER'],
  ['/api/indicators/rsi?parameters=period:0', 'PARAMETER_OUT_OF_RANGE'],
  ['/api/indicators/rsi?parameters=period:x', 'REQUEST_INVALID'],
])('%s is answered with %s', async (url, code) => {
  const answer = await served.application.inject(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(errorBodySchema.parse(answer.json()).code).toBe(code);
});

const ACTIONS: ControlMessage[] = [
  { action: 'play' },
  { action: 'pause' },
  { action: 'step' },
  { action: 'speed', candlesPerSecond: 0 },
  { action: 'speed', candlesPerSecond: 10_000 },
  { action: 'stop-opening' },
  { action: 're-arm' },
  { action: 'flatten' },
];

test.each(ACTIONS)('hands $action on to the platform', async (message) => {
  const answer = await control(message);
  expect(answer.statusCode).toBe(204);
  expect(answer.body).toBe('');
  expect(served.platform.controls).toEqual([message]);
});

test.each([
  ['an unknown action', { action: 'sell-everything' }],
  ['no action', {}],
  ['a speed below zero', { action: 'speed', candlesPerSecond: -1 }],
  ['a speed beyond all', { action: 'speed', candlesPerSecond: 10_001 }],
  ['a speed that is no number', { action: 'speed', candlesPerSecond: '5' }],
  ['no speed', { action: 'speed' }],
  ['an array', []],
  ['half a JSON', '{"action":'],
  ['nothing', ''],
])('refuses %s with what to do', async (_name, body) => {
  const answer = await control(body);
  expect(answer.statusCode).toBe(400);
  expect(errorBodySchema.parse(answer.json())).toMatchObject({ code: 'REQUEST_INVALID', retryable: false });
  expect(answer.json<{ action: string }>().action).toContain('/docs');
  expect(served.platform.controls).toEqual([]);
});

test('refuses a body that is too large, and one of another type', async () => {
  const large = await control({ action: 'play', padding: 'x'.repeat(70 * 1024) });
  expect(large.statusCode).toBe(413);
  expect(errorBodySchema.parse(large.json()).code).toBe('REQUEST_INVALID');
  const form = await control('action=play', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(form.statusCode).toBe(415);
  expect(errorBodySchema.parse(form.json()).code).toBe('REQUEST_INVALID');
  expect(served.platform.controls).toEqual([]);
});

test('an error of the catalogue reaches the page with its action', async () => {
  served.platform.failure = errors.RUN_NOT_CONTINUED({ run: 'paper-0001', reason: 'its model is gone' });
  const answer = await control({ action: 'play' });
  expect(answer.statusCode).toBe(502);
  expect(errorBodySchema.parse(answer.json())).toMatchObject({
    code: 'RUN_NOT_CONTINUED',
    message: 'The paper run paper-0001 cannot be continued: its model is gone.',
  });
});

test('what nobody foresaw says nothing of itself, and is in the log', async () => {
  served.platform.failure = new Error('connect postgres://trader:geheim@10.0.0.7/ledger refused at /srv/pipwright');
  for (const answer of [await served.application.inject('/api/state'), await control({ action: 'play' })]) {
    expect(answer.statusCode).toBe(500);
    expect(errorBodySchema.parse(answer.json()).code).toBe('INTERNAL');
    expect(answer.body).not.toMatch(/geheim|postgres|10\.0\.0\.7|srv|\.ts|stack/);
  }
  expect(served.log.join('')).toContain('request failed');
});

test('a state that breaks the schema is a fault of the platform, not a page of half-truths', async () => {
  const { shown } = served.platform;
  served.platform.shown = { ...shown, account: { ...shown.account, balance: 0.5 } };
  const answer = await served.application.inject('/api/state');
  served.platform.shown = shown;
  expect(answer.statusCode).toBe(500);
  expect(errorBodySchema.parse(answer.json()).code).toBe('INTERNAL');
});

test('gives a report that may load and send nothing', async () => {
  served.platform.reports.set('backtest-eurusd-h1-0011aabb', '<!doctype html><title>Report</title>');
  const answer = await served.application.inject('/reports/backtest-eurusd-h1-0011aabb');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('connect-src');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
});

test('a report that is not there is a 404; an id that could be a path is refused before anybody looks', async () => {
  const missing = await served.application.inject('/reports/backtest-none');
  expect(missing.statusCode).toBe(404);
  expect(errorBodySchema.parse(missing.json()).code).toBe('REPORT_NOT_FOUND');
  for (const id of ['..%2F..%2Fetc%2Fpasswd', 'A', 'a_b', 'a'.repeat(81), '%00']) {
    const answer = await served.application.inject(`/reports/${id}`);
    expect(answer.statusCode, id).toBe(400);
    expect(errorBodySchema.parse(answer.json()).code).toBe('REQUEST_INVALID');
  }
});

test('serves the page under a policy without foreign sources; anything else is a 404 in JSON', async () => {
  const page = await served.application.inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<title>Pipwright</title>');
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  for (const url of ['/nothing', '/api/nothing?key=secret', '/../package.json', '/%2e%2e/package.json']) {
    const answer = await served.application.inject(url);
    expect(answer.statusCode, url).toBe(404);
    expect(errorBodySchema.parse(answer.json()).code).toBe('NOT_FOUND');
    expect(answer.body).not.toContain('secret');
  }
});

test.each([
  ['localhost', 200],
  ['LOCALHOST:7411', 200],
  ['127.0.0.1:7411', 200],
  ['[::1]:7411', 200],
  ['trader.lan:7411', 200],
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost.evil.example:7411', 403],
])('the host %j gets %i', async (host, status) => {
  const answer = await served.application.inject({ url: '/api/ping', headers: { host } });
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(errorBodySchema.parse(answer.json()).code).toBe('HOST_REFUSED');
});

test.each([
  ['http://localhost:7411', 204],
  ['https://evil.example', 403],
  ['http://localhost:8080', 403],
  ['http://localhost.evil.example:7411', 403],
  ['null', 403],
  ['', 403],
])('a page of %j gets %i', async (origin, status) => {
  const headers = { host: 'localhost:7411', origin, 'content-type': 'application/json' };
  const answer = await control({ action: 'pause' }, headers);
  expect(answer.statusCode).toBe(status);
  expect(served.platform.controls).toHaveLength(status === 204 ? 1 : 0);
  if (status === 403) expect(errorBodySchema.parse(answer.json()).code).toBe('ORIGIN_REFUSED');
});

test('too many requests get an answer of the same form, and are told when to come again', async () => {
  const own = await createTestApplication();
  try {
    let last = await own.application.inject('/api/ping');
    for (let request = 0; request < 600 && last.statusCode === 200; request++)
      last = await own.application.inject('/api/ping');
    expect(last.statusCode).toBe(429);
    expect(errorBodySchema.parse(last.json())).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryable: true });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  } finally {
    await own.close();
  }
});

test('does not start without its page, and says how to build it', async () => {
  const opened = createApplication({
    platform: served.platform,
    jobs: served.jobs,
    logger: served.application.log,
    version: '0.1.0',
    pageDirectory: '/nowhere',
    allowedHosts: [],
  });
  await expect(opened).rejects.toMatchObject({ code: 'PAGE_NOT_BUILT' });
});

test('compares two to six runs on a page under the policy of reports', async () => {
  const answer = await served.application.inject('/compare?runs=backtest-a-1,search-b-2,backtest-a-1');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('backtest-a-1 and search-b-2');
  const report = await served.application.inject('/reports/backtest-eurusd-h1-0011aabb');
  expect(answer.headers['content-security-policy']).toBe(report.headers['content-security-policy']);
  const seven = Array.from({ length: 7 }, (_, index) => `backtest-${index}`).join(',');
  for (const runs of [
    '',
    '?runs=backtest-a-1',
    '?runs=backtest-a-1,backtest-a-1',
    '?runs=a,..%2Fb',
    `?runs=${seven}`,
  ]) {
    const refused = await served.application.inject(`/compare${runs}`);
    expect(refused.statusCode, runs).toBe(400);
    expect(errorBodySchema.parse(refused.json()).code).toBe('REQUEST_INVALID');
  }
});
