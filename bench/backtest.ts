import { COST_DEFAULTS, runBacktest, type BacktestOptions, type BacktestResult } from '@pipwright/backtest';
import { Atr } from '@pipwright/indicators';
import { createRandom } from '@pipwright/kernel';
import { currency, type CandleSeries, type MinorUnits } from '@pipwright/model';
import { columnPredictor, riskSizing, strategyOf, type Predictor } from '@pipwright/trading';
import modelSignal from '../examples/strategies/model-signal.ts';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, FULL_M1, madeMarket } from './made-market.ts';

const HOUR_MS = 3_600_000;
const USD = currency('USD');

/** Wide stops, and small risk on a large account: half of the trades must not ruin it before the ten years are over. */
const STRATEGY = { stopAtr: 20, targetAtr: 30, holdingMs: 8 * HOUR_MS, expectedValueMin: -1 };
const RISK_PER_TRADE = 0.0002;
const INITIAL_BALANCE = 100_000_000 as MinorUnits;

interface MadePredictions {
  readonly time: Float64Array;
  readonly probabilityUp: Float64Array;
  readonly averageTrueRange: Float64Array;
}

/** A coin instead of a model: its probability passes the thresholds at one candle in four. */
function madePredictions({ candles }: CandleSeries): MadePredictions {
  const random = createRandom('bench predictions');
  const averageTrueRange = new Float64Array(candles.length);
  new Atr({ period: 14 }).process(candles, 0, candles.length, [averageTrueRange, new Float64Array(candles.length)]);
  const probabilityUp = averageTrueRange.map((range) => (Number.isNaN(range) ? range : 0.44 + 0.12 * random.next()));
  return { time: candles.time, probabilityUp, averageTrueRange };
}

function optionsOf(series: CandleSeries, predictor: Predictor): BacktestOptions {
  return {
    runId: 'bench',
    series,
    instrument: EURUSD,
    predictor,
    strategy: strategyOf(modelSignal, STRATEGY),
    sizing: riskSizing({ riskPerTrade: RISK_PER_TRADE, marginShareMax: 0.3 }),
    limits: { drawdownMax: 1 },
    costs: COST_DEFAULTS,
    account: { currency: USD, initialBalance: INITIAL_BALANCE, stopOutLevel: 0.5 },
    random: createRandom('bench venue'),
  };
}

function digestOfResult({ digest, finalBalance, costs, equity }: BacktestResult): string {
  return digestOf([digest, String(finalBalance), JSON.stringify(costs), equity.balance, equity.equity]);
}

export const backtest: Benchmark = {
  name: 'backtest',
  what: 'ten years of M1, event by event: stops, targets, time limits, risk checks, spread, slippage, commission, swap',
  unit: 'candles',
  budget: { kind: 'rate', perSecondMin: 1_000_000 },
  prepare(size) {
    const series = madeMarket('M1', size === 'full' ? FULL_M1 : 20_000);
    const predictions = madePredictions(series);
    const pass = async () => {
      const predictor = columnPredictor({ modelId: 'bench', horizonMs: 4 * HOUR_MS, ...predictions });
      const result = await runBacktest(optionsOf(series, predictor));
      return {
        count: result.candles,
        digest: () => digestOfResult(result),
        figures: () => ({ trades: result.trades.length, ordersRefused: result.decisions.refused }),
      };
    };
    return Promise.resolve({ pass, dispose: nothingToDispose });
  },
};
