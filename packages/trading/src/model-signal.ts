import { timeframeMs } from '@pipwright/model';
import { defineStrategy, strategyOf } from './define-strategy.ts';
import { choice, number, type ParameterValues } from './parameters.ts';
import type { MarketView, Strategy } from './strategy-definition.ts';

const PARAMETERS = {
  buyProbabilityMin: number({
    default: 0.55,
    min: 0.01,
    max: 1,
    description: 'Buy at or above this probability that the price rises.',
  }),
  sellProbabilityMin: number({
    default: 0.55,
    min: 0.01,
    max: 1,
    description: 'Sell at or above this probability that the price falls.',
  }),
  stopAtr: number({
    default: 2,
    min: 0.1,
    max: 100,
    description: 'Distance of the stop-loss, in average true ranges of one candle.',
  }),
  targetAtr: number({
    default: 3,
    min: 0.1,
    max: 100,
    description: 'Distance of the take-profit, in average true ranges of one candle.',
  }),
  rewardToRiskMin: number({
    default: 1.2,
    min: 0,
    max: 100,
    description: 'Least (target - commission) / (stop + commission).',
  }),
  expectedValueMin: number({
    default: 0,
    min: -100,
    max: 100,
    description: 'Least expected value after spread and commission, as a fraction of the stop distance.',
  }),
  holdingMs: number({
    default: 0,
    min: 0,
    max: 4e10,
    description: 'Longest holding in milliseconds; 0 for the horizon of the model.',
  }),
  onOpposite: choice(['hold', 'reverse'], { description: 'What a signal against an open position does.' }),
};

export type ModelSignalParameters = ParameterValues<typeof PARAMETERS>;

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

/** What one candle says, as the checks read it. */
class Reading {
  readonly #parameters: ModelSignalParameters;
  readonly #timeframeMs: number;
  readonly #pipSize: number;
  #probabilityUp = Number.NaN;
  #silence = '';
  #value = Number.NaN;

  constructor(parameters: ModelSignalParameters, { frameMs, pipSize }: { frameMs: number; pipSize: number }) {
    this.#parameters = parameters;
    this.#timeframeMs = frameMs;
    this.#pipSize = pipSize;
  }

  take(market: MarketView): void {
    this.#probabilityUp = market.probabilityUp;
    this.#silence = market.modelSilence;
  }

  holdingMs(market: MarketView): number {
    return this.#parameters.holdingMs > 0 ? this.#parameters.holdingMs : market.modelHorizonMs;
  }

  expectedValue(market: MarketView): number {
    const { averageTrueRange } = market;
    this.#value = expectedValue({
      success: Math.max(this.#probabilityUp, 1 - this.#probabilityUp),
      averageTrueRange,
      candles: this.holdingMs(market) / this.#timeframeMs,
      stop: this.#parameters.stopAtr * averageTrueRange,
      target: this.#parameters.targetAtr * averageTrueRange,
      cost: market.costDistance,
    });
    return this.#value;
  }

  readonly silent = () => `the model says nothing here: ${this.#silence}`;
  readonly rangeUnknown = () => 'the average true range is not known yet';
  readonly undecided = () => {
    const { buyProbabilityMin, sellProbabilityMin } = this.#parameters;
    return `${this.#saying()}; buying needs ${buyProbabilityMin}, selling at most ${(1 - sellProbabilityMin).toFixed(3)}`;
  };
  readonly inPosition = () => `${this.#saying()}; a position of that side is open`;
  readonly oppositeHeld = () => `${this.#saying()}; a position of the other side is held to its own exit`;
  readonly rewardTooSmall = () => `target against stop after commission is below ${this.#parameters.rewardToRiskMin}`;
  readonly valueTooSmall = () => {
    const pips = (this.#value / this.#pipSize).toFixed(2);
    return `expected value after spread and commission is ${pips} pips, below ${this.#parameters.expectedValueMin} of the stop`;
  };

  #saying(): string {
    return `probability of a rise ${this.#probabilityUp.toFixed(3)}`;
  }
}

/** Trades the calibrated probability of a model, with stop and target in average true ranges and a time limit. */
const MODEL_SIGNAL = defineStrategy({
  name: 'model-signal',
  description: 'Trades the calibrated probability of a model, with stop and target in average true ranges.',
  model: 'required',
  parameters: PARAMETERS,
  constraint: ({ buyProbabilityMin, sellProbabilityMin }) =>
    buyProbabilityMin + sellProbabilityMin > 1 ||
    'buyProbabilityMin and sellProbabilityMin together must be more than 1, or a candle would be bought and sold',
  start({ parameters, instrument, timeframe }) {
    const { buyProbabilityMin, sellProbabilityMin, stopAtr, targetAtr, rewardToRiskMin, expectedValueMin } = parameters;
    const reading = new Reading(parameters, { frameMs: timeframeMs(timeframe), pipSize: instrument.pipSize });
    const reverse = parameters.onOpposite === 'reverse';
    return {
      onCandle(market) {
        const { probabilityUp, averageTrueRange } = market;
        reading.take(market);
        if (!(probabilityUp >= 0)) return market.pass('model-silent', reading.silent);
        if (!(averageTrueRange > 0)) return market.pass('range-unknown', reading.rangeUnknown);
        const isBuy = probabilityUp >= buyProbabilityMin;
        if (!isBuy && 1 - probabilityUp < sellProbabilityMin) {
          return market.pass('probability-between-thresholds', reading.undecided);
        }
        const { direction } = market;
        if (direction === (isBuy ? 1 : -1) || direction === 2) {
          return market.pass('already-in-position', reading.inPosition);
        }
        if (direction !== 0 && !reverse) return market.pass('opposite-position-held', reading.oppositeHeld);
        const commission = market.commissionDistance;
        const stopLoss = stopAtr * averageTrueRange;
        const takeProfit = targetAtr * averageTrueRange;
        if ((takeProfit - commission) / (stopLoss + commission) < rewardToRiskMin) {
          return market.pass('reward-to-risk-too-small', reading.rewardTooSmall);
        }
        if (reading.expectedValue(market) < expectedValueMin * stopLoss) {
          return market.pass('expected-value-too-small', reading.valueTooSmall);
        }
        const options = { stopLoss, takeProfit, holdingMs: reading.holdingMs(market), reverse };
        if (isBuy) market.buy(options);
        else market.sell(options);
      },
    };
  },
});

export const MODEL_SIGNAL_DEFAULTS: ModelSignalParameters = strategyOf(MODEL_SIGNAL)
  .parameters as ModelSignalParameters;

/** Makes the strategy; missing parameters take their defaults. Throws `PARAMETER_OUT_OF_RANGE`, `PARAMETERS_MAKE_NO_SENSE`. */
export function modelSignal(overrides: Partial<ModelSignalParameters> = {}): Strategy {
  return strategyOf(MODEL_SIGNAL, overrides);
}
