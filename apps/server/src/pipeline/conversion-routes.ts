import { CATALOGUE, currency, timeframeMs, type Currency, type Instrument, type Timeframe } from '@pipwright/model';
import type { SeriesSummary } from '@pipwright/storage/ports';

/** Stored candles of one pair, and how it lies on the way. */
export interface RouteLeg {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly inverse: boolean;
}

/** The span that rates are wanted for. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A series may begin or end so much inside the span and still count as covering it: weekends, holidays. */
const COVER_SLACK_MS = 7 * 86_400_000;
/** Where no pair quotes both currencies: over those that the most pairs quote. */
const BRIDGES = ['USD', 'EUR', 'GBP', 'JPY'].map(currency);

/** The pair that quotes two currencies, either way round. */
export function crossOf(from: Currency, to: Currency): { instrument: Instrument; inverse: boolean } | undefined {
  for (const instrument of CATALOGUE) {
    if (instrument.base === from && instrument.quote === to) return { instrument, inverse: false };
    if (instrument.base === to && instrument.quote === from) return { instrument, inverse: true };
  }
  return undefined;
}

/** Part of the span that a series shows, in milliseconds. */
function covered({ firstTime, lastTime, timeframe }: SeriesSummary, { from, to }: Span): number {
  return Math.min(to, lastTime + timeframeMs(timeframe)) - Math.max(from, firstTime);
}

/**
 * The finest stored timeframe of a pair, not coarser than `coarsest`, among those that cover the span as well as the best of
 * them does; undefined where none has a candle in it.
 */
export function finestTimeframe(
  stored: readonly SeriesSummary[],
  wanted: { readonly symbol: string; readonly coarsest: Timeframe; readonly span: Span },
): Timeframe | undefined {
  const limit = timeframeMs(wanted.coarsest);
  const usable = stored.filter(
    (one) => one.symbol === wanted.symbol && timeframeMs(one.timeframe) <= limit && covered(one, wanted.span) > 0,
  );
  const best = Math.max(...usable.map((one) => covered(one, wanted.span)));
  const covering = usable.filter((one) => covered(one, wanted.span) >= best - COVER_SLACK_MS);
  covering.sort((left, right) => timeframeMs(left.timeframe) - timeframeMs(right.timeframe));
  return covering[0]?.timeframe;
}

/**
 * How one currency becomes another with stored candles: by the pair that quotes both, else by two pairs over a third
 * currency. Undefined where there is no way.
 */
export function findRoute(
  from: Currency,
  to: Currency,
  timeframeOf: (instrument: Instrument) => Timeframe | undefined,
): readonly RouteLeg[] | undefined {
  const leg = (start: Currency, end: Currency): RouteLeg | undefined => {
    const cross = crossOf(start, end);
    const timeframe = cross === undefined ? undefined : timeframeOf(cross.instrument);
    return cross === undefined || timeframe === undefined ? undefined : { ...cross, timeframe };
  };
  const direct = leg(from, to);
  if (direct !== undefined) return [direct];
  for (const bridge of BRIDGES) {
    const first = bridge === from || bridge === to ? undefined : leg(from, bridge);
    const second = first === undefined ? undefined : leg(bridge, to);
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
}
