import { NEW_YORK, utcDate, zoneOffsetMs, type EpochMs, type Instrument } from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import { atLeastZero } from './cost-checks.ts';
import { recordedSlippage, type SlippageClass } from './recorded-slippage.ts';

/** How much worse than the quote a market order or a stop is filled. Limits (targets) never slip. */
export type SlippageModel = SlippageKind & {
  /** Multiplies the slippage by the hour of New York (24 numbers, from midnight on); missing where all hours are alike. */
  readonly hourFactors?: readonly number[];
};

type SlippageKind =
  | { readonly kind: 'none' }
  /** Always the same number of points. */
  | { readonly kind: 'points'; readonly points: number }
  /** A fraction of the spread of the moment. */
  | { readonly kind: 'spread'; readonly fraction: number }
  /** A fraction of the range that the price has just covered: more when the market moves. */
  | { readonly kind: 'range'; readonly fraction: number }
  /** Uniform between 0 and so many points, from the run's seed. */
  | { readonly kind: 'random'; readonly pointsMax: number }
  /** Drawn from what recorded fills slipped; see `fitRecordedSlippage`. */
  | { readonly kind: 'recorded'; readonly classes: readonly SlippageClass[] };

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

const HOURS = 24;

/** Throws `COST_OUT_OF_RANGE`. */
export function slippageOf(model: SlippageModel, instrument: Instrument, random: Random): Slippage {
  const slippage = plainSlippage(model, instrument, random);
  const { hourFactors } = model;
  if (hourFactors === undefined || model.kind === 'none') return slippage;
  atLeastZero('slippage.hourFactors', hourFactors.length === HOURS ? Math.min(...hourFactors) : Number.NaN);
  return (moment) => slippage(moment) * hourFactors[newYorkHour(moment.time)]!;
}

/** Hour of the clocks of New York, 0 to 23. */
export function newYorkHour(time: EpochMs): number {
  return utcDate(time + zoneOffsetMs(NEW_YORK, time)).hour;
}

function plainSlippage(model: SlippageModel, instrument: Instrument, random: Random): Slippage {
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
    case 'recorded':
      return recordedSlippage(model.classes, instrument, random);
  }
}
