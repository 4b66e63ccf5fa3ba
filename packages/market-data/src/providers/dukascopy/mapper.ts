import { allocateCandles, type CandleColumns, type TickColumns } from '@pipwright/model';
import { dukascopyCandlesSchema, dukascopyTicksSchema, type DukascopyCandles } from './schema.ts';

/** The newer feed gives tick volumes in units and candle volumes in millions; both are kept in millions. */
const UNITS_PER_MILLION = 1_000_000;
/** A year of minutes: more skipped steps than any period of the feed has. */
const STEPS_MAX = 527_040;

/** Points per unit of price of a multiplier such as 1.0E-5. */
function scaleOf(multiplier: number): number {
  const scale = Math.round(1 / multiplier);
  if (Math.abs(scale * multiplier - 1) > 1e-9) throw new RangeError(`its multiplier ${multiplier} is no power of ten`);
  return scale;
}

function demandLength(name: string, values: readonly unknown[], length: number): void {
  if (values.length !== length) throw new RangeError(`it has ${length} times and ${values.length} ${name}`);
}

/** Running sums of `differences` on top of a price in points, as prices. */
function runningPrices(base: number, differences: readonly number[], scale: number): Float64Array {
  let points = Math.round(base * scale);
  return Float64Array.from(differences, (difference) => (points += difference) / scale);
}

/** Ticks of an answer of the newer feed. Throws `RangeError` or a schema error where it is not one. */
export function mapDukascopyTicks(json: unknown): TickColumns {
  const answer = dukascopyTicksSchema.parse(json);
  const length = answer.times.length;
  for (const name of ['asks', 'bids', 'askVolumes', 'bidVolumes'] as const) demandLength(name, answer[name], length);
  if (length > 0 && (answer.ask === null || answer.bid === null))
    throw new RangeError('it has ticks and no base price');
  const scale = scaleOf(answer.multiplier);
  let time = answer.timestamp;
  return {
    length,
    time: Float64Array.from(answer.times, (step) => (time += step)),
    bid: runningPrices(answer.bid ?? 0, answer.bids, scale),
    ask: runningPrices(answer.ask ?? 0, answer.asks, scale),
    bidVolume: Float64Array.from(answer.bidVolumes, (units) => units / UNITS_PER_MILLION),
    askVolume: Float64Array.from(answer.askVolumes, (units) => units / UNITS_PER_MILLION),
  };
}

function checkCandles(answer: DukascopyCandles): number {
  const length = answer.times.length;
  for (const name of ['opens', 'highs', 'lows', 'closes', 'volumes'] as const) demandLength(name, answer[name], length);
  if (length > 0 && (answer.open === null || answer.high === null || answer.low === null || answer.close === null))
    throw new RangeError('it has candles and no base price');
  const steps = answer.times.reduce((sum, step) => sum + step, 0);
  if (!(steps < STEPS_MAX) || answer.times.some((step, index) => step < (index === 0 ? 0 : 1)))
    throw new RangeError('its times do not rise');
  return length === 0 ? 0 : steps + 1;
}

export interface DukascopyCandleSeries {
  /** One side in `open` to `close`; the ask columns stay zero. Skipped steps are filled with flat candles without volume. */
  readonly candles: CandleColumns;
  readonly durationMs: number;
}

/**
 * Candles of an answer of the newer feed. Steps that it skipped, leading ones included, repeat the close before with no
 * volume; leading ones repeat the first open. Throws `RangeError` or a schema error where it is not an answer.
 */
export function mapDukascopyCandles(json: unknown): DukascopyCandleSeries {
  const answer = dukascopyCandlesSchema.parse(json);
  const total = checkCandles(answer);
  const scale = scaleOf(answer.multiplier);
  const opens = runningPrices(answer.open ?? 0, answer.opens, scale);
  const highs = runningPrices(answer.high ?? 0, answer.highs, scale);
  const lows = runningPrices(answer.low ?? 0, answer.lows, scale);
  const closes = runningPrices(answer.close ?? 0, answer.closes, scale);
  const candles = allocateCandles(total);
  let row = 0;
  for (let entry = 0; entry < answer.times.length; entry++) {
    const flats = (answer.times[entry] as number) - (entry === 0 ? 0 : 1);
    const flatPrice = (entry === 0 ? opens[0] : closes[entry - 1]) as number;
    for (let flat = 0; flat < flats; flat++, row++) {
      for (const name of ['open', 'high', 'low', 'close'] as const) candles[name][row] = flatPrice;
    }
    candles.open[row] = opens[entry] as number;
    candles.high[row] = highs[entry] as number;
    candles.low[row] = lows[entry] as number;
    candles.close[row] = closes[entry] as number;
    candles.volume[row] = answer.volumes[entry] as number;
    row++;
  }
  for (let index = 0; index < total; index++) candles.time[index] = answer.timestamp + index * answer.shift;
  return { candles, durationMs: answer.shift };
}
