import { encodeArray, type ArrayDocument, type DocumentReader } from '../model/document.ts';
import type { Tree } from './tree.ts';

const NODES_MAX = 50_000_000;
const TREES_MAX = 1_000_000;

/**
 * All trees of an ensemble, node after node. The children of a node are `left` and `left + 1`, always after the node
 * and within its tree, so that a walk ends; `left` counts from the first node of the first tree.
 */
export interface TreeArrays {
  /** First node of each tree. */
  readonly roots: Int32Array;
  /** Feature that a node splits by; -1 for a leaf. */
  readonly feature: Int16Array;
  /** Values below it go left. Infinite where only missing values go right. */
  readonly threshold: Float32Array;
  /** 1 where missing values go left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  /** Leaf value; 0 for other nodes. */
  readonly value: Float64Array;
  /** Weight of the training rows that reached the node. */
  readonly cover: Float32Array;
  readonly gain: Float32Array;
}

/** Lays grown trees out one after the other. */
export function flattenTrees(trees: readonly Tree[]): TreeArrays {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const arrays: TreeArrays = {
    roots: new Int32Array(trees.length),
    feature: new Int16Array(nodes),
    threshold: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float32Array(nodes),
    gain: new Float32Array(nodes),
  };
  let root = 0;
  trees.forEach((tree, index) => {
    arrays.roots[index] = root;
    arrays.feature.set(tree.feature, root);
    arrays.threshold.set(tree.threshold, root);
    arrays.missingLeft.set(tree.missingLeft, root);
    arrays.left.set(
      tree.left.map((left) => (left < 0 ? -1 : left + root)),
      root,
    );
    arrays.value.set(tree.value, root);
    arrays.cover.set(tree.cover, root);
    arrays.gain.set(tree.gain, root);
    root += tree.feature.length;
  });
  return arrays;
}

export type TreeDocument = Readonly<Record<keyof TreeArrays, ArrayDocument>> & {
  readonly treeCount: number;
  readonly nodeCount: number;
};

export function encodeTrees(trees: TreeArrays): TreeDocument {
  return {
    treeCount: trees.roots.length,
    nodeCount: trees.feature.length,
    roots: encodeArray('int32', trees.roots),
    feature: encodeArray('int16', trees.feature),
    threshold: encodeArray('float32', trees.threshold),
    missingLeft: encodeArray('uint8', trees.missingLeft),
    left: encodeArray('int32', trees.left),
    value: encodeArray('float64', trees.value),
    cover: encodeArray('float32', trees.cover),
    gain: encodeArray('float32', trees.gain),
  };
}

/** Every node but a root has exactly one parent, before it in the same tree; splits name a feature that exists. */
function checkTopology(trees: TreeArrays, featureCount: number, reader: DocumentReader): void {
  const { roots, feature, left, cover, missingLeft } = trees;
  const nodes = feature.length;
  const hasParent = new Uint8Array(nodes);
  for (let tree = 0; tree < roots.length; tree++) {
    const begin = roots[tree] as number;
    const end = tree + 1 < roots.length ? (roots[tree + 1] as number) : nodes;
    if ((tree === 0 && begin !== 0) || begin >= end) reader.fail(`does not begin tree ${tree} in order`, 'roots');
    hasParent[begin] = 1;
    for (let node = begin; node < end; node++) {
      if (hasParent[node] !== 1) reader.fail(`has a node ${node} that nothing leads to`, 'left');
      const split = feature[node] as number;
      if (split < -1 || split >= featureCount) reader.fail(`of node ${node} is ${split}, not a feature`, 'feature');
      if ((missingLeft[node] as number) > 1) reader.fail(`of node ${node} is not 0 or 1`, 'missingLeft');
      if (!((cover[node] as number) > 0)) reader.fail(`of node ${node} is not above 0`, 'cover');
      if (split < 0) continue;
      const child = left[node] as number;
      if (child <= node || child + 1 >= end) reader.fail(`of node ${node} leads to ${child}, outside its tree`, 'left');
      if (hasParent[child] === 1 || hasParent[child + 1] === 1) reader.fail(`leads to node ${child} twice`, 'left');
      hasParent[child] = 1;
      hasParent[child + 1] = 1;
    }
  }
}

/** Reads trees from an untrusted document. Throws `MODEL_DOCUMENT_INVALID`. */
export function decodeTrees(reader: DocumentReader, featureCount: number): TreeArrays {
  const treeCount = reader.whole('treeCount', 0, TREES_MAX);
  const nodeCount = reader.whole('nodeCount', treeCount, NODES_MAX);
  if (treeCount === 0 && nodeCount > 0) reader.fail('is not 0 where there is no tree', 'nodeCount');
  const trees: TreeArrays = {
    roots: reader.array('roots', 'int32', treeCount),
    feature: reader.array('feature', 'int16', nodeCount),
    threshold: reader.array('threshold', 'float32', nodeCount, Infinity),
    missingLeft: reader.array('missingLeft', 'uint8', nodeCount),
    left: reader.array('left', 'int32', nodeCount),
    value: reader.array('value', 'float64', nodeCount),
    cover: reader.array('cover', 'float32', nodeCount),
    gain: reader.array('gain', 'float32', nodeCount),
  };
  checkTopology(trees, featureCount, reader);
  return trees;
}
