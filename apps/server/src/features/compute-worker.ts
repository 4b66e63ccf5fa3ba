import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { CandleColumns } from '@pipwright/model';
import { ColumnPart, type ColumnPartOptions, type ComputedPart } from './column-part.ts';

/** What is asked of a thread: something of one of its parts. */
export type PartRequest = { readonly id: number; readonly part: number } & (
  | { readonly ask: 'compute'; readonly candles: CandleColumns }
  | { readonly ask: 'restore'; readonly state: Float64Array }
  | { readonly ask: 'reset' }
);

export type PartAnswer =
  | { readonly id: number; readonly ok: true; readonly computed: ComputedPart | null; readonly restored: boolean }
  | { readonly id: number; readonly ok: false; readonly message: string };

const port = parentPort as MessagePort;
const parts = (workerData as readonly ColumnPartOptions[]).map((options) => new ColumnPart(options));

function answer(request: PartRequest): void {
  const { id } = request;
  const part = parts[request.part] as ColumnPart;
  if (request.ask === 'compute') {
    const computed = part.compute(request.candles);
    const memory = new Set([...computed.columns, computed.state].map(({ buffer }) => buffer));
    port.postMessage({ id, ok: true, computed, restored: false } satisfies PartAnswer, [...memory]);
    return;
  }
  const restored = request.ask === 'restore' && part.restore(request.state);
  if (request.ask === 'reset') part.reset();
  port.postMessage({ id, ok: true, computed: null, restored } satisfies PartAnswer);
}

port.on('message', (request: PartRequest) => {
  try {
    answer(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ id: request.id, ok: false, message } satisfies PartAnswer);
  }
});
