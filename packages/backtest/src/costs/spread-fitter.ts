import type { CandleColumns, EpochMs, Instrument, TickColumns } from '@pipwright/model';
import { errors } from '../errors.ts';
import { quantileOf } from '../statistics/quantiles.ts';
import { MinuteSpreads, type SpreadObservations } from './minute-spreads.ts';
import { rangeRatio, ROLLOVER_CLASS, SPREAD_CLASSES, type SpreadClass, type SpreadModel } from './spread-model.ts';

/**
 * Minutes for which the whole week stands in each part of it: an hour of quotes outweighs it twice. Of 0, 5, 15, 30, 60 and 120
 * this missed the least on ten days after three of ticks.
 */
const PRIOR_MINUTES = 30;
/** Fewer minutes are no week, and no hour either. */
const SPREAD_MINUTES_MIN = 60;
const HOURS = 24;

/**
 * Fits a spread model from quotes that are added in ascending order, in as many parts as they come in.
 *
 * Each minute counts once, with the spread that stood on average over its time: a second in which the price jumped a
 * hundred times is a second. The spread of a part of the week is the mean of its minutes, as what is paid is a sum of
 * spreads; where there are few minutes it is drawn towards the mean of all hours, and for the rollover and the ends of the
 * week, if nothing is known of them, towards the widest hour.
 */
export class SpreadFitter {
  readonly #instrument: Instrument;
  readonly #minutes: MinuteSpreads;
  #source: SpreadModel['source'] = 'ticks';

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
    this.#minutes = new MinuteSpreads(instrument.tickSize);
  }

  /** Nothing was added that could be counted. */
  get isEmpty(): boolean {
    return this.#minutes.isEmpty;
  }

  addTicks(ticks: TickColumns): void {
    this.#minutes.addTicks(ticks);
  }

  /** Candles of a minute whose ask side is quoted. */
  addMinuteCandles(candles: CandleColumns): void {
    this.#source = 'candles';
    this.#minutes.addCandles(candles);
  }

  /** Throws `TOO_FEW_QUOTES`. */
  fit(): SpreadModel {
    const minutes = this.#minutes.finish();
    const { symbol } = this.#instrument;
    if (minutes.length < SPREAD_MINUTES_MIN) {
      throw errors.TOO_FEW_QUOTES({ symbol, minutes: minutes.length, needed: SPREAD_MINUTES_MIN });
    }
    return {
      version: 1,
      symbol,
      source: this.#source,
      from: minutes.from as EpochMs,
      to: minutes.to as EpochMs,
      minutes: minutes.length,
      classes: fitClasses(minutes),
      volatility: fitVolatility(minutes),
    };
  }
}

function fitClasses({ length, part, spread }: SpreadObservations): SpreadClass[] {
  const values = SPREAD_CLASSES.map((): number[] => []);
  for (let index = 0; index < length; index++) values[part[index]!]!.push(spread[index]!);
  const means = values.map((own) => (own.length === 0 ? null : own.reduce((sum, one) => sum + one, 0) / own.length));
  const hours = means.slice(0, HOURS).filter((mean) => mean !== null);
  // Each hour counts once: the week is not what the busiest hours are. Quotes may be of the week's ends alone.
  const known = hours.length > 0 ? hours : means.filter((mean) => mean !== null);
  const ordinary = known.reduce((sum, mean) => sum + mean, 0) / known.length;
  const widest = Math.max(...known);
  return values.map((own, index) => {
    const mean = means[index] ?? null;
    const prior = index < ROLLOVER_CLASS ? ordinary : widest;
    const weight = own.length / (own.length + PRIOR_MINUTES);
    const ascending = own.toSorted((left, right) => left - right);
    return {
      minutes: own.length,
      mean,
      spread: mean === null ? prior : mean * weight + prior * (1 - weight),
      quantiles:
        mean === null
          ? null
          : [
              quantileOf(ascending, 0.1),
              quantileOf(ascending, 0.5),
              quantileOf(ascending, 0.9),
              quantileOf(ascending, 0.99),
            ],
    };
  });
}

/**
 * The exponent is the slope of the logarithm of the spread against that of the range, both relative to the mean of their
 * part of the week (least squares), and not below 0: a market that moves is not cheaper.
 */
function fitVolatility({ length, part, spread, range }: SpreadObservations): SpreadModel['volatility'] {
  const classes = SPREAD_CLASSES.length;
  const count = new Float64Array(classes);
  const spreads = new Float64Array(classes);
  const ranges = new Float64Array(classes);
  for (let index = 0; index < length; index++) {
    count[part[index]!]! += 1;
    spreads[part[index]!]! += spread[index]!;
    ranges[part[index]!]! += range[index]!;
  }
  const ratioAt = (index: number): number => {
    const own = part[index]!;
    return rangeRatio(range[index]!, ranges[own]! / count[own]!);
  };
  let [sumX, sumY, sumXX, sumXY, rows] = [0, 0, 0, 0, 0];
  for (let index = 0; index < length; index++) {
    const usual = spreads[part[index]!]! / count[part[index]!]!;
    if (!(usual > 0) || !(spread[index]! > 0)) continue;
    const x = Math.log(ratioAt(index));
    const y = Math.log(spread[index]! / usual);
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
    rows++;
  }
  const variance = sumXX - (sumX * sumX) / rows;
  const slope = variance > 0 ? (sumXY - (sumX * sumY) / rows) / variance : 0;
  const exponent = Math.min(1, Math.max(0, slope));
  if (!(exponent > 0)) return { exponent: 0, normaliser: 1 };
  let total = 0;
  for (let index = 0; index < length; index++) total += ratioAt(index) ** exponent;
  return { exponent, normaliser: total / length };
}
