import {
  ColumnarEngine,
  ColumnCache,
  type ColumnarSettings,
  type TimeRange,
  type TrialEvaluation,
  type TrialOutcome,
} from '@pipwright/backtest';
import { lowerBound, sliceCandles } from '@pipwright/model';
import type { ColumnTargets, ParameterValues, StrategyDefinition } from '@pipwright/trading';
import { failureOf } from './event-engine.ts';

/** An engine for one range, with room for its daily returns. */
interface RangeEngine {
  readonly engine: ColumnarEngine;
  readonly first: number;
  readonly end: number;
  readonly returns: Float64Array;
}

/** Whole range, and the few first parts of it on which trials are stopped early. */
const RANGES_MAX = 12;

/**
 * Evaluates trials over columns: targets over all candles up to the end of the range, so that averages are warm at its
 * start, trades inside the range alone.
 */
export class ColumnarTrials {
  readonly #settings: ColumnarSettings;
  readonly #definition: StrategyDefinition;
  readonly #cache: ColumnCache;
  readonly #ranges = new Map<string, RangeEngine>();

  /** `cacheBytesMax`: room for columns that parameter sets share. */
  constructor(settings: ColumnarSettings, definition: StrategyDefinition, cacheBytesMax: number) {
    this.#settings = settings;
    this.#definition = definition;
    this.#cache = new ColumnCache(cacheBytesMax);
  }

  /** Null where these parameters turn out to be beyond what columns can tell: the event engine runs them. */
  evaluate(parameters: ParameterValues, range: TimeRange): TrialEvaluation | null {
    try {
      const { engine, first, end, returns } = this.#rangeEngine(range);
      const figures = engine.measure(part(this.#targets(parameters), first, end), returns);
      if (figures.kind === 'refused') return null;
      const { initialBalance, net, trades, grossProfit, grossLoss, drawdownFraction, digest } = figures;
      const outcome: TrialOutcome = {
        initialBalance,
        net,
        trades,
        grossProfit,
        grossLoss,
        drawdown: drawdownFraction,
        dailyReturns: returns.slice(0, engine.days),
        digest,
      };
      return { ok: true, outcome };
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Over every candle: what the columns say at one of them does not depend on where a range ends. */
  #targets(parameters: ParameterValues): ColumnTargets {
    const { instrument, series } = this.#settings;
    return this.#definition.columns!({ parameters, instrument, candles: series.candles, cached: this.#cache.cached });
  }

  #rangeEngine(range: TimeRange): RangeEngine {
    const key = `${range.from} ${range.to}`;
    const known = this.#ranges.get(key);
    if (known !== undefined) return known;
    const { series } = this.#settings;
    const first = lowerBound(series.candles.time, range.from);
    const end = lowerBound(series.candles.time, range.to);
    const engine = new ColumnarEngine({
      ...this.#settings,
      series: { ...series, candles: sliceCandles(series.candles, first, end) },
    });
    const made = { engine, first, end, returns: new Float64Array(engine.days) };
    if (this.#ranges.size === RANGES_MAX) this.#ranges.delete(this.#ranges.keys().next().value!);
    this.#ranges.set(key, made);
    return made;
  }
}

function part(targets: ColumnTargets, first: number, end: number): ColumnTargets {
  const { position, stopLossDistance, takeProfitDistance } = targets;
  return {
    position: position.subarray(first, end),
    ...(stopLossDistance === undefined ? {} : { stopLossDistance: stopLossDistance.subarray(first, end) }),
    ...(takeProfitDistance === undefined ? {} : { takeProfitDistance: takeProfitDistance.subarray(first, end) }),
  };
}
