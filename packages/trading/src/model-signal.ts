import { Side } from '@pipwright/model';
import { errors } from './errors.ts';
import type { Entry, NoSignal, Strategy, StrategyContext, StrategyDecision } from './strategy.ts';

export interface ModelSignalParameters {
  /** Buy at or above this probability that the price rises. */
  readonly buyProbabilityMin: number;
  /** Sell at or above this probability that the price falls. */
  readonly sellProbabilityMin: number;
  /** Distance of the stop-loss, in average true ranges of one candle. */
  readonly stopAtr: number;
  /** Distance of the take-profit, in average true ranges of one candle. */
  readonly targetAtr: number;
  /** Least (target - commission) / (stop + commission). */
  readonly rewardToRiskMin: number;
  /** Least expected value after spread and commission, as a fraction of the stop distance. */
  readonly expectedValueMin: number;
  /** Longest holding; default: the predictor's horizon. */
  readonly holdingMs?: number;
  /** What a signal against an open position does. */
  readonly onOpposite: 'hold' | 'reverse';
}

export const MODEL_SIGNAL_DEFAULTS: ModelSignalParameters = {
  buyProbabilityMin: 0.55,
  sellProbabilityMin: 0.55,
  stopAtr: 2,
  targetAtr: 3,
  rewardToRiskMin: 1.2,
  expectedValueMin: 0,
  onOpposite: 'hold',
};

const none = (code: string): NoSignal => ({ kind: 'none', code });
const SILENT = none('model-silent');
const NO_RANGE = none('range-unknown');
const UNDECIDED = none('probability-between-thresholds');
const IN_POSITION = none('already-in-position');
const OPPOSITE_HELD = none('opposite-position-held');
const REWARD = none('reward-to-risk-too-small');
const EXPECTED_VALUE = none('expected-value-too-small');

/**
 * Expected profit in price units of going with the probability `success` until the horizon, after costs.
 *
 * For a random walk the mean absolute move over n candles is `sqrt(2n/π)` standard deviations of one candle, and the
 * mean range of one candle is `sqrt(8/π)` of them (Feller, 1951, The asymptotic distribution of the range of sums), so
 * that the move is half the average range times `sqrt(n)`. A success gains it and a failure loses it; it is cut at the
 * target and at the stop.
 */
export function expectedValue(options: {
  readonly success: number;
  readonly averageTrueRange: number;
  readonly candles: number;
  readonly stop: number;
  readonly target: number;
  readonly cost: number;
}): number {
  const move = (options.averageTrueRange * Math.sqrt(options.candles)) / 2;
  const gain = Math.min(move, options.target);
  const loss = Math.min(move, options.stop);
  return options.success * gain - (1 - options.success) * loss - options.cost;
}

/** Trades the calibrated probability of a model, with stop and target in average true ranges and a time limit. */
class ModelSignal implements Strategy {
  readonly name = 'model-signal';
  readonly #parameters: ModelSignalParameters;

  constructor(parameters: ModelSignalParameters) {
    this.#parameters = parameters;
  }

