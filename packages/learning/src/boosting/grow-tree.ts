import { Step, binOffset, COMMAND_VALUES, CommandField, type TrainingShare } from './participant.ts';
import type { Crew } from './crew.ts';
import { EDGE_BYTES, resultOffset, SPLIT_VALUES } from './memory-layout.ts';
import { addLeaf, emptyTree, type Tree } from './tree.ts';

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  /** 1 or 0; 2 where the node has no missing value. */
  readonly missing: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
}

/** A leaf of the tree being grown: the rows `order[begin..end)`, its sums as whole numbers, and its histogram's slot. */
interface OpenLeaf {
  readonly node: number;
  readonly begin: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly depth: number;
  slot: number;
  split: Split | null;
}

/** What the whole numbers of one round mean. */
export interface RoundScale {
  readonly gradient: number;
  readonly hessian: number;
}

/**
 * Grows trees leaf by leaf, always splitting the leaf with the largest gain (LightGBM's order; Shi 2007), within a
 * limit of depth and of leaves. Of two new leaves only the smaller one's histogram is summed; the larger one's is what
 * remains of their parent's.
 */
export class TreeGrower {
  readonly #share: TrainingShare;
  readonly #crew: Crew;
  readonly #command: Float64Array;
  readonly #results: Float64Array;
  readonly #order: Uint32Array;
  readonly #score: Float64Array;
  readonly #edges: Float32Array;

  constructor(share: TrainingShare, crew: Crew) {
    const { layout, memory } = share;
    const resultStride = resultOffset(layout, 1) - resultOffset(layout, 0);
    this.#share = share;
    this.#crew = crew;
    this.#command = new Float64Array(memory.buffer, layout.command, COMMAND_VALUES);
    this.#results = new Float64Array(memory.buffer, layout.results, (layout.threads * resultStride) / 8);
    this.#order = new Uint32Array(memory.buffer, layout.order, layout.rows);
    this.#score = new Float64Array(memory.buffer, layout.score, layout.rows);
    this.#edges = new Float32Array(memory.buffer, layout.edges, (layout.paddedFeatures * EDGE_BYTES) / 4);
  }

  /** Grows one tree on the packed gradients, whose sums are given, and adds its leaf values to the scores. */
  grow(gradientSum: number, hessianSum: number, scale: RoundScale): Tree {
    const { leavesMax, depthMax } = this.#share.parameters;
    const { rows } = this.#share.layout;
    const order = this.#order;
    for (let row = 0; row < rows; row++) order[row] = row;
    const tree = emptyTree();
    const root: OpenLeaf = {
      node: addLeaf(tree, hessianSum * scale.hessian),
      begin: 0,
      end: rows,
      gradient: gradientSum,
      hessian: hessianSum,
      depth: 0,
      slot: 0,
      split: null,
    };
    const leaves = [root];
    this.#findSplits(root, null, scale);
    while (leaves.length < leavesMax) {
      const chosen = bestLeaf(leaves);
      if (chosen < 0) break;
      const [left, right] = this.#split(tree, leaves[chosen] as OpenLeaf, leaves.length, scale);
      leaves[chosen] = left;
      leaves.push(right);
      if (left.depth < depthMax && leaves.length < leavesMax) {
        if (left.end - left.begin < right.end - right.begin) this.#findSplits(left, right, scale);
        else this.#findSplits(right, left, scale);
      }
    }
    this.#finish(tree, leaves, scale);
    return tree;
  }

