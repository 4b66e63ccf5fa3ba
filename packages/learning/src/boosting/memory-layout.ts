import { errors } from '../errors.ts';
import { PAGE_BYTES } from './webassembly.ts';

/** Rows whose gradient sums are added up together, whatever the number of threads. */
export const BLOCK_ROWS = 4096;
export const FEATURE_HISTOGRAM_BYTES = 2048;
export const EDGE_BYTES = 1024;
/** f64 values that a participant writes after a histogram: two splits of six. */
export const SPLIT_VALUES = 6;
const RESULT_BYTES = 128;
const COMMAND_BYTES = 256;
const MEMORY_BYTES_MAX = 4_000_000_000;

/** Sizes and byte offsets of everything that training keeps in shared memory. */
export interface MemoryLayout {
  readonly rows: number;
  readonly features: number;
  /** Features rounded up to a multiple of four. */
  readonly paddedFeatures: number;
  readonly blocks: number;
  readonly threads: number;
  readonly words: number;
  readonly order: number;
  readonly spare: number;
  readonly packed: number;
  readonly packedInOrder: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly score: number;
  readonly label: number;
  readonly weight: number;
  readonly blockSums: number;
  readonly histograms: number;
  readonly edges: number;
  readonly active: number;
  readonly control: number;
  readonly command: number;
  readonly results: number;
  /** One column of f32 per thread. */
  readonly columns: number;
  readonly pages: number;
}

/** Plans the shared memory. Throws `TRAINING_TOO_LARGE` where it does not fit into 32-bit addresses. */
export function planMemory(rows: number, features: number, leavesMax: number, threads: number): MemoryLayout {
  // Nothing lies at address 0, which the compiler keeps for itself.
  let at = 1024;
  const take = (bytes: number): number => {
    const offset = at;
    at = Math.ceil((at + bytes) / 64) * 64;
    return offset;
  };
  const paddedFeatures = Math.ceil(features / 4) * 4;
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const layout = {
    rows,
    features,
    paddedFeatures,
    blocks,
    threads,
    words: take(rows * paddedFeatures),
    order: take(rows * 4),
    spare: take(rows * 4),
    packed: take(rows * 8),
    packedInOrder: take(rows * 8),
    gradient: take(rows * 4),
    hessian: take(rows * 4),
    score: take(rows * 8),
    label: take(rows * 8),
    weight: take(rows * 8),
    blockSums: take(blocks * 16),
    histograms: take((leavesMax + 1) * paddedFeatures * FEATURE_HISTOGRAM_BYTES),
    edges: take(paddedFeatures * EDGE_BYTES),
    active: take(paddedFeatures),
    control: take(64),
    command: take(COMMAND_BYTES),
    results: take(threads * RESULT_BYTES),
    columns: take(threads * (rows * 4 + 64)),
  };
  if (at > MEMORY_BYTES_MAX) {
    const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
    throw errors.TRAINING_TOO_LARGE({
      rows,
      features,
      neededMb: megabytes(at),
      limitMb: megabytes(MEMORY_BYTES_MAX),
    });
  }
  return { ...layout, pages: Math.max(16, Math.ceil(at / PAGE_BYTES)) };
}

/** Where a participant writes its results. */
export function resultOffset(layout: MemoryLayout, participant: number): number {
  return layout.results + participant * RESULT_BYTES;
}
