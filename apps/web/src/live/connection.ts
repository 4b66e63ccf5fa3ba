import { liveMessageSchema } from '@pipwright/protocol';
import { z } from 'zod';
import type { LiveStore } from './live-store.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/** Wait before the given attempt (1 is the first after a loss): doubles up to ten seconds, spread by up to a quarter. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(delay * (0.75 + random / 4));
}

function readMessage(text: string, store: LiveStore): boolean {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    store.setStatus({ kind: 'mismatch', detail: 'a message is not JSON' });
    return false;
  }
  const message = liveMessageSchema.safeParse(body);
  if (!message.success) {
    store.setStatus({ kind: 'mismatch', detail: z.prettifyError(message.error).slice(0, 400) });
    return false;
  }
  store.receive(message.data);
  return true;
}

/** Keeps a WebSocket to `/api/live` open and feeds the store. Returns a function that ends it. */
export function connect(store: LiveStore, url: string): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let lastMessageAt: number | null = null;
  let ended = false;
  let live = false;

  const open = (): void => {
    socket = new WebSocket(url);
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string' || !readMessage(event.data, store)) {
        live = false;
        return;
      }
      lastMessageAt = Date.now();
      attempts = 0;
      if (!live) store.setStatus({ kind: 'live' });
      live = true;
    });
    socket.addEventListener('close', () => {
      if (ended) return;
      live = false;
      attempts += 1;
      store.setStatus({ kind: 'lost', lastMessageAt, attempts });
      timer = setTimeout(open, reconnectDelayMs(attempts, Math.random()));
    });
  };

  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket?.close();
  };
}

/** The live address on the page's own server. */
export function liveUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/live`;
}
