import { ReturnCode } from '@pipwright/model';

/** Why the venue does not follow a request. Reasons are constant, so that they can be counted. */
export interface Refusal {
  readonly code: ReturnCode;
  readonly reason: string;
}

/** The answers of the venue to requests that it does not follow, with the codes of MetaTrader 5's trade server. */
export const Refusals = {
  InvalidVolume: { code: ReturnCode.InvalidVolume, reason: 'invalid volume' },
  VolumeLimit: { code: ReturnCode.LimitVolume, reason: 'volume limit of the symbol' },
  TooManyOrders: { code: ReturnCode.LimitOrders, reason: 'too many orders' },
  TooManyPositions: { code: ReturnCode.LimitPositions, reason: 'too many positions' },
  InvalidPrice: { code: ReturnCode.InvalidPrice, reason: 'invalid price' },
  InvalidStops: { code: ReturnCode.InvalidStops, reason: 'invalid stops' },
  InvalidExpiration: { code: ReturnCode.InvalidExpiration, reason: 'invalid expiration' },
  InvalidFilling: { code: ReturnCode.InvalidFill, reason: 'filling mode not allowed' },
  NotFilledWhole: { code: ReturnCode.Cancel, reason: 'not enough depth to fill it whole' },
  NoDepth: { code: ReturnCode.Cancel, reason: 'nothing to fill it with' },
  MarketClosed: { code: ReturnCode.MarketClosed, reason: 'market closed' },
  NoMoney: { code: ReturnCode.NoMoney, reason: 'not enough money' },
  Requote: { code: ReturnCode.Requote, reason: 'requote' },
  Reject: { code: ReturnCode.Reject, reason: 'rejected by the broker' },
  Frozen: { code: ReturnCode.Frozen, reason: 'too close to the market to be changed' },
  NoChanges: { code: ReturnCode.NoChanges, reason: 'nothing to change' },
  OrderUnknown: { code: ReturnCode.InvalidOrder, reason: 'no such order' },
  PositionClosed: { code: ReturnCode.PositionClosed, reason: 'position closed' },
  InvalidCloseVolume: { code: ReturnCode.InvalidCloseVolume, reason: 'invalid volume to close' },
  NotOpposite: { code: ReturnCode.Invalid, reason: 'not two opposite positions of one symbol' },
  NettingAccount: { code: ReturnCode.Invalid, reason: 'a netting account has no opposite positions' },
} as const satisfies Record<string, Refusal>;
