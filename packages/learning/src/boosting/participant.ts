import { findBinEdges } from './bin-edges.ts';
import type { HistogramKernel } from './kernel.ts';
import {
  BLOCK_ROWS,
  EDGE_BYTES,
  FEATURE_HISTOGRAM_BYTES,
  resultOffset,
  SPLIT_VALUES,
  type MemoryLayout,
} from './memory-layout.ts';
import { mixBits } from './mix-bits.ts';
import type { BoostingParameters } from './parameters.ts';
import { instantiate, type WebAssemblyMemory, type WebAssemblyModule } from './webassembly.ts';

/** What every participant of one training is given. */
export interface TrainingShare {
  readonly layout: MemoryLayout;
  readonly memory: WebAssemblyMemory;
  readonly module: WebAssemblyModule;
  readonly parameters: BoostingParameters;
  /** Column after column, as in a data set. */
  readonly features: Float32Array;
  readonly seed: number;
}

/** Steps that all participants do together, each on its own part. */
export const Step = { Bin: 1, Gradient: 2, Quantise: 3, Histogram: 4, End: 5 } as const;
export type Step = (typeof Step)[keyof typeof Step];

/** Places of the command's f64 values. */
export const CommandField = {
  Round: 0,
  GradientScale: 1,
  HessianScale: 2,
  Begin: 3,
  End: 4,
  /** 1 where the rows are all rows in order. */
  IsRoot: 5,
  Slot: 6,
  GradientSum: 7,
  HessianSum: 8,
  /** Slot of the sibling that is had by subtraction; -1 where there is none. */
  SiblingSlot: 9,
  SiblingGradientSum: 10,
  SiblingHessianSum: 11,
} as const;
export const COMMAND_VALUES = 12;

const WORD_FEATURES = 4;

/**
 * One thread's part in training: a range of the features (in groups of four) and a range of the rows (in blocks).
 * What it writes does not depend on how many participants there are.
 */
export class Participant {
  readonly kernel: HistogramKernel;
  readonly #share: TrainingShare;
  readonly #index: number;
  readonly #command: Float64Array;
  readonly #wordBegin: number;
  readonly #wordEnd: number;
  readonly #blockBegin: number;
  readonly #blockEnd: number;
  readonly #gradient: Float32Array;
  readonly #hessian: Float32Array;
  readonly #score: Float64Array;
  readonly #label: Float64Array;
  readonly #weight: Float64Array;
  readonly #packed: Int32Array;
  readonly #blockSums: Float64Array;

  constructor(share: TrainingShare, index: number) {
    const { layout, memory, module } = share;
    const { rows, threads, blocks } = layout;
    const words = layout.paddedFeatures / WORD_FEATURES;
    const part = (count: number, thread: number): number => Math.floor((count * thread) / threads);
    this.#share = share;
    this.#index = index;
    this.kernel = instantiate<HistogramKernel>(module, memory);
    this.#command = new Float64Array(memory.buffer, layout.command, COMMAND_VALUES);
    this.#wordBegin = part(words, index);
    this.#wordEnd = part(words, index + 1);
    this.#blockBegin = part(blocks, index);
    this.#blockEnd = part(blocks, index + 1);
    this.#gradient = new Float32Array(memory.buffer, layout.gradient, rows);
    this.#hessian = new Float32Array(memory.buffer, layout.hessian, rows);
    this.#score = new Float64Array(memory.buffer, layout.score, rows);
    this.#label = new Float64Array(memory.buffer, layout.label, rows);
    this.#weight = new Float64Array(memory.buffer, layout.weight, rows);
    this.#packed = new Int32Array(memory.buffer, layout.packed, rows * 2);
    this.#blockSums = new Float64Array(memory.buffer, layout.blockSums, blocks * 2);
  }

  perform(step: Step): void {
    if (step === Step.Bin) this.#bin();
    else if (step === Step.Gradient) this.#computeGradients();
    else if (step === Step.Quantise) this.#quantise();
    else if (step === Step.Histogram) this.#buildHistograms();
  }

  #bin(): void {
    const { layout, memory, parameters, features } = this.#share;
    const column = layout.columns + this.#index * (Math.ceil((layout.rows * 4) / 64) * 64);
    const copy = new Float32Array(memory.buffer, column, layout.rows);
    const end = Math.min(this.#wordEnd * WORD_FEATURES, layout.features);
    for (let feature = this.#wordBegin * WORD_FEATURES; feature < end; feature++) {
      copy.set(features.subarray(feature * layout.rows, (feature + 1) * layout.rows));
      const edges = layout.edges + feature * EDGE_BYTES;
      findBinEdges(copy, parameters.binsMax, new Float32Array(memory.buffer, edges, EDGE_BYTES / 4));
      this.kernel.assignBins(column, layout.rows, edges, binOffset(layout, feature));
    }
  }

