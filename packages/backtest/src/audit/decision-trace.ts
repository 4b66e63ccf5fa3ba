import type { MarketView, Strategy, StrategyHandlers } from '@pipwright/trading';

/** What a strategy did at each candle, as text: equal texts are equal decisions. */
export type DecisionTrace = string[];

const DEEDS = ['buy', 'sell', 'close', 'closeSide', 'closeBy', 'modify', 'modifyOrder', 'cancel', 'pass'];

/** Positions by their id, functions left out: what was asked for, not how it stood. */
function argumentText(argument: unknown): string {
  if (typeof argument === 'function' || argument === undefined) return '';
  const isPosition = typeof argument === 'object' && argument !== null && 'openPrice' in argument && 'id' in argument;
  return JSON.stringify(isPosition ? (argument as { readonly id: string }).id : argument);
}

/** A market that writes down what is done on it. */
function recordingMarket(market: MarketView, deeds: string[]): MarketView {
  return new Proxy(market, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (DEEDS.includes(String(property))) deeds.push(`${String(property)}(${given.map(argumentText).join(', ')})`);
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
}

/** The same strategy, which writes what it decides into `trace`, one entry for each candle. */
export function traced(strategy: Strategy, trace: DecisionTrace): Strategy {
  const { definition } = strategy;
  return {
    ...strategy,
    definition: {
      ...definition,
      start(setup): StrategyHandlers {
        const handlers = definition.start(setup);
        let deeds: string[] = [];
        let seen: MarketView | null = null;
        let recording: MarketView | null = null;
        const recorded = (market: MarketView): MarketView => {
          if (recording === null || seen !== market) recording = recordingMarket(market, deeds);
          seen = market;
          return recording;
        };
        return {
          ...(handlers.onTrade !== undefined && {
            onTrade: (trade, market) => handlers.onTrade?.(trade, recorded(market)),
          }),
          onCandle(market) {
            // What it returns is passed on: a promise is refused by who calls it.
            const returned: unknown = handlers.onCandle(recorded(market));
            trace.push(deeds.join('; '));
            deeds = [];
            recording = null;
            return returned as undefined;
          },
        };
      },
    },
  };
}
