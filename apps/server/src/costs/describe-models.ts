import type { CommissionModel, ExecutionModel, SlippageModel } from '@pipwright/backtest';
import { SwapMode, type Instrument } from '@pipwright/model';

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A commission, in words. */
export function describeCommission(model: CommissionModel, currency: string): string {
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

/** A slippage model, in words. */
export function describeSlippage(model: SlippageModel): string {
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

/** How orders are carried out, in words. */
export function describeExecution(model: ExecutionModel): string {
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

/** What is booked overnight, in words. */
export function describeSwap(instrument: Instrument, charged: boolean): string {
  if (!charged) return 'not booked';
  const { mode, long, short, tripleWeekday, history, holidayNights } = instrument.swap;
  if (mode === SwapMode.Disabled) return 'none in the contract';
  const rates =
    history === undefined ? `${long} long, ${short} short` : `${history.length + 1} rates of their time each side`;
  const holidays = holidayNights === undefined ? '' : ', moved by holidays';
  return `${rates} per lot and night (${mode}), booked at 17:00 New York, three nights on ${WEEKDAYS[tripleWeekday] ?? ''}${holidays}`;
}
