import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a feed has; null is answered with 404. */
export interface FeedContent {
  /** A file of the old feed, by its path below the root: `EURUSD/2019/01/04/08h_ticks.bi5`. */
  bi5(path: string): Uint8Array | null;
  /** An answer of the newer feed, by its path: `ticks/EUR-USD/2026/7/13/12`. `from` is given for a period still open. */
  json(path: string, from: number | undefined): string | null;
}

/** What goes wrong with one request. */
export type FeedFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** Announces the whole body, sends half of it and closes the connection. */
  | { readonly kind: 'cut' }
  /** Sends half of the body as if it were all. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'disconnect' };

export interface FakeDukascopyOptions {
  readonly content: FeedContent;
  /** Asked for each request with the number of requests for this path before it. */
  readonly fault?: (path: string, before: number) => FeedFault | undefined;
}

/** A running fake. Close it in the test's clean-up. */
export interface FakeDukascopy {
  readonly urls: { readonly json: string; readonly bi5: string };
  /** Paths in the order in which they were asked for. */
  readonly requests: readonly string[];
  /** Most requests that were open at the same time. */
  readonly openMax: number;
  close(): Promise<void>;
}

class FakeServer {
  readonly requests: string[] = [];
  openMax = 0;
  readonly #options: FakeDukascopyOptions;
  readonly #counts = new Map<string, number>();
  #open = 0;

  constructor(options: FakeDukascopyOptions) {
    this.#options = options;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.requests.push(path);
    this.openMax = Math.max(this.openMax, ++this.#open);
    response.once('close', () => this.#open--);
    const before = this.#counts.get(path) ?? 0;
    this.#counts.set(path, before + 1);
    const fault = this.#options.fault?.(path, before);
    const body = this.#bodyOf(path);
    if (fault !== undefined) this.#fail(fault, body ?? new Uint8Array(0), response);
    else if (body === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': body.length }).end(body);
  }

  #bodyOf(path: string): Uint8Array | null {
    const url = new URL(path, 'http://feed.invalid');
    const [, root, ...rest] = url.pathname.split('/');
    const below = rest.join('/');
    if (root === 'datafeed') return this.#options.content.bi5(below);
    if (root !== 'v1') return null;
    const from = url.searchParams.get('from');
    const text = this.#options.content.json(below, from === null ? undefined : Number(from));
    return text === null ? null : new TextEncoder().encode(text);
  }

  #fail(fault: FeedFault, body: Uint8Array, response: ServerResponse): void {
    const half = body.subarray(0, body.length >> 1);
    if (fault.kind === 'status') {
      const headers = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
      response.writeHead(fault.status, headers).end();
    } else if (fault.kind === 'truncate') {
      response.writeHead(200, { 'content-length': half.length }).end(half);
    } else if (fault.kind === 'cut') {
      response.writeHead(200, { 'content-length': body.length });
      response.write(half, () => response.destroy());
    } else if (fault.kind === 'disconnect') {
      response.destroy();
    }
  }
}

/** Starts a server on the loopback that speaks both of Dukascopy's feeds. */
export async function startFakeDukascopy(options: FakeDukascopyOptions): Promise<FakeDukascopy> {
  const fake = new FakeServer(options);
  const server: Server = createServer((request, response) => fake.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urls: { json: `${root}/v1`, bi5: `${root}/datafeed` },
    requests: fake.requests,
    get openMax() {
      return fake.openMax;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
