import { createIndicator, SeriesIndicator, type Bars, type Indicator } from '@pipwright/indicators';
import type { CandleColumn, ColumnReference } from '../catalogue/column-reference.ts';
import { referenceKey } from '../catalogue/column-reference.ts';
import type { StateTape } from './state-tape.ts';

/** One indicator of a frame: what it reads and the block that it writes. */
interface FrameIndicator {
  readonly indicator: Indicator;
  /** The column that it reads, or null: the bars. */
  readonly series: Float64Array | null;
  readonly outputs: readonly Float64Array[];
}

/**
 * A block of bars of one timeframe and the indicators over it. Each distinct indicator runs once per block, however
 * many features read it.
 */
export class Frame {
  readonly bars: Bars & { readonly spread: Float64Array };
  readonly #capacity: number;
  readonly #indicators: FrameIndicator[] = [];
  readonly #byKey = new Map<string, FrameIndicator>();

  constructor(capacity: number) {
    this.#capacity = capacity;
    const column = (): Float64Array => new Float64Array(capacity);
    this.bars = { open: column(), high: column(), low: column(), close: column(), volume: column(), spread: column() };
  }

  /** The block of a column of this frame; adds the indicators that it needs. */
  column(reference: ColumnReference): Float64Array {
    if (reference.kind === 'clock') throw new TypeError('the clock is no column of a frame');
    if (reference.kind === 'candle') return this.bars[reference.name satisfies CandleColumn];
    const { indicator, outputs } = this.#indicator(reference);
    const index = indicator.outputs.indexOf(reference.output);
    if (index < 0) throw new TypeError(`${indicator.id} has no output '${reference.output}'`);
    return outputs[index] as Float64Array;
  }

  #indicator(reference: ColumnReference & { kind: 'indicator' }): FrameIndicator {
    const key = referenceKey({ ...reference, output: '' });
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const series = reference.of === null ? null : this.column(reference.of);
    const indicator = createIndicator(reference.id, reference.parameters);
    if (series !== null && !(indicator instanceof SeriesIndicator)) {
      throw new TypeError(`${indicator.id} reads whole bars, not a column`);
    }
    const outputs = indicator.outputs.map(() => new Float64Array(this.#capacity));
    const made = { indicator, series, outputs };
    this.#byKey.set(key, made);
    this.#indicators.push(made);
    return made;
  }

  /** Runs all indicators over the rows `from` (inclusive) to `to` (exclusive) of the block. */
  run(from: number, to: number): void {
    for (let index = 0; index < this.#indicators.length; index++) {
      const { indicator, series, outputs } = this.#indicators[index] as FrameIndicator;
      if (series === null) indicator.process(this.bars, from, to, outputs);
      else (indicator as SeriesIndicator).processSeries(series, from, to, outputs);
    }
  }

  reset(): void {
    for (const { indicator } of this.#indicators) indicator.reset();
  }

  save(tape: StateTape): void {
    for (const { indicator } of this.#indicators) tape.write(indicator.save().numbers);
  }

  restore(tape: StateTape): void {
    for (const { indicator } of this.#indicators) {
      const { length } = indicator.save().numbers;
      indicator.restore({ indicator: indicator.key, numbers: tape.read(length) });
    }
  }
}
