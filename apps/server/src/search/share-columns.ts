import { CANDLE_COLUMN_NAMES, type CandleColumns, type CandleSeries } from '@pipwright/model';
import type { RateTable } from '@pipwright/trading';
import type { TrialPredictions, TrialSetup } from './trial-setup.ts';

function shared(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

function sharedSeries(series: CandleSeries): CandleSeries {
  const columns = CANDLE_COLUMN_NAMES.map((name) => [name, shared(series.candles[name])]);
  const candles = { length: series.candles.length, ...Object.fromEntries(columns) } as CandleColumns;
  return { ...series, candles };
}

function sharedRates(rates: RateTable): RateTable {
  const legs = (route: RateTable['routes'][number]) =>
    route.legs.map(({ columns: { time, bid, ask }, inverse }) => ({
      columns: { time: shared(time), bid: shared(bid), ask: shared(ask) },
      inverse,
    }));
  return { account: rates.account, routes: rates.routes.map((route) => ({ from: route.from, legs: legs(route) })) };
}

/** What a thread can be given of predictions: not the functions that explain them. */
function sharedPredictions(predictions: TrialPredictions): TrialPredictions {
  const { modelId, horizonMs, time, probabilityUp, averageTrueRange } = predictions;
  return {
    modelId,
    horizonMs,
    time: shared(time),
    probabilityUp: shared(probabilityUp),
    averageTrueRange: shared(averageTrueRange),
  };
}

/** The same setup with its columns in memory that all threads read: copied once, whatever the number of threads. */
export function shareColumns(setup: TrialSetup): TrialSetup {
  const markets = setup.markets.map(({ instrument, series, smaller, reference, predictions }) => ({
    instrument,
    series: sharedSeries(series),
    ...(smaller === undefined ? {} : { smaller: sharedSeries(smaller) }),
    ...(reference === undefined ? {} : { reference: reference.map(sharedSeries) }),
    ...(predictions === undefined ? {} : { predictions: sharedPredictions(predictions) }),
  }));
  return { ...setup, markets, rates: setup.rates === null ? null : sharedRates(setup.rates) };
}
