import { createRandom } from '@pipwright/kernel';
import {
  currency,
  DealEntry,
  fromPoints,
  roundToTick,
  toPoints,
  type CandleSeries,
  type ExitReason,
  type Instrument,
  type MinorUnits,
  type TickColumns,
} from '@pipwright/model';
import { defineStrategy, RISK_UNLIMITED, strategyOf, type MarketView } from '@pipwright/trading';
import { Backtest } from '../backtest.ts';
import type { BacktestResult } from '../backtest-result.ts';
import { COSTS_NONE } from '../costs/trading-costs.ts';
import type { PathRule } from '../venue/venue-options.ts';

/** An order that was given, whatever became of it. */
export interface ScatteredOrder {
  readonly id: string;
  /** The candle at whose close it was given. */
  readonly candle: number;
  readonly kind: 'market' | 'limit' | 'stop';
  readonly isBuy: boolean;
  /** 0 for market orders. */
  readonly price: number;
  readonly stopDistance: number;
  readonly targetDistance: number;
}

/** What became of an order: candles by their number, prices, reason. */
export interface Outcome {
  readonly entryCandle: number;
  readonly entryPrice: number;
  readonly exitCandle: number;
  readonly exitPrice: number;
  readonly reason: ExitReason;
  readonly net: MinorUnits;
}

export interface ScatteredRun {
  readonly orders: readonly ScatteredOrder[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly result: BacktestResult;
}

export interface ScatteredOptions {
  readonly seed: number;
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  readonly ticks?: TickColumns;
  readonly pathRule: PathRule;
  /** Distances of levels and of waiting orders, in points. */
  readonly distances: { readonly from: number; readonly to: number };
}

/**
 * Gives an order at the close of every other candle, with a stop and a target, whatever is open already: the orders do not
 * depend on what became of others, so that two runs can be compared order by order.
 */
export function playScattered(options: ScatteredOptions): ScatteredRun {
  const { instrument, series, ticks, pathRule } = options;
  const orders: ScatteredOrder[] = [];
  const outcomes = new Map<string, Outcome>();
  const entries = new Map<string, { candle: number; price: number }>();
  let candle = 0;
  const backtest = new Backtest({
    runId: 'scattered',
    series,
    instrument,
    ...(ticks === undefined ? {} : { ticks }),
    predictor: null,
    strategy: strategyOf(scattered(options, orders)),
    limits: RISK_UNLIMITED,
    costs: COSTS_NONE,
    account: {
      currency: currency('USD'),
      initialBalance: 1_000_000_000 as MinorUnits,
      stopOutLevel: 0,
      ordersMax: 1_000_000,
    },
    random: createRandom('scattered'),
    pathRule,
    listener: {
      // Comes at the end of each candle: what is filled before belongs to it.
      onAccount: () => candle++,
      onFill: ({ entry, positionId, price }) => {
        if (entry === DealEntry.In) entries.set(positionId, { candle, price });
      },
      onTrade: ({ positionId, closePrice, exitReason, split }) => {
        const { candle: entryCandle, price: entryPrice } = entries.get(positionId)!;
        const exit = { exitCandle: candle, exitPrice: closePrice, reason: exitReason, net: split.net };
        outcomes.set(positionId, { entryCandle, entryPrice, ...exit });
      },
    },
  });
  while (backtest.step(backtest.chunk));
  return { orders, outcomes, result: backtest.finish() };
}

const KINDS = ['market', 'limit', 'stop'] as const;

function scattered({ seed, instrument, distances }: ScatteredOptions, orders: ScatteredOrder[]) {
  return defineStrategy({
    name: 'scattered',
    description: 'Gives orders of all kinds, whatever is open.',
    parameters: {},
    volume: 0.01,
    start({ candles }) {
      const random = createRandom(`scattered orders ${seed}`);
      const series = candles();
      const draw = (): number => distances.from + random.integer(distances.to - distances.from + 1);
      return {
        onCandle(market: MarketView) {
          if (series.length % 2 === 1) return;
          const kind = KINDS[random.integer(3)]!;
          const isBuy = random.next() < 0.5;
          const away = draw() * (isBuy === (kind === 'stop') ? 1 : -1);
          const from = isBuy ? market.ask : market.bid;
          const price = kind === 'market' ? 0 : fromPoints(instrument, toPoints(instrument, from) + away);
          const stopDistance = roundToTick(instrument, fromPoints(instrument, draw()));
          const targetDistance = roundToTick(instrument, fromPoints(instrument, draw()));
          const levels = { stopLoss: stopDistance, takeProfit: targetDistance };
          const terms = {
            ...levels,
            ...(kind === 'limit' && { limit: price }),
            ...(kind === 'stop' && { stop: price }),
          };
          const id = isBuy ? market.buy(terms) : market.sell(terms);
          orders.push({ id, candle: series.length - 1, kind, isBuy, price, stopDistance, targetDistance });
        },
      };
    },
  });
}
