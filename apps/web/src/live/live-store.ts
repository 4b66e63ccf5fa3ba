import type { JobMessage, LiveMessage, PlatformState } from '@pipwright/protocol';
import { applyJobs, applyUpdate } from './reduce.ts';

/** What the page knows about its connection to the server. */
export type ConnectionStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** `lastMessageAt`: when the figures on the page were received; null where none ever were. */
  | { readonly kind: 'lost'; readonly lastMessageAt: number | null; readonly attempts: number }
  /** The server's message did not fit the schema: page and server are of different versions. */
  | { readonly kind: 'mismatch'; readonly detail: string };

export interface LiveView {
  readonly state: PlatformState | null;
  /** Newest first; null before the server has told of them. */
  readonly jobs: readonly JobMessage[] | null;
  readonly status: ConnectionStatus;
}

/** Runs the work once before the next drawing, however many messages came. */
export type FrameScheduler = (work: () => void) => void;

/** Holds the platform's state; messages of one animation frame are folded into one change. */
export class LiveStore {
  #view: LiveView = { state: null, jobs: null, status: { kind: 'connecting' } };
  #waiting: LiveMessage[] = [];
  #scheduled = false;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: FrameScheduler;

  constructor(schedule: FrameScheduler) {
    this.#schedule = schedule;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): LiveView => this.#view;

  receive(message: LiveMessage): void {
    this.#waiting.push(message);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#fold());
  }

  setStatus(status: ConnectionStatus): void {
    this.#publish({ ...this.#view, status });
  }

  #fold(): void {
    this.#scheduled = false;
    const messages = this.#waiting;
    this.#waiting = [];
    let { jobs, state } = this.#view;
    for (const message of messages) {
      if (message.type === 'snapshot') state = message.state;
      else if (message.type === 'jobs') jobs = applyJobs(jobs ?? [], message);
      else if (state !== null) state = applyUpdate(state, message);
    }
    if (state !== this.#view.state || jobs !== this.#view.jobs) this.#publish({ ...this.#view, jobs, state });
  }

  #publish(view: LiveView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
