import { connect, type Socket } from 'node:net';
import { errorBodySchema, liveMessageSchema, type JobMessage, type PlatformMessage } from '@pipwright/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { madeUpdate } from '../testing/fixture-platform.ts';
import { createTestApplication, type TestApplication } from '../testing/test-application.ts';

const HANDSHAKE = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' };

let served: TestApplication;
let port: number;
beforeAll(async () => {
  served = await createTestApplication();
  port = Number(new URL(await served.application.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterEach(() => served.platform.listeners(0));
afterAll(() => served.close());

/** A page that is connected and has its snapshot. */
class Page {
  readonly #socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`);
  /** What the paper account told. */
  readonly messages: PlatformMessage[] = [];
  /** What was told of jobs. */
  readonly jobs: (readonly JobMessage[])[] = [];
  #wanted = 0;
  #enough: () => void = () => undefined;

  constructor() {
    this.#socket.addEventListener('message', ({ data }) => {
      const message = liveMessageSchema.parse(JSON.parse(String(data)));
      if (message.type === 'jobs') this.jobs.push(message.jobs);
      else this.messages.push(message);
      if (this.messages.length >= this.#wanted) this.#enough();
    });
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  async has(count: number): Promise<void> {
    this.#wanted = count;
    if (this.messages.length >= count) return;
    await new Promise<void>((resolve) => {
      this.#enough = resolve;
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.addEventListener('close', resolve, { once: true }));
    this.#socket.close();
    await closed;
  }
}

const doneOf = (messages: readonly PlatformMessage[]): number[] =>
  messages.flatMap((message) => (message.type === 'update' ? [message.replay.done] : []));

test('gives a snapshot first, then updates in their order, to each of two pages', async () => {
  const first = new Page();
  await first.has(1);
  expect(first.messages[0]).toEqual({ type: 'snapshot', state: served.platform.shown });
  served.platform.publish(madeUpdate(25));
  await first.has(2);
  const second = new Page();
  await second.has(1);
  expect(second.messages[0]?.type).toBe('snapshot');
  for (let index = 26; index < 46; index++) served.platform.publish(madeUpdate(index));
  await Promise.all([first.has(22), second.has(21)]);
  const later = Array.from({ length: 20 }, (_, index) => 26 + index);
  expect(doneOf(first.messages)).toEqual([25, ...later]);
  expect(doneOf(second.messages)).toEqual(later);
  await first.close();
  await served.platform.listeners(1);
  served.platform.publish(madeUpdate(46));
  await second.has(22);
  expect(first.messages).toHaveLength(22);
  await second.close();
});

test('tells of the jobs at once and whenever one changes', async () => {
  const page = new Page();
  await page.has(1);
  const request = { kind: 'backtest', strategy: 'ema-cross', symbols: ['EURUSD'], timeframe: 'H1', parameters: {} };
  const asked = await served.application.inject({ method: 'POST', url: '/api/jobs', payload: request });
  expect(asked.statusCode).toBe(202);
  served.platform.publish(madeUpdate(25));
  await page.has(2);
  expect(page.jobs).toEqual([[], [expect.objectContaining({ id: 'job-00001', state: 'queued' })]]);
  await page.close();
});

test('what a page sends over it changes nothing', async () => {
  const page = new Page();
  await page.has(1);
  page.send('{"action":"flatten"}');
  page.send('not even JSON');
  served.platform.publish(madeUpdate(30));
  await page.has(2);
  expect(served.platform.controls).toEqual([]);
  await page.close();
});

/** A connection that has asked for the WebSocket and reads its bytes as they are. */
function openSocket(headers: Record<string, string>): Socket {
  const socket = connect(port, '127.0.0.1');
  const lines = Object.entries({ connection: 'Upgrade', upgrade: 'websocket', ...HANDSHAKE, ...headers });
  socket.write(`GET /api/live HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  return socket;
}

/** Reads until the end of the stream, or until `holds` what came in the last bytes. */
async function readUntil(socket: Socket, holds: (tail: Buffer) => boolean): Promise<number> {
  let bytes = 0;
  let tail = Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('end', () => reject(new Error(`the stream ended after ${bytes} bytes`)));
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      tail = Buffer.concat([tail, chunk]).subarray(-64);
      if (holds(tail)) resolve(bytes);
    });
  });
}

test('a page that takes nothing is closed with "try again later" instead of being buffered for', async () => {
  const socket = openSocket({ host: `127.0.0.1:${port}` });
  await readUntil(socket, (tail) => tail.includes('}'));
  socket.removeAllListeners('data').pause();
  await served.platform.listeners(1);
  const brisk = new Page();
  await brisk.has(1);

  const large = madeUpdate(31, 'x'.repeat(2 ** 20));
  const sent = 64;
  for (let message = 0; message < sent; message++) {
    served.platform.publish(large);
    // The brisk page reads each one before the next is sent.
    await brisk.has(message + 2);
  }
  // Close frame of a server: final, opcode 8, then the status 1013 and its reason.
  const closing = Buffer.from([0x88, 2 + 'too slow'.length, 1013 >> 8, 1013 & 0xff]);
  const received = readUntil(socket, (tail) => tail.includes(closing));
  socket.resume();
  expect(await received).toBeLessThan(sent * 2 ** 20);
  expect(brisk.messages).toHaveLength(sent + 1);
  socket.destroy();
  await brisk.close();
});

/** What the server says to a handshake with these headers, until it closes the connection. */
async function refusal(headers: Record<string, string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of openSocket(headers)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test('a foreign page or a foreign host name gets no WebSocket, and its connection is closed', async () => {
  const own = openSocket({ host: `localhost:${port}`, origin: `http://localhost:${port}` });
  await readUntil(own, (tail) => tail.includes('}'));
  own.destroy();
  const refusals = [
    { host: `localhost:${port}`, origin: 'https://evil.example', code: 'ORIGIN_REFUSED' },
    { host: `localhost:${port}`, origin: 'null', code: 'ORIGIN_REFUSED' },
    { host: 'evil.example', origin: 'http://evil.example', code: 'HOST_REFUSED' },
  ];
  for (const { code, ...headers } of refusals) {
    const answer = await refusal(headers);
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
    expect(errorBodySchema.parse(JSON.parse(answer.slice(answer.indexOf('{')))).code).toBe(code);
  }
});
