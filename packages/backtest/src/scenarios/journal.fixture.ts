import {
  DealEntry,
  OrderState,
  ReturnCode,
  Side,
  toPoints,
  type Currency,
  type Fill,
  type Instrument,
  type Trade,
} from '@pipwright/model';
import { describeMoney, type BrokerListener, type OrderUpdate, type RequestRefusal } from '@pipwright/trading';
import type { AccountEvent } from '../venue/venue-options.ts';
import { linesOf } from './scenario.fixture.ts';
import { ScenarioTimes, showTime } from './scenario-times.fixture.ts';

const NAME_OF_CODE = new Map<number, string>(Object.entries(ReturnCode).map(([name, code]) => [code, name]));
const TOLD: readonly OrderState[] = [OrderState.Rejected, OrderState.Cancelled, OrderState.Expired];

/**
 * Writes down what the broker does, one line each:
 *
 *     08:00 #1 buys 1.00 at 1.10010 slippage 3 commission -3.50
 *     09:00 #1 sells 1.00 at 1.09910, stop-loss -100.00
 *     09:00 #1 price -90.00 spread -10.00 slippage 0.00 commission 0.00 swap 0.00     (where splits are shown)
 *     22:00 #1 swap -7.20, 1 night
 *     09:00 #2 rejected: InvalidStops     and likewise  cancelled, expired, filled in part
 *     09:00 #1 modify-position refused: Frozen
 *     09:00 margin call: equity 300.00, margin 366.70
 *
 * Slippage is in points and not shown where it is 0, nor is a commission of 0.
 */
export class Journal implements BrokerListener {
  readonly lines: string[] = [];
  readonly #currency: Currency;
  readonly #instrumentOf: (symbol: string) => Instrument;
  readonly #showsSplits: boolean;

  constructor(currency: Currency, instrumentOf: (symbol: string) => Instrument, showsSplits: boolean) {
    this.#currency = currency;
    this.#instrumentOf = instrumentOf;
    this.#showsSplits = showsSplits;
  }

  onOrderUpdate({ clientOrderId, state, time, code }: OrderUpdate): void {
    if (state === OrderState.Filled && code === ReturnCode.DonePartial) {
      return this.#write(time, `#${clientOrderId} filled in part`);
    }
    if (!TOLD.includes(state)) return;
    const why = state === OrderState.Rejected ? `: ${NAME_OF_CODE.get(code)}` : '';
    this.#write(time, `#${clientOrderId} ${state}${why}`);
  }

  onFill(fill: Fill): void {
    const instrument = this.#instrumentOf(fill.symbol);
    const isIn = fill.entry === DealEntry.In;
    const deal = `${fill.side === Side.Buy ? 'buys' : 'sells'} ${fill.volume.toFixed(2)} at ${fill.price.toFixed(instrument.digits)}`;
    const slippage = toPoints(instrument, fill.slippage);
    this.#write(
      fill.time,
      `#${fill.positionId} ${deal}`,
      isIn ? '' : `, ${fill.exitReason} ${this.#money(fill.profit)}`,
      slippage === 0 ? '' : ` slippage ${slippage}`,
      fill.commission === 0 ? '' : ` commission ${this.#money(fill.commission)}`,
    );
  }

  onTrade({ closeTime, positionId, split }: Trade): void {
    if (!this.#showsSplits) return;
    const parts = (['price', 'spread', 'slippage', 'commission', 'swap'] as const).map(
      (part) => ` ${part} ${this.#money(split[part])}`,
    );
    this.#write(closeTime, `#${positionId}`, ...parts);
  }

  onRefusal({ request, id, time, code }: RequestRefusal): void {
    this.#write(time, `#${id} ${request} refused: ${NAME_OF_CODE.get(code)}`);
  }

  onAccountEvent(event: AccountEvent): void {
    if (event.kind === 'swap') {
      const nights = `${event.nights} night${event.nights === 1 ? '' : 's'}`;
      this.#write(event.time, `#${event.positionId} swap ${this.#money(event.amount)}, ${nights}`);
    } else if (event.kind === 'margin-call') {
      const { equity, margin } = event;
      this.#write(event.time, `margin call: equity ${this.#money(equity)}, margin ${this.#money(margin)}`);
    }
    // A stop-out shows as the exit that it is.
  }

  #money(amount: number): string {
    return showMoney(amount, this.#currency);
  }

  #write(time: number, ...parts: readonly string[]): void {
    this.lines.push(`${showTime(time)} ${parts.join('')}`);
  }
}

/** `-1,234.50`, without the currency. */
export function showMoney(amount: number, currency: Currency): string {
  return describeMoney(amount, currency).slice(0, -4);
}

/** The lines of an expected journal with their full times, as `Journal` writes them. */
export function readJournal(text: string, start: number): string[] {
  const times = new ScenarioTimes(start);
  return linesOf(text).map((line) => {
    const { time, rest } = times.read(line);
    return `${showTime(time)} ${rest.replaceAll(/\s+/g, ' ')}`;
  });
}