  #split(tree: Tree, parent: OpenLeaf, freeSlot: number, scale: RoundScale): [OpenLeaf, OpenLeaf] {
    const { layout } = this.#share;
    const split = parent.split as Split;
    const rightHessian = parent.hessian - split.leftHessian;
    // Where training saw no missing value, one seen later goes where most rows went.
    const missingLeft = split.missing === 2 ? Number(split.leftHessian >= rightHessian) : split.missing;
    const kernel = this.#crew.leader.kernel;
    const bins = binOffset(layout, split.feature);
    const { begin, end } = parent;
    const middle = kernel.partitionRows(bins, layout.order, layout.spare, begin, end, split.bin, missingLeft);
    const left = addLeaf(tree, split.leftHessian * scale.hessian);
    const right = addLeaf(tree, rightHessian * scale.hessian);
    tree.feature[parent.node] = split.feature;
    tree.threshold[parent.node] = this.#edges[(split.feature * EDGE_BYTES) / 4 + split.bin] as number;
    tree.missingLeft[parent.node] = missingLeft;
    tree.left[parent.node] = left;
    tree.gain[parent.node] = split.gain;
    const depth = parent.depth + 1;
    const leftIsSmaller = middle - begin < end - middle;
    return [
      {
        node: left,
        begin,
        end: middle,
        gradient: split.leftGradient,
        hessian: split.leftHessian,
        depth,
        slot: leftIsSmaller ? freeSlot : parent.slot,
        split: null,
      },
      {
        node: right,
        begin: middle,
        end,
        gradient: parent.gradient - split.leftGradient,
        hessian: rightHessian,
        depth,
        slot: leftIsSmaller ? parent.slot : freeSlot,
        split: null,
      },
    ];
  }

  /** Fills in the best split of `small` and of its sibling, whose slot holds their parent's histogram. */
  #findSplits(small: OpenLeaf, sibling: OpenLeaf | null, scale: RoundScale): void {
    const { layout } = this.#share;
    const command = this.#command;
    command[CommandField.GradientScale] = scale.gradient;
    command[CommandField.HessianScale] = scale.hessian;
    command[CommandField.Begin] = small.begin;
    command[CommandField.End] = small.end;
    command[CommandField.IsRoot] = small.depth === 0 ? 1 : 0;
    command[CommandField.Slot] = small.slot;
    command[CommandField.GradientSum] = small.gradient;
    command[CommandField.HessianSum] = small.hessian;
    command[CommandField.SiblingSlot] = sibling?.slot ?? -1;
    command[CommandField.SiblingGradientSum] = sibling?.gradient ?? 0;
    command[CommandField.SiblingHessianSum] = sibling?.hessian ?? 0;
    if (small.depth > 0) {
      const { packed, order, packedInOrder } = layout;
      this.#crew.leader.kernel.gatherGradients(packed, order, small.begin, small.end, packedInOrder);
    }
    this.#crew.run(Step.Histogram);
    small.split = this.#bestResult(0);
    if (sibling !== null) sibling.split = this.#bestResult(1);
  }

  /** The best of all participants' splits; of equal ones the lowest feature's, as one thread would have found it. */
  #bestResult(place: number): Split | null {
    const { layout } = this.#share;
    const stride = (resultOffset(layout, 1) - resultOffset(layout, 0)) / 8;
    const at = (participant: number, value: number): number =>
      this.#results[participant * stride + place * SPLIT_VALUES + value] as number;
    let best = -1;
    for (let participant = 0; participant < layout.threads; participant++) {
      if (at(participant, 1) >= 0 && (best < 0 || at(participant, 0) > at(best, 0))) best = participant;
    }
    if (best < 0) return null;
    return {
      gain: at(best, 0),
      feature: at(best, 1),
      bin: at(best, 2),
      missing: at(best, 3),
      leftGradient: at(best, 4),
      leftHessian: at(best, 5),
    };
  }

  /** Sets leaf values, -learningRate * G / (H + l2), and adds them to the rows' scores. */
  #finish(tree: Tree, leaves: readonly OpenLeaf[], scale: RoundScale): void {
    const { learningRate, l2 } = this.#share.parameters;
    for (const leaf of leaves) {
      const denominator = leaf.hessian * scale.hessian + l2;
      const value = denominator > 0 ? (-learningRate * leaf.gradient * scale.gradient) / denominator : 0;
      tree.value[leaf.node] = value;
      for (let index = leaf.begin; index < leaf.end; index++) {
        (this.#score[this.#order[index] as number] as number) += value;
      }
    }
  }
}

/** The leaf whose split gains most, the earliest of equal ones; -1 where none can be split. */
function bestLeaf(leaves: readonly OpenLeaf[]): number {
  let best = -1;
  let gain = 0;
  for (let index = 0; index < leaves.length; index++) {
    const split = (leaves[index] as OpenLeaf).split;
    if (split !== null && (best < 0 || split.gain > gain)) {
      best = index;
      gain = split.gain;
    }
  }
  return best;
}
