import { timeframeMs } from '@pipwright/model';
import { choice, defineStrategy, number } from '@pipwright/trading';

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

const atr = { min: 0.1, max: 100, step: 0.5 };
const probability = { default: 0.55, min: 0.01, max: 1, step: 0.01 };

/**
 * Trades what a trained model says: a calibrated probability that the price is higher after its horizon. Stop and target
 * are measured in the average true range of one candle, and a position is given up when the horizon has passed.
 */
export default defineStrategy({
  name: 'model-signal',
  description: 'Trades the probability that a model gives, with stop, target and a time limit.',
  model: 'required',
  parameters: {
    buyProbabilityMin: number({ ...probability, description: 'Buy at or above this probability of a rise.' }),
    sellProbabilityMin: number({ ...probability, description: 'Sell at or above this probability of a fall.' }),
    stopAtr: number({ ...atr, default: 2, description: 'Stop, in average true ranges.' }),
    targetAtr: number({ ...atr, default: 3, description: 'Target, in average true ranges.' }),
    rewardToRiskMin: number({
      default: 1.2,
      min: 0,
      max: 100,
      step: 0.1,
      description: 'Least (target - commission) / (stop + commission).',
    }),
    expectedValueMin: number({
      default: 0,
      min: -100,
      max: 100,
      step: 0.05,
      description: 'Least expected value after spread and commission, as a fraction of the stop.',
    }),
    holdingMs: number({
      default: 0,
      min: 0,
      max: 4e10,
      step: 3_600_000,
      description: 'Longest holding in milliseconds; 0 for the horizon of the model.',
    }),
    onOpposite: choice(['hold', 'reverse'], { description: 'What a signal against an open position does.' }),
  },
  constraint: ({ buyProbabilityMin, sellProbabilityMin }) =>
    buyProbabilityMin + sellProbabilityMin > 1 ||
    'buyProbabilityMin and sellProbabilityMin together must be more than 1, or a candle would be bought and sold',

  start({ parameters, instrument, timeframe }) {
    const { buyProbabilityMin, sellProbabilityMin, stopAtr, targetAtr, rewardToRiskMin, expectedValueMin } = parameters;
    const frame = timeframeMs(timeframe);
    const reverse = parameters.onOpposite === 'reverse';
    let probabilityUp = Number.NaN;
    let silence = '';
    let value = Number.NaN;

    // Sentences for people who ask, made only where somebody does.
    const saying = () => `probability of a rise ${probabilityUp.toFixed(3)}`;
    const silent = () => `the model says nothing here: ${silence}`;
    const undecided = () =>
      `${saying()}; buying needs ${buyProbabilityMin}, selling at most ${(1 - sellProbabilityMin).toFixed(3)}`;
    const inPosition = () => `${saying()}; a position of that side is open`;
    const held = () => `${saying()}; a position of the other side is held to its own exit`;
    const littleReward = () => `target against stop after commission is below ${rewardToRiskMin}`;
    const littleValue = () =>
      `expected value after spread and commission is ${(value / instrument.pipSize).toFixed(2)} pips, below ${expectedValueMin} of the stop`;

    return {
      onCandle(market) {
        probabilityUp = market.probabilityUp;
        silence = market.modelSilence;
        const range = market.averageTrueRange;
        if (!(probabilityUp >= 0)) return market.pass('model-silent', silent);
        if (!(range > 0)) return market.pass('range-unknown');
        const isBuy = probabilityUp >= buyProbabilityMin;
        if (!isBuy && 1 - probabilityUp < sellProbabilityMin) {
          return market.pass('probability-between-thresholds', undecided);
        }
        const { direction } = market;
        if (direction === (isBuy ? 1 : -1) || direction === 2) return market.pass('already-in-position', inPosition);
        if (direction !== 0 && !reverse) return market.pass('opposite-position-held', held);

        const stop = stopAtr * range;
        const target = targetAtr * range;
        const commission = market.commissionDistance;
        if ((target - commission) / (stop + commission) < rewardToRiskMin) {
          return market.pass('reward-to-risk-too-small', littleReward);
        }
        const holdingMs = parameters.holdingMs > 0 ? parameters.holdingMs : market.modelHorizonMs;
        const success = Math.max(probabilityUp, 1 - probabilityUp);
        const candles = holdingMs / frame;
        const cost = market.costDistance;
        value = expectedValue({ success, averageTrueRange: range, candles, stop, target, cost });
        if (value < expectedValueMin * stop) return market.pass('expected-value-too-small', littleValue);
        const options = { stopLoss: stop, takeProfit: target, holdingMs, reverse };
        if (isBuy) market.buy(options);
        else market.sell(options);
      },
    };
  },
});
