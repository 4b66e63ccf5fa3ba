import { isoTime } from '@pipwright/model';
import type { CandleFacts } from './candle-facts.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import { ColumnarRefusalCode, limitsOf, refused, type ColumnarSettings } from './columnar-settings.ts';
import type { FillPricing } from './fill-pricing.ts';
import type { FloatingValue } from './floating-value.ts';
import { RunRefused } from './run-refused.ts';

/** Share of what is allowed that margin may take before a run is refused: what the engines might count differently is far less. */
const MARGIN_SHARE_MAX = 0.9;
/** A bound on a loss inside a candle, over what its extremes give: conversion rates and rounding move a little, too. */
const LOSS_BOUND = 1.05;

/** Ends runs of accounts that come near to a refused order or a stop-out. Says stop rather too often. */
export class MarginGuard {
  readonly #facts: CandleFacts;
  readonly #stopOutLevel: number;
  readonly #share: number;
  /** The most that a lot can lose with a move of one price unit, in minor units. */
  readonly #lossPerUnit: number;

  constructor(settings: ColumnarSettings, facts: CandleFacts, pricing: FillPricing, floating: FloatingValue) {
    this.#facts = facts;
    this.#stopOutLevel = settings.account.stopOutLevel;
    this.#share = Math.min(1, limitsOf(settings).marginUseMax) * MARGIN_SHARE_MAX;
    this.#lossPerUnit = pricing.volume * pricing.moneyPerLot * floating.dearest * LOSS_BOUND;
  }

  /** Requires that the equity carries a margin with room to spare. */
  requireMargin(margin: number, equity: number, row: number): void {
    if (!(margin <= equity * this.#share)) this.#refuse(row);
  }

  /** Requires that equity stays above the level of stop-out wherever the candles `from` to `to` (exclusive) went. */
  requireReserve({ isLong, openPrice, margin }: ColumnarPosition, balance: number, from: number, to: number): void {
    const { lowest, highestAsk, reach, askReach } = this.#facts;
    // The move that uses up the reserve, as a price difference.
    const room = (balance - margin * this.#stopOutLevel - 1) / this.#lossPerUnit;
    if ((isLong ? openPrice - lowest : highestAsk - openPrice) < room) return;
    const { low } = reach;
    const { high } = askReach;
    for (let row = from; row < to; row++) {
      if (!((isLong ? openPrice - low[row]! : high[row]! - openPrice) < room)) this.#refuse(row);
    }
  }

  #refuse(row: number): never {
    const time = isoTime(this.#facts.closeTime(row));
    throw new RunRefused(refused(ColumnarRefusalCode.Margin, `the account comes close to its margin at ${time}`));
  }
}
