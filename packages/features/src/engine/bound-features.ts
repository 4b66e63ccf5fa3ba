import { derived, type ColumnReference, type DerivedReference } from '../catalogue/column-reference.ts';
import type { ColumnOperation, FeatureColumn, FeatureConstants, OperationRows } from '../catalogue/column-operation.ts';
import type { FeatureDefinition } from '../catalogue/feature-definition.ts';
import { same } from '../catalogue/operations.ts';
import type { ContextFrame } from './context-frame.ts';

/** A feature ready to be written to a caller's column, after the block has been computed. */
export interface BoundFeature {
  /** Writes the `length` rows of the block from row `at` of the output. */
  write(output: FeatureColumn, at: number, length: number): void;
}

/** A feature whose source is not loaded. */
export class MissingFeature implements BoundFeature {
  write(output: FeatureColumn, at: number, length: number): void {
    output.fill(Number.NaN, at, at + length);
  }
}

/** A feature computed at every base candle. */
export class BaseFeature implements BoundFeature {
  readonly #compute: ColumnOperation;
  readonly #inputs: readonly Float64Array[];
  readonly #constants: FeatureConstants;
  readonly #rows: OperationRows = { from: 0, to: 0, at: 0 };

  constructor(compute: ColumnOperation, inputs: readonly Float64Array[], constants: FeatureConstants) {
    this.#compute = compute;
    this.#inputs = inputs;
    this.#constants = constants;
  }

  write(output: FeatureColumn, at: number, length: number): void {
    this.#rows.to = length;
    this.#rows.at = at;
    this.#compute(this.#inputs, output, this.#rows, this.#constants);
  }
}

/** A feature of higher candles alone: computed at each of them, and copied to the base candles that see it. */
export class ContextFeature implements BoundFeature {
  readonly #frame: ContextFrame;
  readonly #closed: Float64Array;

  constructor(frame: ContextFrame, reference: ColumnReference) {
    this.#frame = frame;
    this.#closed = frame.closedColumn(reference);
  }

  write(output: FeatureColumn, at: number, length: number): void {
    this.#frame.spread(this.#closed, output, at, length);
  }
}

/** The column that a feature of higher candles alone is; null where base candles take part. */
export function closedColumnOf({ name, frame, inputs, compute }: FeatureDefinition): ColumnReference | null {
  if (frame === 0 || inputs.some((input) => input.frame !== frame)) return null;
  if (compute === same && inputs.length === 1) return inputs[0] as ColumnReference;
  return { ...(derived(`feature ${name}`, inputs, compute) as DerivedReference), frame };
}
