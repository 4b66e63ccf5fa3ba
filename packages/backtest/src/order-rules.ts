import { toPoints, type Instrument, type OrderRequest } from '@pipwright/model';

const STEP_TOLERANCE = 1e-9;

/** Why a broker would not take an order, checked before the market is looked at; null where it takes it. */
export function refusalOf(request: OrderRequest, instrument: Instrument): string | null {
  const { volume, stopLossDistance, takeProfitDistance } = request;
  const { min, max, step } = instrument.volume;
  const steps = volume / step;
  if (!(volume >= min && volume <= max)) return 'invalid volume';
  if (Math.abs(steps - Math.round(steps)) > STEP_TOLERANCE * steps) return 'invalid volume';
  if (!isLevel(stopLossDistance, instrument) || !isLevel(takeProfitDistance, instrument)) return 'invalid stops';
  return null;
}

/** 0 stands for no level; any other must be at least a point and the stops level away. */
function isLevel(distance: number, instrument: Instrument): boolean {
  return distance === 0 || toPoints(instrument, distance) >= Math.max(1, instrument.stopsLevel);
}