  #computeGradients(): void {
    const { parameters, seed, layout } = this.#share;
    const round = this.#command[CommandField.Round] as number;
    const roundSeed = mixBits(seed, round);
    const keepBelow = parameters.rowFraction * 0x1_0000_0000;
    const logistic = parameters.loss === 'logistic';
    for (let block = this.#blockBegin; block < this.#blockEnd; block++) {
      const end = Math.min(layout.rows, (block + 1) * BLOCK_ROWS);
      let gradientSum = 0;
      let hessianSum = 0;
      for (let row = block * BLOCK_ROWS; row < end; row++) {
        const score = this.#score[row] as number;
        let weight = this.#weight[row] as number;
        if (keepBelow < 0x1_0000_0000 && mixBits(roundSeed, row) >= keepBelow) weight = 0;
        const expected = logistic ? 1 / (1 + Math.exp(-score)) : score;
        this.#gradient[row] = weight * (expected - (this.#label[row] as number));
        this.#hessian[row] = logistic ? weight * expected * (1 - expected) : weight;
        gradientSum += Math.abs(this.#gradient[row] as number);
        hessianSum += this.#hessian[row] as number;
      }
      this.#blockSums[2 * block] = gradientSum;
      this.#blockSums[2 * block + 1] = hessianSum;
    }
  }

  /** Rounds gradients to whole numbers, up or down at random so that sums are right on average, and packs them. */
  #quantise(): void {
    const { seed, layout } = this.#share;
    const roundSeed = mixBits(~seed, this.#command[CommandField.Round] as number);
    const gradientFactor = 1 / (this.#command[CommandField.GradientScale] as number);
    const hessianFactor = 1 / (this.#command[CommandField.HessianScale] as number);
    for (let block = this.#blockBegin; block < this.#blockEnd; block++) {
      const end = Math.min(layout.rows, (block + 1) * BLOCK_ROWS);
      let gradientSum = 0;
      let hessianSum = 0;
      for (let row = block * BLOCK_ROWS; row < end; row++) {
        const bits = mixBits(roundSeed, row);
        const up = (bits >>> 16) / 0x1_0000;
        const upOther = (bits & 0xffff) / 0x1_0000;
        const gradient = Math.floor((this.#gradient[row] as number) * gradientFactor + up);
        const hessian = Math.floor((this.#hessian[row] as number) * hessianFactor + upOther);
        this.#packed[2 * row] = hessian;
        this.#packed[2 * row + 1] = gradient;
        gradientSum += gradient;
        hessianSum += hessian;
      }
      this.#blockSums[2 * block] = gradientSum;
      this.#blockSums[2 * block + 1] = hessianSum;
    }
  }

  #buildHistograms(): void {
    const { layout } = this.#share;
    const command = this.#command;
    const begin = command[CommandField.Begin] as number;
    const end = command[CommandField.End] as number;
    const isRoot = command[CommandField.IsRoot] === 1;
    const slotBytes = layout.paddedFeatures * FEATURE_HISTOGRAM_BYTES;
    const wordBytes = WORD_FEATURES * FEATURE_HISTOGRAM_BYTES;
    const histograms = layout.histograms + (command[CommandField.Slot] as number) * slotBytes;
    for (let word = this.#wordBegin; word < this.#wordEnd; word++) {
      const words = layout.words + word * layout.rows * 4;
      const out = histograms + word * wordBytes;
      if (isRoot) this.kernel.buildHistogramInOrder(words, begin, end, layout.packed, out);
      else this.kernel.buildHistogram(words, layout.order, begin, end, layout.packedInOrder, out);
    }
    this.#findSplit(histograms, CommandField.GradientSum, 0);
    const sibling = command[CommandField.SiblingSlot] as number;
    if (sibling < 0) return;
    const other = layout.histograms + sibling * slotBytes;
    const from = this.#wordBegin * wordBytes;
    this.kernel.subtractHistogram(other + from, histograms + from, ((this.#wordEnd - this.#wordBegin) * wordBytes) / 8);
    this.#findSplit(other, CommandField.SiblingGradientSum, 1);
  }

  /** Best split among this participant's features; the node's hessian sum follows its gradient sum in the command. */
  #findSplit(histograms: number, sums: number, place: number): void {
    const { layout, parameters } = this.#share;
    this.kernel.findBestSplit(
      histograms,
      this.#wordBegin * WORD_FEATURES,
      this.#wordEnd * WORD_FEATURES,
      layout.active,
      this.#command[sums] as number,
      this.#command[sums + 1] as number,
      this.#command[CommandField.GradientScale] as number,
      this.#command[CommandField.HessianScale] as number,
      parameters.l2,
      parameters.leafHessianMin,
      parameters.gainMin,
      resultOffset(layout, this.#index) + place * SPLIT_VALUES * 8,
    );
  }
}

/** Byte offset of a feature's bin in the first row's word. */
export function binOffset(layout: MemoryLayout, feature: number): number {
  return layout.words + Math.floor(feature / WORD_FEATURES) * layout.rows * 4 + (feature % WORD_FEATURES);
}
