import type { CandleColumns, Instrument } from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import { errors } from './errors.ts';

/** How much worse than the quote a market order or a stop is filled. Limits (targets) never slip. */
export type SlippageModel =
  | { readonly kind: 'none' }
  /** Always the same number of points. */
  | { readonly kind: 'points'; readonly points: number }
  /** A fraction of the spread at the candle's open. */
  | { readonly kind: 'spread'; readonly fraction: number }
  /** A fraction of the candle's range: more when the market moves. */
  | { readonly kind: 'range'; readonly fraction: number }
  /** Uniform between 0 and so many points, from the run's seed. */
  | { readonly kind: 'random'; readonly pointsMax: number };

/** What trading costs besides the spread, which is in the candles, and the swap, which is in the instrument's contract. */
export interface TradingCosts {
  /** Units of the account's currency for one lot, charged at the entry and again at the exit. */
  readonly commissionPerLotPerSide: number;
  readonly slippage: SlippageModel;
  /** `false` books no swap at all: for comparing with engines that know none. */
  readonly swap: boolean;
}

/** Costs as a retail account with raw spreads has them. */
export const COST_DEFAULTS: TradingCosts = {
  commissionPerLotPerSide: 3.5,
  slippage: { kind: 'spread', fraction: 0.25 },
  swap: true,
};

/** Slippage of one fill in the candle at `index`, in price units, never negative. */
export type Slippage = (candles: CandleColumns, index: number) => number;

/** Throws `COST_OUT_OF_RANGE`. */
export function slippageOf(model: SlippageModel, instrument: Instrument, random: Random): Slippage {
  const check = (name: string, value: number): number => {
    if (value >= 0 && value < Infinity) return value;
    throw errors.COST_OUT_OF_RANGE({ name: `slippage.${name}`, value, expected: 'a finite number of at least 0' });
  };
  switch (model.kind) {
    case 'none':
      return () => 0;
    case 'points': {
      const distance = check('points', model.points) * instrument.tickSize;
      return () => distance;
    }
    case 'spread': {
      const fraction = check('fraction', model.fraction);
      return (candles, index) => Math.max(0, candles.askOpen[index]! - candles.open[index]!) * fraction;
    }
    case 'range': {
      const fraction = check('fraction', model.fraction);
      return (candles, index) => (candles.high[index]! - candles.low[index]!) * fraction;
    }
    case 'random': {
      const distance = check('pointsMax', model.pointsMax) * instrument.tickSize;
      return () => random.next() * distance;
    }
  }
}
