import { timeframeMs, type Timeframe } from '@pipwright/model';
import { inFrame, type ColumnReference, type FrameIndex } from './column-reference.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition, FeatureGroup } from './feature-definition.ts';
import type { FeatureOfGroup } from './feature.ts';

/**
 * Puts features on the candles of the base or of a higher timeframe. On a higher one they carry its name, `m5_…`, and
 * see its last closed candle.
 */
export class Placing {
  readonly #frame: FrameIndex;
  readonly #timeframe: Timeframe;

  constructor(frame: FrameIndex, timeframe: Timeframe) {
    this.#frame = frame;
    this.#timeframe = timeframe;
  }

  /** The shortest timeframe of the base and its contexts that is no shorter than `least`. */
  static from(least: Timeframe, timeframes: readonly Timeframe[]): Placing {
    const found = timeframes.findIndex((timeframe) => timeframeMs(timeframe) >= timeframeMs(least));
    const index = Math.max(0, found);
    return new Placing(index as FrameIndex, timeframes[index] as Timeframe);
  }

  /** The column over the candles of the chosen timeframe. */
  on(reference: ColumnReference): ColumnReference {
    return this.#frame === 0 ? reference : inFrame(this.#frame, reference);
  }

  /** `@` in a formula stands for the timeframe, with a blank after it; it is left out on the base. */
  featuresOf(
    group: FeatureGroup,
  ): (about: FeatureOfGroup, inputs: readonly ColumnReference[], compute: ColumnOperation) => FeatureDefinition {
    const frame = this.#frame;
    const prefix = frame === 0 ? '' : `${this.#timeframe.toLowerCase()}_`;
    const place = frame === 0 ? '' : `${this.#timeframe} `;
    return (about, inputs, compute) => ({
      ...about,
      name: `${prefix}${about.name}`,
      formula: about.formula.replaceAll('@ ', place),
      group,
      frame,
      inputs,
      compute,
    });
  }
}
