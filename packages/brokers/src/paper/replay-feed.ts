import type { Scheduler } from '@pipwright/kernel';

/** How a replay goes on. */
export interface ReplayStatus {
  readonly playing: boolean;
  /** Candles per second; 0 is as fast as the machine can. */
  readonly candlesPerSecond: number;
  readonly done: number;
  readonly total: number;
}

export interface ReplayFeedOptions {
  /** Number of candles. */
  readonly total: number;
  /** Candles that were replayed before, in an earlier life of the run. */
  readonly done: number;
  readonly candlesPerSecond: number;
  readonly scheduler: Scheduler;
  /** Takes the candle of this index, 0 to `total` - 1, each once and in order. */
  readonly onCandle: (index: number) => void;
  /** No candle is handed out while this is false: what takes them has fallen behind. */
  readonly isReady: () => boolean;
  /** Called after each burst of candles and after each change of the status. */
  readonly onBurst: () => void;
  /** Called with what `onCandle` threw while playing; the replay is paused then. */
  readonly onFailure: (error: unknown) => void;
}

/** Time between two bursts. */
const BURST_MS = 40;
/** Most time that a burst takes from everything else when the replay runs as fast as it can. */
const BURST_WORK_MS = 20;

/**
 * Hands out stored candles at a chosen speed.
 *
 * States: `playing` hands out candles in bursts; `paused` waits for `play` or `step`; after the last candle it is paused
 * for good; `close` ends it from any state.
 */
export class ReplayFeed {
  readonly #options: ReplayFeedOptions;
  readonly #stop = new AbortController();
  #playing = false;
  #candlesPerSecond: number;
  #done: number;
  /** Candles that are due at the present speed; the fraction is carried to the next burst. */
  #due = 0;
  #loop: Promise<void> | null = null;

  constructor(options: ReplayFeedOptions) {
    this.#options = options;
    this.#candlesPerSecond = options.candlesPerSecond;
    this.#done = options.done;
  }

  get status(): ReplayStatus {
    return {
      playing: this.#playing,
      candlesPerSecond: this.#candlesPerSecond,
      done: this.#done,
      total: this.#options.total,
    };
  }

  play(): void {
    if (this.#stop.signal.aborted || this.#playing || this.#done >= this.#options.total) return;
    this.#playing = true;
    this.#due = 0;
    this.#options.onBurst();
    this.#loop ??= this.#run();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#options.onBurst();
  }

  /** Hands out one candle and pauses. */
  step(): void {
    this.#playing = false;
    this.#handOut();
    this.#options.onBurst();
  }

  setSpeed(candlesPerSecond: number): void {
    this.#candlesPerSecond = candlesPerSecond;
    this.#due = 0;
    this.#options.onBurst();
  }

  /** Stops for good; resolves when nothing is handed out any more. */
  async close(): Promise<void> {
    this.#playing = false;
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    try {
      while (this.#playing) {
        this.#burst();
        const isEager = this.#candlesPerSecond === 0 && this.#options.isReady();
        await this.#options.scheduler.delay(isEager ? 0 : BURST_MS, this.#stop.signal);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#options.onFailure(error);
    } finally {
      this.#playing = false;
      this.#loop = null;
    }
  }

  #burst(): void {
    if (!this.#options.isReady()) return;
    const { clock } = this.#options.scheduler;
    const end = clock.now() + BURST_WORK_MS;
    this.#due = this.#candlesPerSecond === 0 ? Infinity : this.#due + (this.#candlesPerSecond * BURST_MS) / 1000;
    const before = this.#done;
    while (this.#playing && this.#due >= 1 && clock.now() < end) {
      this.#handOut();
      this.#due -= 1;
    }
    // A machine that cannot keep up falls behind the chosen speed instead of queueing ever more.
    if (this.#due > Math.max(2, this.#candlesPerSecond)) this.#due = 0;
    if (this.#done !== before) this.#options.onBurst();
  }

  #handOut(): void {
    if (this.#done >= this.#options.total) return;
    this.#options.onCandle(this.#done);
    this.#done++;
    if (this.#done >= this.#options.total) this.#playing = false;
  }
}
