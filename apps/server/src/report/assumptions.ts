import { PathRule, type CommissionModel, type ExecutionModel, type SlippageModel } from '@pipwright/backtest';
import { minorDigits, SwapMode, type Instrument } from '@pipwright/model';
import type { ReportDocument } from '@pipwright/protocol';
import type { RiskLimits } from '@pipwright/trading';
import type { RunParameters } from '../pipeline/trading-parameters.ts';

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function commission(model: CommissionModel, currency: string): string {
  const least = model.minimum === undefined ? '' : `, at least ${model.minimum.toFixed(2)} ${currency}`;
  switch (model.kind) {
    case 'per-lot':
      return `${model.perSide.toFixed(2)} ${currency} per lot and side${least}`;
    case 'per-million':
      return `${model.perSide.toFixed(2)} ${currency} per million ${currency} and side${least}`;
    case 'percent':
      return `${(model.fraction * 100).toFixed(4)} % of the traded value per side${least}`;
  }
}

function slippage(model: SlippageModel): string {
  const byHour = model.hourFactors === undefined ? '' : ', scaled by the hour of New York';
  return `${plainSlippage(model)}${model.kind === 'none' ? '' : byHour}`;
}

function plainSlippage(model: SlippageModel): string {
  switch (model.kind) {
    case 'none':
      return 'none';
    case 'points':
      return `${model.points} points on every market order and stop`;
    case 'spread':
      return `${percent(model.fraction)} of the spread on every market order and stop`;
    case 'range':
      return `${percent(model.fraction)} of the candle's range on every market order and stop`;
    case 'random':
      return `0 to ${model.pointsMax} points, at random by seed`;
    case 'recorded': {
      const fills = model.classes.reduce((most, one) => Math.max(most, one.fills), 0);
      return `drawn by seed from what ${fills} recorded fills slipped, by kind and time of day; better prices than the quote are not given`;
    }
  }
}

function execution(model: ExecutionModel): string {
  const { latencyMs, latencyJitterMs, rejectRate, requoteRate, depth } = model;
  const jitter = latencyJitterMs === 0 ? '' : ` to ${latencyMs + latencyJitterMs}`;
  const parts = [
    latencyMs + latencyJitterMs === 0 ? 'Orders arrive at once' : `Orders arrive after ${latencyMs}${jitter} ms`,
  ];
  if (rejectRate > 0) parts.push(`${percent(rejectRate)} of market orders are turned away`);
  if (requoteRate > 0) parts.push(`${percent(requoteRate)} are requoted`);
  parts.push(depth === null ? 'any volume is filled at once' : `at most ${depth.lots} lots are filled at once`);
  return parts.join('; ');
}

const PATHS: Readonly<Record<PathRule, string>> = {
  [PathRule.Pessimistic]:
    'Where nothing shows the order of events, each position and order gets the one that is worse for it: the stop before the target; gaps through a stop are filled at the gap',
  [PathRule.Adaptive]:
    'Where nothing shows the order of events, the price goes from the open to the nearer of high and low, to the other one, to the close; gaps through a stop are filled at the gap',
};

function swap(instrument: Instrument, charged: boolean): string {
  if (!charged) return 'not booked';
  const { mode, long, short, tripleWeekday, history, holidayNights } = instrument.swap;
  if (mode === SwapMode.Disabled) return 'none in the contract';
  const rates =
    history === undefined ? `${long} long, ${short} short` : `${history.length + 1} rates of their time each side`;
  const holidays = holidayNights === undefined ? '' : ', moved by holidays';
  return `${rates} per lot and night (${mode}), booked at 17:00 New York, three nights on ${WEEKDAYS[tripleWeekday] ?? ''}${holidays}`;
}

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
    { name: 'Spread', value: 'As in the candles' },
    { name: 'Commission', value: commission(costs.commission, currency) },
    { name: 'Slippage', value: slippage(costs.slippage) },
    { name: 'Execution', value: execution(costs.execution) },
    { name: 'Swap', value: swap(instrument, costs.swap) },
    {
      name: 'Limits',
      value: areLimitsOff(limits)
        ? 'Off: nothing is refused but what the account cannot carry'
        : `Daily loss ${percent(limits.dailyLossMax)}, open risk ${percent(limits.openRiskMax)}, drawdown breaker ${limits.drawdownMax >= 1 ? 'off (it needs a person to re-arm)' : percent(limits.drawdownMax)}, spread at most ${limits.spreadMultipleMax} times its normal, ${limits.coolDownLosses} losses in a row pause trading`,
    },
    { name: 'Seed', value: String(parameters.seed) },
  ];
}
