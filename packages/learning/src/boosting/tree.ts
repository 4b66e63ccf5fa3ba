/** One grown tree. Node 0 is the root; the children of a node are `left` and `left + 1`, always after the node itself. */
export interface Tree {
  /** Feature that the node splits by; -1 for a leaf. */
  readonly feature: number[];
  /** Values below it go left. */
  readonly threshold: number[];
  /** 1 where missing values go left. */
  readonly missingLeft: number[];
  readonly left: number[];
  /** What a leaf adds to the score; 0 for other nodes. */
  readonly value: number[];
  /** Hessian sum of the training rows that reached the node. */
  readonly cover: number[];
  /** Gain of the node's split; 0 for a leaf. */
  readonly gain: number[];
}

export function emptyTree(): Tree {
  return { feature: [], threshold: [], missingLeft: [], left: [], value: [], cover: [], gain: [] };
}

/** Adds a leaf and returns its index. */
export function addLeaf(tree: Tree, cover: number): number {
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.missingLeft.push(0);
  tree.left.push(-1);
  tree.value.push(0);
  tree.cover.push(cover);
  tree.gain.push(0);
  return tree.feature.length - 1;
}

/** The value of the leaf that a row falls into. */
export function treeValue(tree: Tree, rows: Float32Array, offset: number): number {
  let node = 0;
  let feature = tree.feature[0] as number;
  while (feature >= 0) {
    const value = rows[offset + feature] as number;
    const left = tree.left[node] as number;
    if (value < (tree.threshold[node] as number)) node = left;
    else node = value === value ? left + 1 : left + 1 - (tree.missingLeft[node] as number);
    feature = tree.feature[node] as number;
  }
  return tree.value[node] as number;
}
