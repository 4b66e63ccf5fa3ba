import type { ExitReason } from '@pipwright/model';
import type { OrderChange, PositionChange } from '@pipwright/trading';
import type { VenueOrder } from './venue-order.ts';

/** Something asked of the venue that has not arrived there. */
export type VenueRequest = {
  readonly arrival: number;
  /** Price event of the market during or after which it was sent: it is carried out in a later one. */
  readonly queuedIn: number;
} & (
  | { readonly kind: 'order'; readonly order: VenueOrder }
  | {
      readonly kind: 'close-position';
      readonly id: string;
      readonly reason: ExitReason;
      /** 0 for all of it. */
      readonly volume: number;
      /** The rest of a stop that the depth left over: it is not judged by the rules for requests. */
      readonly isRest: boolean;
    }
  | { readonly kind: 'close-by'; readonly id: string; readonly oppositeId: string }
  | { readonly kind: 'modify-position'; readonly id: string; readonly change: PositionChange }
  | { readonly kind: 'modify-order'; readonly id: string; readonly change: OrderChange }
  | { readonly kind: 'cancel-order'; readonly id: string }
);