  decide(context: StrategyContext): StrategyDecision {
    const { probabilityUp, averageTrueRange } = context.reading;
    const parameters = this.#parameters;
    if (!(probabilityUp >= 0)) return SILENT;
    if (!(averageTrueRange > 0)) return NO_RANGE;
    const buy = probabilityUp >= parameters.buyProbabilityMin;
    if (!buy && 1 - probabilityUp < parameters.sellProbabilityMin) return UNDECIDED;
    const wanted = buy ? 1 : -1;
    if (context.direction === wanted || context.direction === 2) return IN_POSITION;
    if (context.direction !== 0 && parameters.onOpposite === 'hold') return OPPOSITE_HELD;
    const commission = context.commissionDistance;
    const stop = parameters.stopAtr * averageTrueRange;
    const target = parameters.targetAtr * averageTrueRange;
    if ((target - commission) / (stop + commission) < parameters.rewardToRiskMin) return REWARD;
    if (this.#expectedValue(context) < parameters.expectedValueMin * stop) return EXPECTED_VALUE;
    return this.#entry(context, buy ? Side.Buy : Side.Sell);
  }

  describe(code: string, context: StrategyContext): string {
    const { buyProbabilityMin, sellProbabilityMin, rewardToRiskMin, expectedValueMin } = this.#parameters;
    const probability = context.reading.probabilityUp.toFixed(3);
    switch (code) {
      case SILENT.code:
        return `the model says nothing here: ${context.reading.silence}`;
      case NO_RANGE.code:
        return 'the average true range is not known yet';
      case UNDECIDED.code:
        return `probability of a rise ${probability}; buying needs ${buyProbabilityMin}, selling at most ${(1 - sellProbabilityMin).toFixed(3)}`;
      case IN_POSITION.code:
        return `probability of a rise ${probability}; a position of that side is open`;
      case OPPOSITE_HELD.code:
        return `probability of a rise ${probability}; a position of the other side is held to its own exit`;
      case REWARD.code:
        return `target against stop after commission is below ${rewardToRiskMin}`;
      case EXPECTED_VALUE.code: {
        const value = this.#expectedValue(context) / context.instrument.pipSize;
        return `expected value after spread and commission is ${value.toFixed(2)} pips, below ${expectedValueMin} of the stop`;
      }
      default:
        return code;
    }
  }

  #holdingMs(context: StrategyContext): number {
    return this.#parameters.holdingMs ?? context.horizonMs;
  }

  #expectedValue(context: StrategyContext): number {
    const { probabilityUp, averageTrueRange } = context.reading;
    return expectedValue({
      success: Math.max(probabilityUp, 1 - probabilityUp),
      averageTrueRange,
      candles: this.#holdingMs(context) / context.timeframeMs,
      stop: this.#parameters.stopAtr * averageTrueRange,
      target: this.#parameters.targetAtr * averageTrueRange,
      cost: context.ask - context.bid + context.commissionDistance,
    });
  }

  #entry(context: StrategyContext, side: Side): Entry {
    const range = context.reading.averageTrueRange;
    return {
      kind: 'enter',
      side,
      stopLossDistance: this.#parameters.stopAtr * range,
      takeProfitDistance: this.#parameters.targetAtr * range,
      holdingMs: this.#holdingMs(context),
      closeOpposite: this.#parameters.onOpposite === 'reverse',
    };
  }
}

function require(name: string, value: number, holds: boolean, expected: string): void {
  if (!holds) throw errors.PARAMETER_OUT_OF_RANGE({ name, value, expected });
}

/** Makes the strategy; missing parameters take their defaults. Throws `PARAMETER_OUT_OF_RANGE`. */
export function modelSignal(overrides: Partial<ModelSignalParameters> = {}): Strategy {
  const parameters = { ...MODEL_SIGNAL_DEFAULTS, ...overrides };
  for (const name of ['buyProbabilityMin', 'sellProbabilityMin'] as const) {
    const value = parameters[name];
    require(name, value, value > 0 && value <= 1, 'a probability above 0, at most 1');
  }
  const { buyProbabilityMin, sellProbabilityMin, stopAtr, targetAtr, holdingMs } = parameters;
  require('buyProbabilityMin + sellProbabilityMin', buyProbabilityMin + sellProbabilityMin, buyProbabilityMin +
    sellProbabilityMin >
    1, 'more than 1, or a candle would be bought and sold');
  require('stopAtr', stopAtr, stopAtr > 0, 'more than 0');
  require('targetAtr', targetAtr, targetAtr > 0, 'more than 0');
  if (holdingMs !== undefined) require('holdingMs', holdingMs, holdingMs > 0, 'more than 0');
  return new ModelSignal(parameters);
}
