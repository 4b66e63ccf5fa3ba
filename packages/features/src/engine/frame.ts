import { findIndicator, SeriesIndicator, type AnyIndicator, type Bars } from '@pipwright/indicators';
import {
  indicatorKey,
  inputsOf,
  namedInputsOf,
  referenceKey,
  type CandleColumn,
  type ColumnReference,
  type DerivedReference,
  type FrameIndex,
  type IndicatorReference,
} from '../catalogue/column-reference.ts';
import type { FeatureConstants } from '../catalogue/column-operation.ts';
import { DerivedNode, IndicatorNode, type FrameNode } from './frame-node.ts';
import type { StateTape } from './state-tape.ts';

/** The columns of the candles of a frame. */
export type FrameBars = Bars & Readonly<Record<CandleColumn, Float64Array>>;

export interface FrameOptions {
  readonly index: FrameIndex;
  /** Rows of a block. */
  readonly capacity: number;
  readonly constants: FeatureConstants;
  /** Gives the columns that are not of this frame: clocks, sources, columns of other timeframes. */
  readonly foreign: (reference: ColumnReference, frame: Frame) => Float64Array;
}

function allocateBars(capacity: number): FrameBars {
  const column = (): Float64Array => new Float64Array(capacity);
  return {
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    spread: column(),
    session: column(),
  };
}

/**
 * A block of candles of one timeframe and the columns over it. Each distinct column is computed once per block, however
 * many features read it, after those that it reads.
 */
export class Frame {
  readonly bars: FrameBars;
  readonly #options: FrameOptions;
  readonly #nodes: FrameNode[] = [];
  readonly #indicators = new Map<string, { indicator: AnyIndicator; node: IndicatorNode }>();
  readonly #derived = new Map<string, Float64Array>();

  constructor(options: FrameOptions) {
    this.#options = options;
    this.bars = allocateBars(options.capacity);
  }

  /** The block of a column; adds what it is computed from. */
  column(reference: ColumnReference): Float64Array {
    if (reference.frame !== this.#options.index) return this.#options.foreign(reference, this);
    switch (reference.kind) {
      case 'candle':
        return this.bars[reference.name];
      case 'clock':
      case 'source':
        return this.#options.foreign(reference, this);
      case 'derived':
        return this.#derivedColumn(reference);
      case 'indicator':
        return this.#indicatorColumn(reference);
    }
  }

  /** Adds a step that is run after those that are there. */
  add(node: FrameNode): void {
    this.#nodes.push(node);
  }

  #derivedColumn(reference: DerivedReference): Float64Array {
    const key = referenceKey(reference);
    const known = this.#derived.get(key);
    if (known !== undefined) return known;
    const { capacity, constants } = this.#options;
    const inputs = reference.inputs.map((input) => this.column(input));
    const node = new DerivedNode({ compute: reference.compute, inputs, constants, capacity });
    this.#derived.set(key, node.output);
    this.add(node);
    return node.output;
  }

  #indicatorColumn(reference: IndicatorReference): Float64Array {
    const { indicator, node } = this.#indicator(reference);
    const index = indicator.outputs.indexOf(reference.output);
    if (index < 0) throw new TypeError(`${indicator.id} has no output '${reference.output}'`);
    return node.outputs[index] as Float64Array;
  }

  #indicator(reference: IndicatorReference): { indicator: AnyIndicator; node: IndicatorNode } {
    const key = indicatorKey(reference);
    const known = this.#indicators.get(key);
    if (known !== undefined) return known;
    const indicator = findIndicator(reference.id).create(reference.parameters);
    const named = namedInputsOf(reference).map(([name, input]) => [name, this.column(input)] as const);
    const single = named.find(([name]) => name === '')?.[1];
    const ofCloses = indicator instanceof SeriesIndicator ? this.bars[indicator.source] : null;
    if (single !== undefined && ofCloses === null) throw new TypeError(`${indicator.id} reads no single column`);
    const node = new IndicatorNode({
      indicator,
      input: { ...this.bars, ...Object.fromEntries(named) },
      series: single ?? ofCloses,
      usable: inputsOf(reference).every(({ kind }) => kind === 'candle'),
      capacity: this.#options.capacity,
    });
    const made = { indicator, node };
    this.#indicators.set(key, made);
    this.add(node);
    return made;
  }

  /** Computes the rows `from` (inclusive) to `to` (exclusive) of all columns. */
  run(from: number, to: number): void {
    const nodes = this.#nodes;
    for (let index = 0; index < nodes.length; index++) (nodes[index] as FrameNode).run(from, to);
  }

  reset(): void {
    for (const node of this.#nodes) node.reset();
  }

  save(tape: StateTape): void {
    for (const node of this.#nodes) node.save(tape);
  }

  restore(tape: StateTape): void {
    for (const node of this.#nodes) node.restore(tape);
  }
}
