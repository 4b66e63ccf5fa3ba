import type { Lots, Side, SymbolName } from '@pipwright/model';

/** An approved order, as far as it ties something up. Money in minor units of the account. */
export interface Committed {
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly volume: Lots;
  /** Orders of one group become one position at most; empty for none. */
  readonly ocoGroup: string;
  /** Loss at the stop as approved. */
  readonly riskAmount: number;
  readonly marginAmount: number;
}

/** What an approved order ties up until it has ended and its position is closed. */
interface Commitment extends Committed {
  riskAmount: number;
  /** Restored where the broker does not follow a change. */
  riskBefore: number;
  /** Lots that may still be filled … */
  waiting: number;
  /** … and lots that were and are not closed. */
  open: number;
  wasFilled: boolean;
  hasEnded: boolean;
  closing: Closing;
}

/** What an order's position is asked to do. Of several orders behind one position, one stands for the position. */
export const Closing = { None: 'none', Position: 'position', Part: 'part' } as const;
export type Closing = (typeof Closing)[keyof typeof Closing];

/** Sums over the commitments of an account, as corrections of what the broker shows. */
export interface CommitmentTotals {
  /** Risk at the stops of open positions and orders in flight; positions that are being closed do not count. */
  openRiskAmount: number;
  /** Margin of orders in flight, less that of positions being closed. */
  marginChange: number;
  /** Orders in flight less positions being closed, of one symbol and in all. */
  positionsOfSymbolChange: number;
  positionsChange: number;
}

/** The largest of each figure among the waiting orders of one group, of which one is filled at most. */
interface GroupTotals {
  readonly symbol: SymbolName;
  riskAmount: number;
  marginAmount: number;
}

/** Lots that are nothing but a rest of rounding. */
const NO_LOTS = 1e-9;

/**
 * The approved orders of one account, over all its sessions, by client order id. It knows what the broker cannot show
 * yet (orders in flight and waiting) and what it shows for the last time (positions being closed).
 */
export class Commitments {
  readonly #byOrder = new Map<string, Commitment>();

  add(clientOrderId: string, committed: Committed): void {
    this.#byOrder.set(clientOrderId, {
      ...committed,
      riskBefore: committed.riskAmount,
      waiting: committed.volume,
      open: 0,
      wasFilled: false,
      hasEnded: false,
      closing: Closing.None,
    });
  }

  /** So many lots became a position (`opens`), or closed what was open on the other side. */
  fill(clientOrderId: string, volume: number, opens: boolean): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment === undefined) return;
    commitment.wasFilled = true;
    if (opens) commitment.open += volume;
    commitment.waiting = commitment.hasEnded ? 0 : Math.max(0, commitment.waiting - volume);
    this.#forget(clientOrderId, commitment);
  }

  /** Nothing more is filled. An order that ended as filled may hear so before it hears of the fill. */
  end(clientOrderId: string, isFilled: boolean): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment === undefined) return;
    commitment.hasEnded = true;
    if (commitment.wasFilled || !isFilled) commitment.waiting = 0;
    this.#forget(clientOrderId, commitment);
  }

  markClosing(clientOrderId: string, closing: Closing): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment !== undefined) commitment.closing = closing;
  }

  /** So many lots of the order's position are closed. */
  close(clientOrderId: string, volume: number): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment === undefined) return;
    commitment.open = Math.max(0, commitment.open - volume);
    this.#forget(clientOrderId, commitment);
  }

  /** Side of an order that has not ended with its position; undefined where there is none. */
  sideOf(clientOrderId: string): Side | undefined {
    return this.#byOrder.get(clientOrderId)?.side;
  }

  /** Loss at the stop of what an order holds and waits for; 0 where there is none. */
  riskOf(clientOrderId: string): number {
    const commitment = this.#byOrder.get(clientOrderId);
    return commitment === undefined ? 0 : commitment.riskAmount * shareOf(commitment);
  }

  /** What an order holds and waits for would lose at its new stop. */
  changeRisk(clientOrderId: string, riskAmount: number): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment === undefined) return;
    commitment.riskBefore = commitment.riskAmount;
    commitment.riskAmount = riskAmount / shareOf(commitment);
  }

  /** The broker did not follow the last change: the stop is where it was. */
  restoreRisk(clientOrderId: string): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment !== undefined) commitment.riskAmount = commitment.riskBefore;
  }

  /** Totals of the account. Orders of a group count once, with the largest figures of its waiting members. */
  totals(symbol: SymbolName): CommitmentTotals {
    const totals = { openRiskAmount: 0, marginChange: 0, positionsOfSymbolChange: 0, positionsChange: 0 };
    let groups: Map<string, GroupTotals> | null = null;
    for (const commitment of this.#byOrder.values()) {
      if (commitment.ocoGroup !== '' && !commitment.wasFilled) {
        groups ??= new Map();
        addToGroup(groups, commitment);
      } else {
        add(totals, commitment, symbol);
      }
    }
    if (groups !== null) for (const group of groups.values()) addGroup(totals, group, symbol);
    return totals;
  }

  /** What the waiting orders of a group count for in `totals`; undefined where there are none. */
  groupOf(ocoGroup: string): { readonly riskAmount: number; readonly marginAmount: number } | undefined {
    if (ocoGroup === '') return undefined;
    const groups = new Map<string, GroupTotals>();
    for (const commitment of this.#byOrder.values()) {
      if (commitment.ocoGroup === ocoGroup && !commitment.wasFilled) addToGroup(groups, commitment);
    }
    return groups.get(ocoGroup);
  }

  #forget(clientOrderId: string, { open, waiting, hasEnded }: Commitment): void {
    if (hasEnded && open <= NO_LOTS && waiting <= NO_LOTS) this.#byOrder.delete(clientOrderId);
  }
}

/** The part of an order that is waiting or open. */
function shareOf({ volume, waiting, open }: Commitment): number {
  return volume > 0 ? (waiting + open) / volume : 1;
}

function add(totals: CommitmentTotals, commitment: Commitment, symbol: SymbolName): void {
  const { volume, waiting, open, closing, wasFilled } = commitment;
  const isClosing = closing !== Closing.None;
  const waitingShare = volume > 0 ? waiting / volume : 1;
  const openShare = volume > 0 ? open / volume : 0;
  totals.openRiskAmount += commitment.riskAmount * (isClosing ? waitingShare : waitingShare + openShare);
  totals.marginChange += commitment.marginAmount * (isClosing ? waitingShare - openShare : waitingShare);
  const change = wasFilled ? (closing === Closing.Position && open > NO_LOTS ? -1 : 0) : 1;
  totals.positionsChange += change;
  if (commitment.symbol === symbol) totals.positionsOfSymbolChange += change;
}

function addToGroup(
  groups: Map<string, GroupTotals>,
  { ocoGroup, symbol, riskAmount, marginAmount }: Commitment,
): void {
  const group = groups.get(ocoGroup);
  if (group === undefined) {
    groups.set(ocoGroup, { symbol, riskAmount, marginAmount });
    return;
  }
  group.riskAmount = Math.max(group.riskAmount, riskAmount);
  group.marginAmount = Math.max(group.marginAmount, marginAmount);
}

function addGroup(totals: CommitmentTotals, group: GroupTotals, symbol: SymbolName): void {
  totals.openRiskAmount += group.riskAmount;
  totals.marginChange += group.marginAmount;
  totals.positionsChange++;
  if (group.symbol === symbol) totals.positionsOfSymbolChange++;
}
