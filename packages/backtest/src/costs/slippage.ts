import type { EpochMs, Instrument } from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import { atLeastZero } from './cost-checks.ts';

/** How much worse than the quote a market order or a stop is filled. Limits (targets) never slip. */
export type SlippageModel =
  | { readonly kind: 'none' }
  /** Always the same number of points. */
  | { readonly kind: 'points'; readonly points: number }
  /** A fraction of the spread of the moment. */
  | { readonly kind: 'spread'; readonly fraction: number }
  /** A fraction of the range that the price has just covered: more when the market moves. */
  | { readonly kind: 'range'; readonly fraction: number }
  /** Uniform between 0 and so many points, from the run's seed. */
  | { readonly kind: 'random'; readonly pointsMax: number };

/** The market at the moment of a fill. One object, filled again and again. */
export interface FillMoment {
  time: EpochMs;
  /** Ask minus bid. */
  spread: number;
  /** Price difference: the range of the candle being walked, or of the last minute of ticks. */
  range: number;
  /** Lots that are filled. */
  volume: number;
  /** A stop order or a stop-loss, which runs with the market; otherwise a market order. */
  isStop: boolean;
}

/** Slippage of one fill in price units, never negative. */
export type Slippage = (moment: FillMoment) => number;

/** Throws `COST_OUT_OF_RANGE`. */
export function slippageOf(model: SlippageModel, instrument: Instrument, random: Random): Slippage {
  switch (model.kind) {
    case 'none':
      return () => 0;
    case 'points': {
      const distance = atLeastZero('slippage.points', model.points) * instrument.tickSize;
      return () => distance;
    }
    case 'spread': {
      const fraction = atLeastZero('slippage.fraction', model.fraction);
      return (moment) => Math.max(0, moment.spread) * fraction;
    }
    case 'range': {
      const fraction = atLeastZero('slippage.fraction', model.fraction);
      return (moment) => Math.max(0, moment.range) * fraction;
    }
    case 'random': {
      const distance = atLeastZero('slippage.pointsMax', model.pointsMax) * instrument.tickSize;
      return () => random.next() * distance;
    }
  }
}
