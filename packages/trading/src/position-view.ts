import type { EpochMs, Lots, MinorUnits, Position, Price, Side, SymbolName } from '@pipwright/model';
import type { OwnPosition } from './strategy-definition.ts';

/** A position as its strategy sees it: one object for as long as it is open, brought up to date at each decision. */
export class PositionView implements OwnPosition {
  id = '';
  symbol = '' as SymbolName;
  side = 'buy' as Side;
  volume = 0 as Lots;
  openPrice = 0 as Price;
  openTime = 0 as EpochMs;
  stopLoss = 0 as Price;
  takeProfit = 0 as Price;
  exitTime = 0 as EpochMs;
  swap = 0 as MinorUnits;
  commission = 0 as MinorUnits;
  floatingProfit = 0 as MinorUnits;
  age = 0;
  readonly #openedAt: number;

  constructor(candlesAtOpening: number) {
    this.#openedAt = candlesAtOpening;
  }

  refresh(position: Position, candles: number): void {
    this.id = position.id;
    this.symbol = position.symbol;
    this.side = position.side;
    this.volume = position.volume;
    this.openPrice = position.openPrice;
    this.openTime = position.openTime;
    this.stopLoss = position.stopLoss;
    this.takeProfit = position.takeProfit;
    this.exitTime = position.exitTime;
    this.swap = position.swap;
    this.commission = position.commission;
    this.floatingProfit = position.floatingProfit;
    this.age = candles - this.#openedAt;
  }
}
