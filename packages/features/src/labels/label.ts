/** One label of a series: what happened after each candle. */
export interface Label {
  readonly name: string;
  readonly formula: string;
  readonly unit: string;
  /** One value per candle; NaN where it is not known (the series ends too early) or not defined (nothing traded). */
  readonly values: Float64Array;
  /** When the value is known, UTC epoch milliseconds: the end of its interval. NaN where the value is. */
  readonly availableAt: Float64Array;
  /** The last candle that the label looks at; -1 where the value is NaN. The label spans the candles after its own. */
  readonly endRow: Int32Array;
}

/** Labels of a series: one row per candle. */
export interface LabelTable {
  readonly length: number;
  /** Open time of each candle. */
  readonly time: Float64Array;
  /** Close of each candle: the moment of the decision that the labels judge. */
  readonly decidedAt: Float64Array;
  readonly labels: readonly Label[];
}

/** A label of which nothing is known yet. */
export function unknownLabel(name: string, formula: string, unit: string, length: number): Label {
  const nothing = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    name,
    formula,
    unit,
    values: nothing(),
    availableAt: nothing(),
    endRow: new Int32Array(length).fill(-1),
  };
}
