import { findInstrument, type Timeframe } from '@pipwright/model';
import type { MarketView, OrderOptions, Strategy } from './strategy-definition.ts';
import { StrategyRun } from './strategy/strategy-run.ts';

/** What a strategy did at one candle: the order that it wished for, or why it did nothing. */
export type Deed =
  | { readonly side: 'buy' | 'sell'; readonly options: OrderOptions }
  | { readonly code: string; readonly detail: string };

/** Shows a strategy one made-up market. Only what `market` has can be read. */
export function decideOnce(strategy: Strategy, market: Partial<MarketView>, timeframe: Timeframe = 'H1'): Deed {
  const instrument = findInstrument('EURUSD')!;
  const run = new StrategyRun({ strategy, instrument, timeframe, references: [], history: null });
  const deeds: Deed[] = [];
  const wish =
    (side: 'buy' | 'sell') =>
    (options: OrderOptions = {}) => {
      deeds.push({ side, options });
      return 'id';
    };
  run.moment.time = 0;
  const view: Partial<MarketView> = {
    ...market,
    instrument,
    buy: wish('buy'),
    sell: wish('sell'),
    pass: (code: string, detail?: () => string) => deeds.push({ code, detail: detail?.() ?? '' }),
  };
  run.decide(view as MarketView);
  return deeds[0]!;
}
