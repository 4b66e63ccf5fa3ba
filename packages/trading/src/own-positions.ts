import { Side, type EpochMs, type ExitReason, type Fill, type Side as SideType } from '@pipwright/model';
import type { Broker } from './broker.ts';
import type { Risk } from './risk.ts';

interface Own {
  readonly clientOrderId: string;
  closing: boolean;
}

/** The positions that one session opened, and what it has asked to close. Others of the account are left alone. */
export class OwnPositions {
  readonly #broker: Broker;
  readonly #risk: Risk;
  readonly #byPosition = new Map<string, Own>();

  constructor(broker: Broker, risk: Risk) {
    this.#broker = broker;
    this.#risk = risk;
  }

  get size(): number {
    return this.#byPosition.size;
  }

  add(fill: Fill): void {
    this.#byPosition.set(fill.positionId, { clientOrderId: fill.clientOrderId, closing: false });
    this.#risk.observeFill(fill.clientOrderId);
  }

  /** Forgets a closed position. Returns the order that had opened it; undefined where it was not ours. */
  remove(positionId: string): string | undefined {
    const own = this.#byPosition.get(positionId);
    this.#byPosition.delete(positionId);
    return own?.clientOrderId;
  }

  /** +1 long, -1 short, 0 none, 2 both; positions that are being closed do not count. */
  direction(): number {
    if (this.#byPosition.size === 0) return 0;
    let direction = 0;
    const positions = this.#broker.positions();
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      if (this.#byPosition.get(position.id)?.closing !== false) continue;
      const sign = position.side === Side.Buy ? 1 : -1;
      if (direction !== 0 && direction !== sign) return 2;
      direction = sign;
    }
    return direction;
  }

  /** Asks to close what has reached its time. */
  closeOverdue(time: EpochMs, reason: ExitReason): void {
    if (this.#byPosition.size === 0) return;
    const positions = this.#broker.positions();
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      if (position.exitTime <= time) this.#close(position.id, reason);
    }
  }

  /** Asks to close all positions of a side. */
  closeSide(side: SideType, reason: ExitReason): void {
    if (this.#byPosition.size === 0) return;
    for (const position of this.#broker.positions()) if (position.side === side) this.#close(position.id, reason);
  }

  closeAll(reason: ExitReason): void {
    for (const id of this.#byPosition.keys()) this.#close(id, reason);
  }

  #close(positionId: string, reason: ExitReason): void {
    const own = this.#byPosition.get(positionId);
    if (own === undefined || own.closing) return;
    own.closing = true;
    this.#risk.observeClosing(own.clientOrderId);
    this.#broker.closePosition(positionId, reason);
  }
}
