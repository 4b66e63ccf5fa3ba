import { findInstrument, type Timeframe } from '@pipwright/model';
import type { MarketView, OrderOptions, Strategy, StrategySetup } from '@pipwright/trading';

/** What a strategy did at one candle: the order that it wished for, or why it did nothing. */
export type Deed =
  | { readonly side: 'buy' | 'sell'; readonly options: OrderOptions }
  | { readonly code: string; readonly detail: string };

function unread(): never {
  throw new Error('a strategy that reads candles is tested in a session');
}

/** Shows a strategy that reads nothing but its market one that is made up, and returns its first deed. */
export function decideOnce(strategy: Strategy, market: Partial<MarketView>, timeframe: Timeframe = 'H1'): Deed {
  const instrument = findInstrument('EURUSD')!;
  const { parameters } = strategy;
  const setup: StrategySetup<typeof parameters> = {
    parameters,
    instrument,
    timeframe,
    candles: unread,
    indicator: unread,
  };
  const deeds: Deed[] = [];
  const wish =
    (side: 'buy' | 'sell') =>
    (options: OrderOptions = {}) => {
      deeds.push({ side, options });
      return 'id';
    };
  const view: Partial<MarketView> = {
    ...market,
    instrument,
    buy: wish('buy'),
    sell: wish('sell'),
    pass: (code: string, detail?: () => string) => {
      deeds.push({ code, detail: detail?.() ?? '' });
    },
  };
  strategy.definition.start(setup).onCandle(view as MarketView);
  if (deeds[0] === undefined) throw new Error('the strategy did nothing and said nothing');
  return deeds[0];
}
