import type { Statistics } from '@pipwright/backtest';
import type { ReportDocument } from '@pipwright/protocol';
import type { UnseenPredictor } from '../pipeline/unseen-predictor.ts';
import type { ReportInput } from './report-input.ts';

const ASK_SIDES = {
  quoted: 'quoted by the provider',
  spread: 'from the spread that the provider gives per candle',
  assumed: 'assumed: the instrument’s typical spread was added to the bid',
} as const;
const RULE_SHARE_GOOD = 0.02;

const count = (number: number): string => number.toLocaleString('en-US');

function predictionsOf({ outOfFold, afterTraining }: UnseenPredictor): ReportDocument['dataQuality'][number] {
  const predicted = outOfFold + afterTraining;
  return {
    name: 'Predictions',
    value: `${count(predicted)} candles, each predicted by a model that had not seen it (${count(outOfFold)} in the walk-forward, ${count(afterTraining)} after the training)`,
    good: predicted > 0,
  };
}

/** How far the data can be trusted to carry the result. */
export function dataQualityOf(input: ReportInput, statistics: Statistics): ReportDocument['dataQuality'] {
  const { result, series, unseen, simulated, sources } = input;
  const ruleShare = statistics.ruleExitShare;
  return [
    { name: 'Source', value: simulated ? 'simulated market, not a real one' : sources.join(', '), good: !simulated },
    { name: 'Ask side', value: ASK_SIDES[series.askSource], good: series.askSource !== 'assumed' },
    { name: 'Candles', value: `${count(result.candles)} of ${series.timeframe}`, good: true },
    ...(unseen === null ? [] : [predictionsOf(unseen)]),
    {
      name: 'Exits by rule',
      value:
        ruleShare === null
          ? 'no exits at stop or target'
          : `${(ruleShare * 100).toFixed(1)} % of the exits at stop or target rest on the rule for candles that reach both`,
      good: ruleShare === null || ruleShare <= RULE_SHARE_GOOD,
    },
  ];
}
