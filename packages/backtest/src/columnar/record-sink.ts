import {
  DealEntry,
  Side,
  type EpochMs,
  type Fill,
  type Fraction,
  type Instrument,
  type Lots,
  type MinorUnits,
  type Price,
  type Trade,
} from '@pipwright/model';
import { roundMinor, splitProfit } from '@pipwright/trading';
import type { EquityColumns } from '../backtest-result.ts';
import { FillDigest } from '../fill-digest.ts';
import type { FillSources } from '../venue/venue-options.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { ColumnarRun } from './columnar-run.ts';
import type { ColumnarExit } from './fill-pricing.ts';
import type { RunSink } from './run-sink.ts';

/** A strategy without a model has no opinion on its direction. */
const NO_OPINION = 0.5 as Fraction;

/** Writes a run down: its trades and its account at every candle. */
export class RecordSink implements RunSink {
  readonly trades: Trade[] = [];
  readonly equity: EquityColumns;
  readonly sources: Record<keyof FillSources, number> = { ticks: 0, 'smaller-candles': 0, rule: 0, open: 0 };
  turnover = 0;
  fills = 0;
  barrierExits = 0;
  ruleExits = 0;
  readonly #run: ColumnarRun;
  readonly #instrument: Instrument;
  readonly #runId: string;
  readonly #digest = new FillDigest();

  constructor(run: ColumnarRun, instrument: Instrument, runId: string) {
    const { length } = run.facts;
    this.#run = run;
    this.#instrument = instrument;
    this.#runId = runId;
    this.equity = {
      time: Float64Array.from({ length }, (_, row) => run.facts.closeTime(row)),
      balance: new Float64Array(length),
      equity: new Float64Array(length),
    };
  }

  /** SHA-256 over the fills. Ends it. */
  digest(): string {
    return this.#digest.finish();
  }

  onFlat(from: number, to: number, balance: number): void {
    this.equity.balance.fill(balance, from, to);
    this.equity.equity.fill(balance, from, to);
  }

  onHeld(position: ColumnarPosition, from: number, to: number, balance: number): void {
    const { floating } = this.#run;
    this.equity.balance.fill(balance, from, to);
    for (let row = from; row < to; row++) this.equity.equity[row] = balance + floating.at(position, row);
  }

  onOpened(position: ColumnarPosition): void {
    const { openPrice, entrySlippage, commission, notional, isLong, entryRow } = position;
    this.turnover += notional;
    this.sources.open++;
    this.#tell(position, {
      entry: DealEntry.In,
      time: this.#run.facts.openTime(entryRow),
      side: isLong ? Side.Buy : Side.Sell,
      price: openPrice as Price,
      slippage: entrySlippage,
      commission: commission as MinorUnits,
      profit: 0 as MinorUnits,
      exitReason: null,
    });
  }

  onClosed(position: ColumnarPosition, exit: ColumnarExit): void {
    this.turnover += exit.notional;
    this.#countExit(exit);
    this.#tell(position, {
      entry: DealEntry.Out,
      time: exit.time as EpochMs,
      side: position.isLong ? Side.Sell : Side.Buy,
      price: exit.price as Price,
      slippage: exit.slippage,
      commission: exit.commission as MinorUnits,
      profit: exit.profit as MinorUnits,
      exitReason: exit.reason,
    });
    this.trades.push(this.#tradeOf(position, exit));
  }

  #countExit({ legs, isBarrier, byRule }: ColumnarExit): void {
    if (isBarrier) this.barrierExits++;
    if (byRule) this.ruleExits++;
    this.sources[legs >= 0 ? 'rule' : 'open']++;
  }

  #tell(
    position: ColumnarPosition,
    deal: Omit<Fill, 'id' | 'clientOrderId' | 'positionId' | 'symbol' | 'volume'>,
  ): void {
    const id = this.#idOf(position);
    this.fills++;
    this.#digest.add({
      id: `${id}/${deal.entry}`,
      clientOrderId: id,
      positionId: id,
      symbol: this.#instrument.symbol,
      volume: this.#run.pricing.volume as Lots,
      ...deal,
    });
  }

  #tradeOf(position: ColumnarPosition, exit: ColumnarExit): Trade {
    const id = this.#idOf(position);
    const { isLong, openPrice } = position;
    const { moneyPerPriceUnit } = exit;
    const { lowest, highest } = this.#rangeOf(position, exit);
    const down = roundMinor((lowest - openPrice) * moneyPerPriceUnit);
    const up = roundMinor((highest - openPrice) * moneyPerPriceUnit);
    return {
      id,
      positionId: id,
      remainingVolume: 0 as Lots,
      symbol: this.#instrument.symbol,
      side: isLong ? Side.Buy : Side.Sell,
      volume: this.#run.pricing.volume as Lots,
      openTime: this.#run.facts.openTime(position.entryRow),
      closeTime: exit.time as EpochMs,
      openPrice: openPrice as Price,
      closePrice: exit.price as Price,
      exitReason: exit.reason,
      probability: NO_OPINION,
      split: splitProfit({
        profit: exit.profit as MinorUnits,
        commission: (position.commission + exit.commission) as MinorUnits,
        swap: position.swap as MinorUnits,
        spreadDistance: (position.entrySpread + exit.spread) / 2,
        slippageDistance: position.entrySlippage + exit.slippage,
        minorPerPriceUnit: moneyPerPriceUnit,
      }),
      maximumAdverse: isLong ? down : roundMinor(-up),
      maximumFavourable: isLong ? up : roundMinor(-down),
    };
  }

  /** Lowest and highest price at which it could have been closed: of whole candles their range, of the last one its path so far. */
  #rangeOf(position: ColumnarPosition, exit: ColumnarExit): { lowest: number; highest: number } {
    const { candles } = this.#run.facts;
    const { isLong, openPrice, entryRow } = position;
    const low = isLong ? candles.low : candles.askLow;
    const high = isLong ? candles.high : candles.askHigh;
    let lowest = Math.min(openPrice, exit.price);
    let highest = Math.max(openPrice, exit.price);
    const see = (from: number, to: number): void => {
      if (from < lowest) lowest = from;
      if (to > highest) highest = to;
    };
    for (let row = entryRow; row < exit.row; row++) see(low[row]!, high[row]!);
    for (let leg = 0; leg < exit.legs; leg++) {
      const corner = this.#run.scan.corner(position, exit.row, leg);
      see(corner, corner);
    }
    if (exit.isBarrier) see(exit.quote, exit.quote);
    return { lowest, highest };
  }

  #idOf({ decisionRow }: ColumnarPosition): string {
    return `${this.#runId}-O${decisionRow + 1}`;
  }
}
