import type { CommissionModel, SlippageModel } from '@pipwright/backtest';
import { minorDigits, type Instrument } from '@pipwright/model';
import type { ReportDocument } from '@pipwright/protocol';
import type { TradingParameters } from '../pipeline/trading-parameters.ts';

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
  }
}

function swap(instrument: Instrument, charged: boolean): string {
  if (!charged) return 'not booked';
  const { mode, long, short, tripleWeekday } = instrument.swap;
  return `${long} long, ${short} short per lot and night (${mode}), booked at 17:00 New York, three nights on ${WEEKDAYS[tripleWeekday] ?? ''}`;
}

/** Everything that the result rests on, in words. */
export function assumptionsOf(instrument: Instrument, parameters: TradingParameters): ReportDocument['assumptions'] {
  const { costs, limits, sizing, strategy, currency, initialBalance } = parameters;
  const balance = (initialBalance / 10 ** minorDigits(currency)).toLocaleString('en-US');
  return [
    {
      name: 'Account',
      value: `${balance} ${currency}, hedging, leverage 1:${instrument.margin.leverage}, stop-out at ${percent(parameters.stopOutLevel)} of the margin`,
    },
    { name: 'Fills', value: 'Orders are filled at the next candle’s open, bought at the ask and sold at the bid' },
    {
      name: 'Inside a candle',
      value:
        'Where a candle reaches both stop and target, the stop is taken to be first; gaps through a stop are filled at the gap',
    },
    { name: 'Spread', value: 'As in the candles' },
    { name: 'Commission', value: commission(costs.commission, currency) },
    { name: 'Slippage', value: slippage(costs.slippage) },
    { name: 'Swap', value: swap(instrument, costs.swap) },
    { name: 'Entry', value: `Probability of ${strategy.buyProbabilityMin} or more for a side` },
    {
      name: 'Exit',
      value: `Stop ${strategy.stopAtr} and target ${strategy.targetAtr} average true ranges (14 candles) from the entry, at the latest after the model's horizon`,
    },
    {
      name: 'Size',
      value: `${percent(sizing.riskPerTrade)} of the equity at the stop, at most ${percent(sizing.marginShareMax)} of the free margin, rounded down to ${instrument.volume.step} lots`,
    },
    {
      name: 'Limits',
      value: `Daily loss ${percent(limits.dailyLossMax)}, open risk ${percent(limits.openRiskMax)}, drawdown breaker ${limits.drawdownMax >= 1 ? 'off (it needs a person to re-arm)' : percent(limits.drawdownMax)}, spread at most ${limits.spreadMultipleMax} times its normal, ${limits.coolDownLosses} losses in a row pause trading`,
    },
    { name: 'Seed', value: String(parameters.seed) },
  ];
}
