import { featureSet } from '@pipwright/features';
import type { CandleColumns } from '@pipwright/model';
import { ColumnPart, type ColumnPartOptions, type ComputedPart } from './column-part.ts';
import { columnShares } from './column-shares.ts';

/** Computes the whole feature row, one block of candles after the other. */
export interface FeatureComputer {
  /** Digest of the catalogue. */
  readonly version: string;
  /** The columns in their order. */
  readonly names: readonly string[];
  /** Computes the rows of candles that come after those before. */
  compute(candles: CandleColumns): Promise<ComputedPart>;
  /** Goes on from a saved state; false where it is not one of this computation, which then begins anew. */
  restore(state: Float64Array): Promise<boolean>;
  close(): Promise<void>;
}

/** A part wherever it is computed: here, or in a thread. */
export interface PartWorker {
  compute(candles: CandleColumns): Promise<ComputedPart>;
  restore(state: Float64Array): Promise<boolean>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export type FeatureComputerOptions = Omit<ColumnPartOptions, 'names'>;

/** Puts the states of parts behind each other, each with its length in front. */
function joinStates(states: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const joined = new Float64Array(states.reduce((sum, { length }) => sum + 1 + length, 0));
  let at = 0;
  for (const state of states) {
    joined[at] = state.length;
    joined.set(state, at + 1);
    at += 1 + state.length;
  }
  return joined;
}

/** The states of `count` parts; null where there are not so many. */
function splitState(joined: Float64Array, count: number): readonly Float64Array[] | null {
  const states: Float64Array[] = [];
  for (let at = 0; at < joined.length; at += 1 + (joined[at] as number))
    states.push(joined.slice(at + 1, at + 1 + (joined[at] as number)));
  return states.length === count ? states : null;
}

/** The row made of its parts. */
class PartedComputer implements FeatureComputer {
  readonly version: string;
  readonly names: readonly string[];
  readonly #parts: readonly PartWorker[];

  constructor(version: string, names: readonly string[], parts: readonly PartWorker[]) {
    this.version = version;
    this.names = names;
    this.#parts = parts;
  }

  async compute(candles: CandleColumns): Promise<ComputedPart> {
    const computed = await Promise.all(this.#parts.map((part) => part.compute(candles)));
    return {
      columns: computed.flatMap(({ columns }) => columns),
      state: joinStates(computed.map(({ state }) => state)),
    };
  }

  async restore(state: Float64Array): Promise<boolean> {
    const states = splitState(state, this.#parts.length);
    const restored = await Promise.all(
      states?.map((one, index) => (this.#parts[index] as PartWorker).restore(one)) ?? [],
    );
    if (states !== null && restored.every(Boolean)) return true;
    await Promise.all(this.#parts.map((part) => part.reset()));
    return false;
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.close()));
  }
}

/** A part in the caller's thread. */
class OwnThreadPart implements PartWorker {
  readonly #part: ColumnPart;

  constructor(options: ColumnPartOptions) {
    this.#part = new ColumnPart(options);
  }

  compute(candles: CandleColumns): Promise<ComputedPart> {
    return Promise.resolve(this.#part.compute(candles));
  }

  restore(state: Float64Array): Promise<boolean> {
    return Promise.resolve(this.#part.restore(state));
  }

  reset(): Promise<void> {
    this.#part.reset();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The computer whose parts `begin` makes, in the order of the columns. */
export function partedComputer(
  options: FeatureComputerOptions,
  begin: (parts: readonly ColumnPartOptions[]) => readonly PartWorker[],
): FeatureComputer {
  const shares = columnShares(options.timeframe);
  const parts = begin(shares.map((names) => ({ ...options, names })));
  return new PartedComputer(featureSet(options.timeframe).version, shares.flat(), parts);
}

/** Computes in the caller's thread: for a few rows, as when a candle closes. */
export function computeHere(options: FeatureComputerOptions): FeatureComputer {
  return partedComputer(options, (parts) => parts.map((part) => new OwnThreadPart(part)));
}
