import {
  candleCloseTime,
  type AskSource,
  type CandleSeries,
  type EpochMs,
  type Fill,
  type Instrument,
  type MinorUnits,
  type ProfitSplit,
  type Trade,
} from '@pipwright/model';
import { invariant, type Random } from '@pipwright/kernel';
import {
  Risk,
  TradingSession,
  type ConversionRates,
  type Predictor,
  type RiskLimits,
  type SessionListener,
  type Sizing,
  type Strategy,
} from '@pipwright/trading';
import type { BacktestResult, CostTotals, EquityColumns } from './backtest-result.ts';
import { commissionOf } from './costs/commission.ts';
import type { TradingCosts } from './costs/trading-costs.ts';
import { errors } from './errors.ts';
import { FillDigest } from './fill-digest.ts';
import { SimulatedVenue } from './venue/simulated-venue.ts';
import type { VenueAccount } from './venue/venue-options.ts';

export interface BacktestOptions {
  /** Names the run and starts every id in it. */
  readonly runId: string;
  readonly series: CandleSeries;
  readonly instrument: Instrument;
  /** Null for strategies that need no model. */
  readonly predictor: Predictor | null;
  readonly strategy: Strategy;
  readonly sizing: Sizing;
  /** Missing limits take their defaults. */
  readonly limits?: Partial<RiskLimits>;
  readonly costs: TradingCosts;
  readonly account: VenueAccount;
  readonly random: Random;
  readonly rates?: ConversionRates;
  /** Hears every decision, fill and trade. Listening to decisions makes sentences for each candle and costs time. */
  readonly listener?: SessionListener;
}

/** A backtest that is stepped by its caller. */
export class Backtest {
  readonly #options: BacktestOptions;
  readonly #venue: SimulatedVenue;
  readonly #session: TradingSession;
  readonly #equity: EquityColumns;
  readonly #trades: Trade[] = [];
  readonly #digest = new FillDigest();
  #next = 0;

  /** Throws `NO_CANDLES`, `NO_CONVERSION_RATE`, `COST_OUT_OF_RANGE`. */
  constructor(options: BacktestOptions) {
    const { series, instrument, account, costs, random, rates, runId, predictor, strategy, sizing } = options;
    const { length } = series.candles;
    if (length === 0) throw errors.NO_CANDLES({ symbol: series.symbol, timeframe: series.timeframe });
    const conversion = rates === undefined ? {} : { rates };
    this.#options = options;
    this.#venue = new SimulatedVenue({ account, instruments: [instrument], costs, random, ...conversion });
    this.#session = new TradingSession({
      runId,
      instrument,
      timeframe: series.timeframe,
      predictor,
      strategy,
      sizing,
      risk: new Risk(options.limits),
      broker: this.#venue,
      commission: commissionOf(costs.commission, account.currency),
      listener: this.#listener(),
      ...conversion,
    });
    this.#equity = {
      time: new Float64Array(length),
      balance: new Float64Array(length),
      equity: new Float64Array(length),
    };
  }

  /** Candles processed so far. */
  get processed(): number {
    return this.#next;
  }

  /** Candles in all. */
  get total(): number {
    return this.#options.series.candles.length;
  }

  /** Processes up to `count` more candles. Returns `false` when there are no more. */
  step(count: number): boolean {
    const { candles, symbol, timeframe } = this.#options.series;
    const end = Math.min(this.total, this.#next + count);
    const { time, balance, equity } = this.#equity;
    const account = this.#venue.account();
    for (; this.#next < end; this.#next++) {
      const index = this.#next;
      this.#venue.onCandleClosed(symbol, candles, index, candleCloseTime(candles.time[index] as EpochMs, timeframe));
      this.#session.onCandleClosed(candles, index);
      time[index] = candleCloseTime(candles.time[index] as EpochMs, timeframe);
      balance[index] = account.balance;
      equity[index] = account.equity;
    }
    return end < this.total;
  }

  /** Closes what is open at the last quote and gathers the result. Called once, after the last step. */
  finish(): BacktestResult {
    const { runId, series, predictor, strategy, account } = this.#options;
    const last = this.#next - 1;
    const to = this.#equity.time[last] as EpochMs;
    this.#venue.finish(to);
    // The last row shows the account after the closing of what was left.
    this.#equity.balance[last] = this.#venue.account().balance;
    this.#equity.equity[last] = this.#venue.account().equity;
    const { ledger, totals } = this.#venue;
    const costs = costTotals(this.#trades, ledger.turnover);
    if (account.initialBalance + costs.net !== ledger.book.balance) {
      invariant(false, `the balance ${ledger.book.balance} is the initial one and the net of all trades ${costs.net}`);
    }
    return {
      runId,
      symbol: series.symbol,
      timeframe: series.timeframe,
      strategy: strategy.name,
      modelId: predictor?.modelId ?? null,
      askSource: series.askSource satisfies AskSource,
      currency: account.currency,
      initialBalance: account.initialBalance,
      finalBalance: ledger.book.balance,
      from: series.candles.time[0] as EpochMs,
      to,
      candles: this.#next,
      trades: this.#trades,
      equity: sliceEquity(this.#equity, this.#next),
      decisions: this.#session.counts,
      costs,
      fills: ledger.fills,
      digest: this.#digest.finish(),
      barrierExits: totals.barrierExits,
      ruleExits: totals.ruleExits,
      stopOuts: totals.stopOuts,
    };
  }

  #listener(): SessionListener {
    const { listener } = this.#options;
    return {
      ...bound(listener),
      onFill: (fill: Fill) => {
        this.#digest.add(fill);
        listener?.onFill?.(fill);
      },
      onTrade: (trade: Trade) => {
        this.#trades.push(trade);
        listener?.onTrade?.(trade);
      },
    };
  }
}

/** The callbacks that a listener has, so that nothing is built for those that it lacks. */
function bound(listener: SessionListener | undefined): SessionListener {
  if (listener === undefined) return {};
  return {
    ...(listener.onPrediction && { onPrediction: (prediction) => listener.onPrediction!(prediction) }),
    ...(listener.onDecision && { onDecision: (decision) => listener.onDecision!(decision) }),
    ...(listener.onOrder && { onOrder: (event) => listener.onOrder!(event) }),
    ...(listener.onAccount && { onAccount: (time, account) => listener.onAccount!(time, account) }),
  };
}

function sliceEquity(equity: EquityColumns, length: number): EquityColumns {
  return {
    time: equity.time.subarray(0, length),
    balance: equity.balance.subarray(0, length),
    equity: equity.equity.subarray(0, length),
  };
}

function costTotals(trades: readonly Trade[], turnover: number): CostTotals {
  const sum = (part: keyof ProfitSplit): MinorUnits =>
    trades.reduce((total, trade) => total + trade.split[part], 0) as MinorUnits;
  return {
    price: sum('price'),
    spread: sum('spread'),
    slippage: sum('slippage'),
    commission: sum('commission'),
    swap: sum('swap'),
    net: sum('net'),
    turnover,
  };
}
