import { kernelScratches } from './kernel.ts';

/** Blocks that hold nothing between two calls. They are few and used again, so that they stay in the processor's cache. */
const blocks: Float64Array[] = [...kernelScratches];

/**
 * A block of at least `length` numbers to work in until the caller returns; what is in it is of no meaning. An indicator
 * that needs several asks for the slots 0, 1, 2 …; cells do not use them.
 */
export function scratch(slot: number, length: number): Float64Array {
  const block = blocks[slot] as Float64Array;
  if (block.length >= length) return block;
  const longer = new Float64Array(length);
  blocks[slot] = longer;
  return longer;
}
