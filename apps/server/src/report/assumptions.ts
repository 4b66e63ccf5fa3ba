import { PathRule } from '@pipwright/backtest';
import { minorDigits, type Instrument } from '@pipwright/model';
import type { ReportDocument } from '@pipwright/protocol';
import type { RiskLimits } from '@pipwright/trading';
import { describeCommission, describeExecution, describeSlippage, describeSwap } from '../costs/describe-models.ts';
import type { RunParameters } from '../pipeline/trading-parameters.ts';

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;

const PATHS: Readonly<Record<PathRule, string>> = {
  [PathRule.Pessimistic]:
    'Where nothing shows the order of events, each position and order gets the one that is worse for it: the stop before the target; gaps through a stop are filled at the gap',
  [PathRule.Adaptive]:
    'Where nothing shows the order of events, the price goes from the open to the nearer of high and low, to the other one, to the close; gaps through a stop are filled at the gap',
};

/** No account can lose a thousand times its equity: such a limit was set to let everything pass. */
const areLimitsOff = ({ riskPerTradeMax }: RiskLimits): boolean => riskPerTradeMax >= 1000;

/** Everything that the result rests on, in words. */
export function assumptionsOf(instrument: Instrument, parameters: RunParameters): ReportDocument['assumptions'] {
  const { costs, limits, currency, initialBalance } = parameters;
  const { tiers } = instrument.margin;
  const bySize = tiers === undefined ? '' : ' falling with the size';
  const leverage =
    parameters.leverage === null ? `1:${instrument.margin.leverage}${bySize}` : `1:${parameters.leverage}`;
  const balance = (initialBalance / 10 ** minorDigits(currency)).toLocaleString('en-US');
  return [
    {
      name: 'Account',
      value: `${balance} ${currency}, ${parameters.accountMode}, leverage ${leverage}, stop-out at ${percent(parameters.stopOutLevel)} of the margin`,
    },
    { name: 'Fills', value: 'Orders are filled at the next candle’s open, bought at the ask and sold at the bid' },
    { name: 'Inside a candle', value: PATHS[parameters.pathRule] },
    {
      name: 'Spread',
      value: 'As quoted; where the data has one side only, as fitted to quotes of the symbol, else its typical spread',
    },
    { name: 'Commission', value: describeCommission(costs.commission, currency) },
    { name: 'Slippage', value: describeSlippage(costs.slippage) },
    { name: 'Execution', value: describeExecution(costs.execution) },
    { name: 'Swap', value: describeSwap(instrument, costs.swap) },
    {
      name: 'Limits',
      value: areLimitsOff(limits)
        ? 'Off: nothing is refused but what the account cannot carry'
        : `Daily loss ${percent(limits.dailyLossMax)}, open risk ${percent(limits.openRiskMax)}, drawdown breaker ${limits.drawdownMax >= 1 ? 'off (it needs a person to re-arm)' : percent(limits.drawdownMax)}, spread at most ${limits.spreadMultipleMax} times its normal, ${limits.coolDownLosses} losses in a row pause trading`,
    },
    { name: 'Seed', value: String(parameters.seed) },
  ];
}
