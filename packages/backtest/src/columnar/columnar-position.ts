/** The one position of a columnar run. Mutable and used again for every trade; levels are 0 where there is none. */
export class ColumnarPosition {
  isLong = true;
  /** Candle at whose close it was decided, and candle at whose open it was opened. */
  decisionRow = 0;
  entryRow = 0;
  openPrice = 0;
  stopLoss = 0;
  takeProfit = 0;
  /** Ask minus bid and slippage at the entry, in price units. */
  entrySpread = 0;
  entrySlippage = 0;
  /** Booked so far, minor units. */
  commission = 0;
  swap = 0;
  /** Value of the entry, the margin that it takes, and the margin that risk counted for its order, in minor units. */
  notional = 0;
  margin = 0;
  approvedMargin = 0;
}
