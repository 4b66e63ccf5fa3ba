import type { EpochMs } from '@pipwright/model';

/** The way of a run through its candles. */
export interface Course {
  /** Candles at whose closes decisions were made so far, and in all. */
  readonly processed: number;
  readonly total: number;
  /** Close of the last of them. */
  readonly time: EpochMs;
  /** Candles that take a few hundredths of a second: between two looks at the outside. */
  readonly chunk: number;
  /** Whether ticks must be loaded before it goes on. */
  readonly needsTicks: boolean;
  /**
   * Processes `count` more candles, a few more where several close at one moment, fewer where ticks are needed. Returns
   * `false` when there are no more.
   */
  step(count: number): boolean;
  loadTicks(): Promise<void>;
}
