import {
  Filling,
  isoTime,
  OrderLifetime,
  OrderType,
  roundToTick,
  type EpochMs,
  type Instrument,
  type OrderTerms,
  type Price,
} from '@pipwright/model';
import type { OrderChange, PositionChange } from './broker.ts';
import { errors } from './errors.ts';
import type { LevelChange, OrderOptions, PendingChange } from './strategy-definition.ts';
import type { StrategyMoment } from './strategy/moment.ts';

/** Who asks for what, and when: for explanations. */
export interface Asking {
  readonly moment: StrategyMoment;
  /** `buy`, `sell`, `modify`, `modifyOrder`, `close`. */
  readonly call: string;
}

type Given = Readonly<Record<string, unknown>>;

const LEVELS = ['stopLoss', 'takeProfit', 'trailing'];
const ORDER_OPTIONS = new Set(
  [
    LEVELS,
    'volume',
    'limit',
    'stop',
    'holdingMs',
    'expires',
    'filling',
    'deviation',
    'group',
    'reverse',
    'reason',
  ].flat(),
);
const PENDING_OPTIONS = new Set([...LEVELS, 'limit', 'stop', 'expires']);
const LEVEL_OPTIONS = new Set(LEVELS);

function refuse({ moment, call }: Asking, option: string, value: unknown, expected: string): never {
  const { strategy, when } = moment;
  throw errors.ORDER_OPTION_INVALID({ strategy, when, call, option, value: String(value), expected });
}

function refuseUnknown(given: object, known: ReadonlySet<string>, asking: Asking): void {
  for (const option of Object.keys(given)) {
    if (!known.has(option)) refuse(asking, option, (given as Given)[option], `one of ${[...known].join(', ')}`);
  }
}

function distance(value: number | undefined, option: string, asking: Asking): number {
  if (value === undefined) return 0;
  if (value >= 0 && value < Infinity) return value;
  return refuse(asking, option, value, 'a distance in price units of at least 0');
}

function positive(value: number | undefined, option: string, expected: string, asking: Asking): void {
  if (value !== undefined && !(value > 0 && value < Infinity)) refuse(asking, option, value, expected);
}

function level(instrument: Instrument, value: number, option: string, asking: Asking): Price {
  if (value === 0) return 0 as Price;
  positive(value, option, 'a price above 0, or 0 for none', asking);
  return roundToTick(instrument, value);
}

function typeOf({ limit, stop }: OrderOptions): OrderType {
  if (limit === undefined) return stop === undefined ? OrderType.Market : OrderType.Stop;
  return stop === undefined ? OrderType.Limit : OrderType.StopLimit;
}

function lifetimeOf(expires: number | 'day' | 'never' | undefined, asking: Asking) {
  if (expires === undefined || expires === 'never') {
    return { lifetime: OrderLifetime.GoodTillCancelled, expiresAt: 0 as EpochMs };
  }
  if (expires === 'day') return { lifetime: OrderLifetime.Day, expiresAt: 0 as EpochMs };
  const { time } = asking.moment;
  if (expires > time && expires < Infinity) {
    return { lifetime: OrderLifetime.Date, expiresAt: expires as EpochMs };
  }
  return refuse(asking, 'expires', expires, `'day', or a time after ${isoTime(time)} in milliseconds`);
}

/** What may be filled in parts waits for the rest where it can wait; else it is the whole volume or nothing. */
function fillingOf(type: OrderType, instrument: Instrument): Filling {
  if (type !== OrderType.Market) return Filling.Return;
  const { fillings } = instrument;
  return fillings.length === 0 || fillings.includes(Filling.FillOrKill) ? Filling.FillOrKill : fillings[0]!;
}

/** Options that hold for market orders only, and those that hold for waiting ones only. */
function refuseMixed(options: OrderOptions, type: OrderType, asking: Asking): void {
  if (type !== OrderType.Market && options.reverse === true) {
    refuse(asking, 'reverse', true, 'a market order: close() first, or cancel the order when the position is closed');
  }
  if (type === OrderType.Market && options.expires !== undefined) {
    refuse(asking, 'expires', options.expires, 'an order that waits: give it a limit or a stop');
  }
  if (options.group === '') refuse(asking, 'group', "''", 'a name');
}

