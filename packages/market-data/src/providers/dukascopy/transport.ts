import type { Random, Scheduler } from '@pipwright/kernel';
import { errors } from '../../errors.ts';

/** Everything that the transport needs of the world; nothing of it is taken from the runtime behind the caller's back. */
export interface TransportOptions {
  readonly fetch: (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;
  readonly scheduler: Scheduler;
  /** Spreads the retries of parallel requests. */
  readonly random: Random;
  /** For one attempt, body included. */
  readonly timeoutMs: number;
  readonly attemptsMax: number;
  /** Wait before the second attempt; doubled for each further one, with half to one and a half of it drawn at random. */
  readonly backoffMs: number;
  readonly signal?: AbortSignal | undefined;
}

const BODY_BYTES_MAX = 64 * 1024 * 1024;
const BACKOFF_MS_MAX = 60_000;

/** Why one attempt failed, and whether another may succeed. */
class AttemptFailure extends Error {
  readonly retryable: boolean;
  readonly retryAfterMs: number;

  constructor(reason: string, retryable: boolean, retryAfterMs = 0) {
    super(reason);
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const stated = Number(response.headers.get('content-length') ?? Number.NaN);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part as Uint8Array);
    length += (part as Uint8Array).length;
    if (length > BODY_BYTES_MAX) throw new AttemptFailure('the answer is far too long', false);
  }
  const isPacked = response.headers.get('content-encoding') !== null;
  if (!isPacked && Number.isFinite(stated) && stated !== length)
    throw new AttemptFailure(`the answer ended after ${length} of ${stated} bytes`, true);
  return Buffer.concat(parts);
}

function retryAfterOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, BACKOFF_MS_MAX) : 0;
}

/** Body of one attempt, or null where the feed has nothing at this address. */
async function attempt(url: string, options: TransportOptions): Promise<Uint8Array | null> {
  const timeout = new AbortController();
  const finished = new AbortController();
  const signals = [timeout.signal, ...(options.signal === undefined ? [] : [options.signal])];
  // The wait ends with the attempt, one way or the other, so that no timer outlives it.
  const expire = options.scheduler.delay(options.timeoutMs, finished.signal).then(
    () => timeout.abort(new AttemptFailure(`no answer within ${options.timeoutMs} ms`, true)),
    () => undefined,
  );
  try {
    const response = await options.fetch(url, { signal: AbortSignal.any(signals) });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok) {
      await response.body?.cancel();
      // 403 is what the feed's protection against crowds answers; it passes.
      const retryable = response.status >= 500 || response.status === 429 || response.status === 403;
      throw new AttemptFailure(`the feed answers ${response.status}`, retryable, retryAfterOf(response));
    }
    return await readBody(response);
  } catch (error) {
    if (options.signal?.aborted === true) throw options.signal.reason;
    if (timeout.signal.aborted) throw timeout.signal.reason;
    if (error instanceof AttemptFailure) throw error;
    throw new AttemptFailure(`the connection failed (${error instanceof Error ? error.message : String(error)})`, true);
  } finally {
    finished.abort(new Error('the attempt is over'));
    await expire;
  }
}

/** Wait before attempt number `next` (2 is the first repetition). */
function backoff(next: number, options: TransportOptions): number {
  const full = Math.min(options.backoffMs * 2 ** (next - 2), BACKOFF_MS_MAX);
  return full * (0.5 + options.random.next());
}

/**
 * Fetches an address with a timeout and repetitions. `check` throws where the body is not what the feed sends, as
 * happens when a proxy cuts it; then the attempt counts as failed. Resolves to null where the feed has nothing (404).
 *
 * A loop of its own and not p-retry: that one waits and draws by itself, and would not run on an injected clock.
 *
 * @throws `DOWNLOAD_FAILED`; the signal's reason where it was raised
 */
export async function fetchBody(
  url: string,
  check: (body: Uint8Array) => void,
  otherFeed: string,
  options: TransportOptions,
): Promise<Uint8Array | null> {
  for (let count = 1; ; count++) {
    options.signal?.throwIfAborted();
    let failure: AttemptFailure;
    try {
      const body = await attempt(url, options);
      if (body !== null) check(body);
      return body;
    } catch (error) {
      if (options.signal?.aborted === true) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      failure =
        error instanceof AttemptFailure ? error : new AttemptFailure(`not what the feed sends: ${reason}`, true);
    }
    if (!failure.retryable || count >= options.attemptsMax)
      throw errors.DOWNLOAD_FAILED(
        { url, attempts: count, reason: failure.message, feed: otherFeed },
        { cause: failure },
      );
    await options.scheduler.delay(Math.max(backoff(count + 1, options), failure.retryAfterMs), options.signal);
  }
}
