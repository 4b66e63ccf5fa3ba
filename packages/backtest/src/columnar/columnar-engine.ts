import { sliceCandles, type CandleColumns, type EpochMs, type MinorUnits } from '@pipwright/model';
import type { ColumnInput, ColumnTargets, StrategyDefinition, ParameterValues } from '@pipwright/trading';
import type { BacktestResult } from '../backtest-result.ts';
import { errors } from '../errors.ts';
import { costTotals, symbolTotals } from '../run/run-totals.ts';
import { sharpeRatio } from '../statistics/sharpe.ts';
import { PathRule } from '../venue/venue-options.ts';
import { ColumnCache } from './column-cache.ts';
import { ColumnarRun } from './columnar-run.ts';
import { columnarRefusal, type ColumnarRefusal, type ColumnarSettings } from './columnar-settings.ts';
import { FigureSink } from './figure-sink.ts';
import { RecordSink } from './record-sink.ts';

/** What a backtest of the same strategy finds, as far as columns can tell: the same trades, account and digest. */
export interface ColumnarResult extends Pick<
  BacktestResult,
  | 'runId'
  | 'symbol'
  | 'timeframe'
  | 'symbols'
  | 'strategy'
  | 'askSource'
  | 'currency'
  | 'initialBalance'
  | 'finalBalance'
  | 'from'
  | 'to'
  | 'candles'
  | 'trades'
  | 'equity'
  | 'costs'
  | 'bySymbol'
  | 'fills'
  | 'fillSources'
  | 'pathRule'
  | 'digest'
  | 'barrierExits'
  | 'ruleExits'
> {
  readonly kind: 'done';
}

/** What a sweep keeps of one parameter set. Money in minor units. */
export interface ColumnarFigures {
  readonly kind: 'done';
  readonly initialBalance: MinorUnits;
  readonly net: MinorUnits;
  readonly trades: number;
  /** Trades with a net above 0; null without trades. */
  readonly winRate: number | null;
  /** Sums of the nets of trades that won and of the others. */
  readonly grossProfit: number;
  readonly grossLoss: number;
  /** Deepest falls of the equity at closes of candles from its peak before: in minor units, and as a fraction of the peak. */
  readonly drawdown: number;
  readonly drawdownFraction: number;
  /** Of the daily returns, annualised; null where it is not defined. */
  readonly sharpe: number | null;
  /** The digest that the event engine's fills have. */
  readonly digest: string;
}

/**
 * Runs vectorised strategies on one series under one set of costs, many times over. It gives what `runBacktest` gives for the
 * same decisions, trade by trade and to the minor unit, or refuses with a reason. One engine serves one thread.
 */
export class ColumnarEngine {
  /** With the candles that are traded only. */
  readonly #settings: ColumnarSettings;
  /** Those from before included. */
  readonly #candles: CandleColumns;
  readonly #run: ColumnarRun;
  readonly #figures: FigureSink;
  readonly #cache: ColumnCache;

  /**
   * `cacheBytesMax`: room for columns that parameter sets share. Throws `COLUMNAR_REFUSED` where `columnarRefusal` is not null,
   * `NO_CANDLES`, and what the costs and rates throw.
   */
  constructor(settings: ColumnarSettings, options: { readonly cacheBytesMax?: number } = {}) {
    const { series, instrument, account, first = 0 } = settings;
    const refusal = columnarRefusal(settings);
    if (refusal !== null) throw errors.COLUMNAR_REFUSED({ code: refusal.code, reason: refusal.reason });
    const { symbol, timeframe } = series;
    this.#candles = series.candles;
    const candles = sliceCandles(series.candles, first, series.candles.length);
    if (candles.length === 0) throw errors.NO_CANDLES({ symbol, timeframe });
    this.#settings = { ...settings, series: { ...series, candles } };
    this.#run = new ColumnarRun(this.#settings);
    this.#figures = new FigureSink(this.#run, instrument, account.initialBalance);
    this.#cache = new ColumnCache(options.cacheBytesMax);
  }

  /** Trading days of what is traded: how many daily returns there are. */
  get days(): number {
    return this.#run.facts.dayEnds.length;
  }

  /** What a strategy with these parameters wants, the shared columns being kept. Its `columns` must be there. */
  targets(definition: StrategyDefinition, parameters: ParameterValues): ColumnTargets {
    const { instrument } = this.#settings;
    const { cached } = this.#cache;
    const input: ColumnInput<ParameterValues> = { parameters, instrument, candles: this.#candles, cached };
    return definition.columns!(input);
  }

  /** Figures only, for sweeps. Writes the daily returns to the first `days` places of `returns`. */
  measure(targets: ColumnTargets, returns: Float64Array): ColumnarFigures | ColumnarRefusal {
    if (returns.length < this.days) throw new RangeError(`${this.days} daily returns do not fit in ${returns.length}`);
    const sink = this.#figures;
    sink.begin(returns);
    const refusal = this.#run.run(this.#traded(targets), sink);
    if (refusal !== null) return refusal;
    const { trades, wins, grossProfit, grossLoss, drawdown, drawdownFraction } = sink;
    const sharpe = sharpeRatio(returns.subarray(0, this.days));
    return {
      kind: 'done',
      initialBalance: this.#settings.account.initialBalance,
      net: (grossProfit + grossLoss) as MinorUnits,
      trades,
      winRate: trades === 0 ? null : wins / trades,
      grossProfit,
      grossLoss,
      drawdown,
      drawdownFraction,
      sharpe: Number.isFinite(sharpe) ? sharpe : null,
      digest: sink.digest(),
    };
  }

  /** Every trade and the account at every candle. `name`: of the strategy. */
  record(
    targets: ColumnTargets,
    { runId, name }: { readonly runId: string; readonly name: string },
  ): ColumnarResult | ColumnarRefusal {
    const { series, instrument, account, pathRule = PathRule.Pessimistic } = this.#settings;
    const sink = new RecordSink(this.#run, instrument, runId);
    const refusal = this.#run.run(this.#traded(targets), sink);
    if (refusal !== null) return refusal;
    const { trades, equity, fills } = sink;
    const { symbol, timeframe, askSource, candles } = series;
    const { length } = candles;
    return {
      kind: 'done',
      runId,
      symbol,
      timeframe,
      symbols: [symbol],
      strategy: name,
      askSource,
      currency: account.currency,
      initialBalance: account.initialBalance,
      finalBalance: equity.balance[length - 1] as MinorUnits,
      from: candles.time[0] as EpochMs,
      to: equity.time[length - 1] as EpochMs,
      candles: length,
      trades,
      equity,
      costs: costTotals(trades, sink.turnover),
      bySymbol: [symbolTotals(symbol, { candles: length, fills }, trades)],
      fills,
      fillSources: sink.sources,
      pathRule,
      digest: sink.digest(),
      barrierExits: sink.barrierExits,
      ruleExits: sink.ruleExits,
    };
  }

  /** The targets of the candles that are traded. */
  #traded(targets: ColumnTargets): ColumnTargets {
    const { first = 0 } = this.#settings;
    if (first === 0) return targets;
    const { position, stopLossDistance, takeProfitDistance } = targets;
    return {
      position: position.subarray(first),
      ...(stopLossDistance !== undefined && { stopLossDistance: stopLossDistance.subarray(first) }),
      ...(takeProfitDistance !== undefined && { takeProfitDistance: takeProfitDistance.subarray(first) }),
    };
  }
}
