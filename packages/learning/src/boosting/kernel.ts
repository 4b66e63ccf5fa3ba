import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errors } from '../errors.ts';
import { compileModule, type WebAssemblyModule } from './webassembly.ts';

/** What `kernels/histogram.as.ts` exports; arguments named like its parameters. Pointers are byte offsets. */
export interface HistogramKernel {
  assignBins(column: number, rows: number, edges: number, out: number): void;
  buildHistogram(words: number, order: number, begin: number, end: number, gradients: number, out: number): void;
  buildHistogramInOrder(words: number, begin: number, end: number, gradients: number, out: number): void;
  subtractHistogram(from: number, what: number, count: number): void;
  gatherGradients(gradients: number, order: number, begin: number, end: number, out: number): void;
  partitionRows(
    bins: number,
    order: number,
    spare: number,
    begin: number,
    end: number,
    bin: number,
    missingLeft: number,
  ): number;
  findBestSplit(
    histograms: number,
    begin: number,
    end: number,
    active: number,
    gradientSum: number,
    hessianSum: number,
    gradientScale: number,
    hessianScale: number,
    l2: number,
    hessianMinimum: number,
    gainMinimum: number,
    out: number,
  ): void;
}

let compiled: WebAssemblyModule | undefined;

/** The compiled kernel, read once. Throws `KERNEL_MISSING`. */
export function histogramModule(): WebAssemblyModule {
  if (compiled !== undefined) return compiled;
  const file = fileURLToPath(new URL('../../build/histogram.wasm', import.meta.url));
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw errors.KERNEL_MISSING({ file }, { cause });
  }
  compiled = compileModule(bytes);
  return compiled;
}
