import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestApplication, type TestApplication } from '../testing/test-application.ts';

/** The shape of an OpenAPI 3 document, as far as this platform uses it (OpenAPI 3.0.3 and 3.1.0, section 4.8). */
const operationSchema = z.object({
  summary: z.string().min(1),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header', 'cookie']),
        required: z.boolean(),
        schema: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })) })
    .optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), z.object({ description: z.string() })),
});
const documentSchema = z.object({
  openapi: z.string().regex(/^3\.\d+\.\d+$/),
  info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(z.string().startsWith('/'), z.record(z.enum(['get', 'post', 'delete']), operationSchema.optional())),
});

let served: TestApplication;
beforeAll(async () => {
  served = await createTestApplication();
});
afterAll(() => served.close());

test('the document has the shape of OpenAPI 3 and lists every address', async () => {
  const answer = await served.application.inject('/docs/json');
  expect(answer.statusCode).toBe(200);
  const document = documentSchema.parse(answer.json());
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(operations).toEqual(
    expect.arrayContaining([
      'get /api/ping',
      'get /api/state',
      'post /api/control',
      'get /api/runs',
      'get /api/indicators',
      'get /api/indicators/{id}',
      'get /api/strategies',
      'get /api/jobs',
      'post /api/jobs',
      'delete /api/jobs/{id}',
      'get /reports/{id}',
    ]),
  );
});

test('every reference in it leads somewhere, and errors are described', async () => {
  const document = (await served.application.inject('/docs/json')).json<Record<string, unknown>>();
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  for (const [, pointer = ''] of references) {
    const target = pointer
      .split('/')
      .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);
    expect(target, pointer).toBeDefined();
  }
  const { paths } = documentSchema.parse(document);
  expect(Object.keys(paths['/api/control']?.post?.responses ?? {})).toEqual(
    expect.arrayContaining(['204', '400', '403', '422', '500']),
  );
});

test('its page opens', async () => {
  const answer = await served.application.inject({ url: '/docs/' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('text/html');
});