/**
 * The terms of the order that a strategy wishes for. Prices are rounded to the instrument's tick, distances are not.
 * `groupPrefix` keeps groups of one run apart from those of others. Throws `ORDER_OPTION_INVALID`.
 */
export function termsOf(
  options: OrderOptions,
  { instrument, groupPrefix, asking }: { instrument: Instrument; groupPrefix: string; asking: Asking },
): OrderTerms {
  refuseUnknown(options, ORDER_OPTIONS, asking);
  positive(options.limit, 'limit', 'a price above 0', asking);
  positive(options.stop, 'stop', 'a price above 0', asking);
  positive(options.volume, 'volume', 'lots above 0', asking);
  positive(options.holdingMs, 'holdingMs', 'milliseconds above 0', asking);
  const type = typeOf(options);
  refuseMixed(options, type, asking);
  const trigger = options.stop ?? options.limit;
  const isStopLimit = type === OrderType.StopLimit;
  return {
    type,
    price: trigger === undefined ? (0 as Price) : roundToTick(instrument, trigger),
    limitPrice: isStopLimit ? roundToTick(instrument, options.limit!) : (0 as Price),
    stopLossDistance: distance(options.stopLoss, 'stopLoss', asking),
    takeProfitDistance: distance(options.takeProfit, 'takeProfit', asking),
    trailingDistance: distance(options.trailing, 'trailing', asking),
    ...lifetimeOf(options.expires, asking),
    filling: options.filling ?? fillingOf(type, instrument),
    deviation: distance(options.deviation, 'deviation', asking),
    ocoGroup: options.group === undefined ? '' : `${groupPrefix}${options.group}`,
  };
}

/** A change of a position's levels, prices rounded to the tick. Throws `ORDER_OPTION_INVALID`. */
export function positionChangeOf(change: LevelChange, instrument: Instrument, asking: Asking): PositionChange {
  refuseUnknown(change, LEVEL_OPTIONS, asking);
  const { stopLoss, takeProfit, trailing } = change;
  return {
    ...(stopLoss !== undefined && { stopLoss: level(instrument, stopLoss, 'stopLoss', asking) }),
    ...(takeProfit !== undefined && { takeProfit: level(instrument, takeProfit, 'takeProfit', asking) }),
    ...(trailing !== undefined && { trailingDistance: distance(trailing, 'trailing', asking) }),
  };
}

/** A change of a waiting order, prices rounded to the tick. Throws `ORDER_OPTION_INVALID`. */
export function orderChangeOf(
  change: PendingChange,
  type: OrderType,
  { instrument, asking }: { instrument: Instrument; asking: Asking },
): OrderChange {
  refuseUnknown(change, PENDING_OPTIONS, asking);
  const { limit, stop, expires, stopLoss, takeProfit, trailing } = change;
  positive(limit, 'limit', 'a price above 0', asking);
  positive(stop, 'stop', 'a price above 0', asking);
  if (limit !== undefined && type === OrderType.Stop) refuse(asking, 'limit', limit, 'a stop: it is a stop order');
  if (stop !== undefined && type === OrderType.Limit) refuse(asking, 'stop', stop, 'a limit: it is a limit order');
  const trigger = type === OrderType.Limit ? limit : stop;
  const isStopLimit = type === OrderType.StopLimit;
  return {
    ...(trigger !== undefined && { price: roundToTick(instrument, trigger) }),
    ...(isStopLimit && limit !== undefined && { limitPrice: roundToTick(instrument, limit) }),
    ...(stopLoss !== undefined && { stopLossDistance: distance(stopLoss, 'stopLoss', asking) }),
    ...(takeProfit !== undefined && { takeProfitDistance: distance(takeProfit, 'takeProfit', asking) }),
    ...(trailing !== undefined && { trailingDistance: distance(trailing, 'trailing', asking) }),
    ...(expires !== undefined && lifetimeOf(expires, asking)),
  };
}

/** Lots of a partial closing. Throws `ORDER_OPTION_INVALID`. */
export function closingVolumeOf(options: { readonly volume?: number } | undefined, asking: Asking): number | undefined {
  positive(options?.volume, 'volume', 'lots above 0', asking);
  return options?.volume;
}
