import type { TreeArrays } from './tree-arrays.ts';

/**
 * Exact Shapley values of one tree's output, with absent features averaged over the training rows that reached each
 * node ("path-dependent" TreeSHAP: Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree
 * ensembles", 2018, algorithm 2). Work per tree: leaves x depth^2.
 *
 * The path to the present node holds, per distinct feature met, the share of training rows that go the same way
 * (`zero`), whether the row itself does (`one`), and the weight of subsets by their size (`weight`). Each depth of the
 * recursion has its own stretch of the arrays, so that nothing is allocated while walking.
 */
export class ShapleyWalk {
  readonly #trees: TreeArrays;
  readonly #feature: Int16Array;
  readonly #zero: Float64Array;
  readonly #one: Float64Array;
  readonly #weight: Float64Array;

  constructor(trees: TreeArrays) {
    const depth = depthOf(trees) + 2;
    const size = (depth * (depth + 1)) / 2 + depth;
    this.#trees = trees;
    this.#feature = new Int16Array(size);
    this.#zero = new Float64Array(size);
    this.#one = new Float64Array(size);
    this.#weight = new Float64Array(size);
  }

  /** Adds the contributions of the tree at `root` for a row to `out`, one value per feature. */
  add(root: number, row: Float32Array, out: Float64Array): void {
    this.#visit(root, row, out, 0, 0, 1, 1, -1);
  }

  #visit(
    node: number,
    row: Float32Array,
    out: Float64Array,
    parentAt: number,
    parentLength: number,
    zero: number,
    one: number,
    feature: number,
  ): void {
    const { feature: splitBy, cover, left } = this.#trees;
    const at = parentAt + parentLength;
    this.#copy(parentAt, at, parentLength);
    let length = this.#extend(at, parentLength, zero, one, feature);
    const split = splitBy[node] as number;
    if (split < 0) {
      this.#addLeaf(node, out, at, length);
      return;
    }
    const hot = childOf(this.#trees, node, row[split] as number);
    const first = left[node] as number;
    const cold = hot === first ? first + 1 : first;
    const hotShare = (cover[hot] as number) / ((cover[hot] as number) + (cover[cold] as number));
    let incomingZero = 1;
    let incomingOne = 1;
    // A feature met before on this path counts once: its earlier entry is taken out and merged into the new one.
    for (let place = 1; place < length; place++) {
      if (this.#feature[at + place] !== split) continue;
      incomingZero = this.#zero[at + place] as number;
      incomingOne = this.#one[at + place] as number;
      this.#unwind(at, length, place);
      length--;
      break;
    }
    this.#visit(hot, row, out, at, length, incomingZero * hotShare, incomingOne, split);
    this.#visit(cold, row, out, at, length, incomingZero * (1 - hotShare), 0, split);
  }

  #copy(from: number, to: number, length: number): void {
    for (let place = 0; place < length; place++) {
      this.#feature[to + place] = this.#feature[from + place] as number;
      this.#zero[to + place] = this.#zero[from + place] as number;
      this.#one[to + place] = this.#one[from + place] as number;
      this.#weight[to + place] = this.#weight[from + place] as number;
    }
  }

  /** Adds an entry to the path of `length` entries at `at`; returns the new length. */
  #extend(at: number, length: number, zero: number, one: number, feature: number): number {
    const weight = this.#weight;
    this.#feature[at + length] = feature;
    this.#zero[at + length] = zero;
    this.#one[at + length] = one;
    weight[at + length] = length === 0 ? 1 : 0;
    for (let place = length - 1; place >= 0; place--) {
      const present = weight[at + place] as number;
      (weight[at + place + 1] as number) += (one * present * (place + 1)) / (length + 1);
      weight[at + place] = (zero * present * (length - place)) / (length + 1);
    }
    return length + 1;
  }

  /** Takes entry `taken` out of the path, as if it had never been added. */
  #unwind(at: number, length: number, taken: number): void {
    const weight = this.#weight;
    const one = this.#one[at + taken] as number;
    const zero = this.#zero[at + taken] as number;
    let next = weight[at + length - 1] as number;
    for (let place = length - 2; place >= 0; place--) {
      const present = weight[at + place] as number;
      if (one !== 0) {
        weight[at + place] = (next * length) / ((place + 1) * one);
        next = present - ((weight[at + place] as number) * zero * (length - 1 - place)) / length;
      } else {
        weight[at + place] = (present * length) / (zero * (length - 1 - place));
      }
    }
    for (let place = taken; place < length - 1; place++) {
      this.#feature[at + place] = this.#feature[at + place + 1] as number;
      this.#zero[at + place] = this.#zero[at + place + 1] as number;
      this.#one[at + place] = this.#one[at + place + 1] as number;
    }
  }

  /** Sum of the subset weights of the path without entry `taken`. */
  #unwoundSum(at: number, length: number, taken: number): number {
    const weight = this.#weight;
    const one = this.#one[at + taken] as number;
    const zero = this.#zero[at + taken] as number;
    let next = weight[at + length - 1] as number;
    let total = 0;
    for (let place = length - 2; place >= 0; place--) {
      if (one !== 0) {
        const part = next / ((place + 1) * one);
        total += part;
        next = (weight[at + place] as number) - part * zero * (length - 1 - place);
      } else {
        total += (weight[at + place] as number) / (zero * (length - 1 - place));
      }
    }
    return total * length;
  }

  #addLeaf(node: number, out: Float64Array, at: number, length: number): void {
    const value = this.#trees.value[node] as number;
    for (let place = 1; place < length; place++) {
      const change = (this.#one[at + place] as number) - (this.#zero[at + place] as number);
      if (change === 0) continue;
      (out[this.#feature[at + place] as number] as number) += this.#unwoundSum(at, length, place) * change * value;
    }
  }
}

/** The child that a value leads to. */
export function childOf(trees: TreeArrays, node: number, value: number): number {
  const left = trees.left[node] as number;
  if (value < (trees.threshold[node] as number)) return left;
  return value === value ? left + 1 : left + 1 - (trees.missingLeft[node] as number);
}

/** Splits on the longest way from a root to a leaf. */
function depthOf(trees: TreeArrays): number {
  const depth = new Int32Array(trees.feature.length);
  let deepest = 0;
  for (let node = 0; node < depth.length; node++) {
    if ((trees.feature[node] as number) < 0) continue;
    const below = (depth[node] as number) + 1;
    const left = trees.left[node] as number;
    depth[left] = below;
    depth[left + 1] = below;
    if (below > deepest) deepest = below;
  }
  return deepest;
}
