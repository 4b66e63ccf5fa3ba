import type { FeatureSet } from '@pipwright/features';
import type { CandleColumns } from '@pipwright/model';
import { describeEntry } from './describe-feature.ts';

/** A column that never changes, and what in the candles or facts is to blame. */
export interface ExplainedColumn {
  readonly feature: string;
  readonly reason: string;
}

/** What providers leave out of candles: then columns that are made of it cannot move. */
export class CandleTraits {
  #hasVolume = false;
  #hasGaps = false;
  #lastClose = Number.NaN;
  #spreadMin = Number.POSITIVE_INFINITY;
  #spreadMax = Number.NEGATIVE_INFINITY;
  #priceMax = 0;

  take({ open, close, askClose, volume, length }: CandleColumns): void {
    for (let row = 0; row < length; row++) {
      if ((volume[row] as number) !== 0) this.#hasVolume = true;
      // The first candle of all has no close before it.
      if (Math.abs((open[row] as number) - this.#lastClose) > 0) this.#hasGaps = true;
      this.#lastClose = close[row] as number;
      const spread = (askClose[row] as number) - this.#lastClose;
      this.#spreadMin = Math.min(this.#spreadMin, spread);
      this.#spreadMax = Math.max(this.#spreadMax, spread);
      this.#priceMax = Math.max(this.#priceMax, Math.abs(this.#lastClose));
    }
  }

  /** Of columns that never change, those that the candles explain, and those that the loaded facts leave no choice. */
  explain(constant: readonly string[], set: FeatureSet): readonly ExplainedColumn[] {
    // Differences of prices are exact to some 1e-16 of the price.
    const hasSpreads = this.#spreadMax - this.#spreadMin > 1e-12 * this.#priceMax;
    return constant.flatMap((feature) => {
      const index = set.entries.findIndex(({ name }) => name === feature);
      const { reads, needs } = describeEntry(set, index);
      if (needs !== 'candles') return [{ feature, reason: `the ${needs} that is loaded has nothing else to tell` }];
      const reading = (column: string): boolean => reads.some((text) => text.startsWith(`${column} of the `));
      if (!this.#hasVolume && reading('volume')) return [{ feature, reason: 'the candles have no volume' }];
      if (!this.#hasGaps && reading('open'))
        return [{ feature, reason: 'every candle opens at the close of the one before' }];
      if (!hasSpreads && reading('spread'))
        return [{ feature, reason: 'every candle has the same spread, as where the ask side is assumed' }];
      return [];
    });
  }
}
