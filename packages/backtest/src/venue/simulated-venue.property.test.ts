import { createRandom, invariant, type Random } from '@pipwright/kernel';
import {
  currency,
  ExitReason,
  findInstrument,
  Side,
  timeframeMs,
  type CandleColumns,
  type EpochMs,
  type Fill,
  type Instrument,
  type Lots,
  type MinorUnits,
  type SymbolName,
} from '@pipwright/model';
import { approvedOrder, syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { EXECUTION_IDEAL } from '../costs/execution.ts';
import { FillDigest } from '../fill-digest.ts';
import { SimulatedVenue } from './simulated-venue.ts';

const SYMBOLS = ['EURUSD', 'USDJPY', 'GBPUSD'] as const;
const INSTRUMENTS: Record<string, Instrument> = Object.fromEntries(
  SYMBOLS.map((name) => [name, findInstrument(name)!]),
);
const HOUR_MS = timeframeMs('H1');
const CANDLES = 1500;
const SLIPPAGE_POINTS = 7;
/** Minor units that two roundings of one amount may differ by. */
const ROUNDING = 1;

interface Run {
  readonly digest: string;
  readonly trades: number;
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!;
}

function randomOrder(random: Random, name: string, id: string, time: EpochMs): Parameters<typeof approvedOrder> {
  const unit = INSTRUMENTS[name]!.pipSize;
  const distance = (): number => pick(random, [0, 3, 10, 40]) * unit;
  return [
    INSTRUMENTS[name]!,
    {
      clientOrderId: id,
      side: pick(random, [Side.Buy, Side.Sell]),
      volume: pick(random, [0.01, 0.13, 0.5, 2, 0.015]) as Lots,
      stopLossDistance: distance(),
      takeProfitDistance: distance(),
      createdAt: time,
    },
  ];
}

/** Checks everything that must hold after each event, computed from the fills alone. */
class Auditor {
  readonly digest = new FillDigest();
  trades = 0;
  /** The candle that is being processed. */
  market: { name: string; candles: CandleColumns; index: number } | null = null;
  readonly #venue: SimulatedVenue;
  #cash: number;
  #net = 0;

  constructor(venue: SimulatedVenue) {
    this.#venue = venue;
    this.#cash = venue.account().balance;
    venue.subscribe({
      onOrderUpdate: () => {},
      onFill: (fill) => {
        this.digest.add(fill);
        this.#checkPrice(fill);
        this.#cash += fill.profit + fill.commission;
      },
      onTrade: ({ split, maximumAdverse, maximumFavourable }) => {
        this.trades++;
        this.#net += split.net;
        this.#cash += split.swap;
        const parts = split.price + split.spread + split.slippage + split.commission + split.swap;
        invariant(parts === split.net, 'the parts of a profit sum to its net');
        invariant(maximumAdverse <= 0, 'the worst moment is no gain');
        invariant(maximumFavourable >= 0, 'the best moment is no loss');
      },
    });
  }

  /** Buyers pay the ask or more, sellers get the bid or less, by no more than the slippage outside of the candle. */
  #checkPrice({ symbol, side, price }: Fill): void {
    if (this.market?.name !== symbol) return;
    const { candles, index } = this.market;
    const slip = (SLIPPAGE_POINTS + 1) * INSTRUMENTS[symbol]!.tickSize;
    const [low, high] = side === Side.Buy ? [candles.askLow, candles.askHigh] : [candles.low, candles.high];
    const best = side === Side.Buy ? low[index]! : low[index]! - slip;
    const worst = side === Side.Buy ? high[index]! + slip : high[index]!;
    const tolerance = INSTRUMENTS[symbol]!.tickSize / 2;
    invariant(
      price >= best - tolerance && price <= worst + tolerance,
      `a ${side} at ${price} was possible in its candle`,
    );
  }

  /** After a candle: equity is balance plus what the positions would bring at the quotes of the moment. */
  check(): void {
    const account = this.#venue.account();
    let floating = 0;
    let openSwap = 0;
    for (const position of this.#venue.positions()) {
      const instrument = INSTRUMENTS[position.symbol]!;
      const { bid, ask } = this.#venue.quote(position.symbol)!;
      const move = position.side === Side.Buy ? bid - position.openPrice : position.openPrice - ask;
      const rate = instrument.quote === account.currency ? 1 : 1 / (move > 0 ? ask : bid);
      const profit = move * position.volume * instrument.contractSize * rate * 100;
      invariant(Math.abs(profit - position.floatingProfit) <= ROUNDING, 'a position is valued at the quote');
      floating += position.floatingProfit;
      openSwap += position.swap;
    }
    invariant(account.equity === account.balance + floating, 'equity is balance plus floating profit');
    invariant(account.freeMargin === account.equity - account.margin, 'free margin is equity less margin');
    invariant(account.balance === this.#cash + openSwap, 'the balance is what was told');
  }

  /** At the end, with nothing open: the balance is the initial one plus the net of every trade. */
  checkFlat(initial: number): void {
    const { balance, equity, margin } = this.#venue.account();
    invariant(balance === initial + this.#net, 'the balance is the net of the trades');
    invariant(equity === balance && margin === 0, 'a flat account has nothing floating');
  }
}

function run(seed: string): Run {
  const random = createRandom(seed);
  const initial = 5_000_000 as MinorUnits;
  const venue = new SimulatedVenue({
    account: { currency: currency('USD'), initialBalance: initial, stopOutLevel: 0.5 },
    instruments: Object.values(INSTRUMENTS),
    costs: {
      commission: { kind: 'per-lot', perSide: 3.37 },
      slippage: { kind: 'random', pointsMax: SLIPPAGE_POINTS },
      swap: true,
      execution: EXECUTION_IDEAL,
    },
    random: random.split('venue'),
  });
  const auditor = new Auditor(venue);
  const markets = SYMBOLS.map((name) => ({
    name,
    candles: syntheticCandles({
      seed: `${seed} ${name}`,
      length: CANDLES,
      instrument: INSTRUMENTS[name]!,
      annualVolatility: 0.3,
    }).candles,
  }));
  const actions = random.split('actions');
  for (let index = 0; index < CANDLES; index++) {
    for (const { name, candles } of markets) {
      const close = (candles.time[index]! + HOUR_MS) as EpochMs;
      auditor.market = { name, candles, index };
      venue.onCandleClosed(name as SymbolName, candles, index, close);
      auditor.check();
      if (actions.integer(3) === 0)
        venue.submit(approvedOrder(...randomOrder(actions, name, `${name} ${index}`, close)));
      const open = venue.positions();
      if (open.length > 0 && actions.integer(4) === 0) venue.closePosition(pick(actions, open).id, ExitReason.Manual);
    }
  }
  auditor.market = null;
  venue.finish((markets[0]!.candles.time[CANDLES - 1]! + HOUR_MS) as EpochMs);
  auditor.check();
  auditor.checkFlat(initial);
  return { digest: auditor.digest.finish(), trades: auditor.trades };
}

test.each(['a', 'b', 'c', 'd', 'e', 'f'])('random orders keep every invariant and repeat: seed %s', (seed) => {
  const first = run(seed);
  expect(first.trades).toBeGreaterThan(100);
  expect(run(seed)).toEqual(first);
});
