import type { CandleSeries } from '@pipwright/model';
import type { SlippageModel } from '../costs/slippage.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import type { CommissionModel } from '../venue/venue-options.ts';
import { runAll, type RunOptions } from './task-pool.ts';

/** What costs are multiplied by. */
export interface CostFactors {
  readonly spread: number;
  readonly slippage: number;
  readonly commission: number;
}

export interface CostScenario {
  readonly name: string;
  /** The factor that the name is about. */
  readonly factor: number;
  readonly factors: CostFactors;
}

const USUAL: CostFactors = { spread: 1, slippage: 1, commission: 1 };

/** Costs as they were assumed, none at all, and worse ones. */
export const COST_SCENARIOS: readonly CostScenario[] = [
  { name: 'as assumed', factor: 1, factors: USUAL },
  { name: 'no costs', factor: 0, factors: { spread: 0, slippage: 0, commission: 0 } },
  { name: 'spread', factor: 1.5, factors: { ...USUAL, spread: 1.5 } },
  { name: 'spread', factor: 2, factors: { ...USUAL, spread: 2 } },
  { name: 'slippage', factor: 2, factors: { ...USUAL, slippage: 2 } },
  { name: 'slippage', factor: 4, factors: { ...USUAL, slippage: 4 } },
  { name: 'commission', factor: 2, factors: { ...USUAL, commission: 2 } },
  { name: 'all costs', factor: 1.5, factors: { spread: 1.5, slippage: 1.5, commission: 1.5 } },
  { name: 'all costs', factor: 2, factors: { spread: 2, slippage: 2, commission: 2 } },
];

/** What a strategy made at other costs. Money in minor units. */
export interface CostStressRow {
  readonly name: string;
  readonly factor: number;
  readonly net: number;
  readonly sharpe: number | null;
  readonly trades: number;
}

export interface CostStressOptions extends RunOptions {
  readonly scenarios?: readonly CostScenario[];
  /** Runs the strategy at these costs; see `stressedSeries` and `stressedCosts`. */
  readonly run: (factors: CostFactors) => Promise<Omit<CostStressRow, 'name' | 'factor'>>;
}

export async function costStress(options: CostStressOptions): Promise<CostStressRow[]> {
  const { scenarios = COST_SCENARIOS, run } = options;
  return runAll('cost stress', scenarios.length, options, async (index) => {
    const { name, factor, factors } = scenarios[index]!;
    const { net, sharpe, trades } = await run(factors);
    return { name, factor, net, sharpe, trades };
  });
}

/**
 * The series with its asks at `factor` times their distance from the bids, which stay. Between the ends of a candle the
 * ask stays at least as wide as its open and close.
 */
export function stressedSeries(series: CandleSeries, factor: number): CandleSeries {
  if (factor === 1) return series;
  const { candles } = series;
  const widened = (bid: Float64Array, ask: Float64Array): Float64Array =>
    ask.map((value, index) => bid[index]! + (value - bid[index]!) * factor);
  const askOpen = widened(candles.open, candles.askOpen);
  const askClose = widened(candles.close, candles.askClose);
  const high = widened(candles.high, candles.askHigh);
  const low = widened(candles.low, candles.askLow);
  return {
    ...series,
    candles: {
      ...candles,
      askOpen,
      askClose,
      askHigh: high.map((value, index) => Math.max(value, askOpen[index]!, askClose[index]!)),
      askLow: low.map((value, index) => Math.min(value, askOpen[index]!, askClose[index]!)),
    },
  };
}

/** The costs with slippage and commission at these factors. Slippage that follows the spread is not widened with it. */
export function stressedCosts(costs: TradingCosts, factors: CostFactors): TradingCosts {
  return {
    ...costs,
    slippage: scaledSlippage(costs.slippage, factors),
    commission: scaledCommission(costs.commission, factors.commission),
  };
}

const HOURS = 24;

function scaledSlippage(model: SlippageModel, { slippage, spread }: CostFactors): SlippageModel {
  if (slippage === 0) return { kind: 'none' };
  switch (model.kind) {
    case 'none':
      return model;
    case 'points':
      return { ...model, points: model.points * slippage };
    case 'spread':
      return { ...model, fraction: (model.fraction * slippage) / (spread > 0 ? spread : 1) };
    case 'range':
      return { ...model, fraction: model.fraction * slippage };
    case 'random':
      return { ...model, pointsMax: model.pointsMax * slippage };
    case 'recorded': {
      const hourFactors = model.hourFactors ?? new Array<number>(HOURS).fill(1);
      return { ...model, hourFactors: hourFactors.map((hour) => hour * slippage) };
    }
  }
}

function scaledCommission(model: CommissionModel, factor: number): CommissionModel {
  const minimum = model.minimum === undefined ? {} : { minimum: model.minimum * factor };
  if (model.kind === 'percent') return { ...model, fraction: model.fraction * factor, ...minimum };
  return { ...model, perSide: model.perSide * factor, ...minimum };
}
