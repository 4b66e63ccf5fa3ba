import { createRandom, type Random } from '@pipwright/kernel';
import {
  currency,
  ExecutionMode,
  ExitReason,
  Filling,
  findInstrument,
  minorDigits,
  OrderLifetime,
  OrderType,
  roundToTick,
  Side,
  timeframeMs,
  type CandleSeries,
  type Currency,
  type EpochMs,
  type Instrument,
  type Lots,
  type MinorUnits,
  type OrderRequest,
  type OrderTerms,
  type Points,
  type Price,
  type SymbolName,
} from '@pipwright/model';
import { approvedOrder, syntheticCandles } from '@pipwright/testkit';
import type { BidAsk, ConversionRates } from '@pipwright/trading';
import { SimulatedVenue } from './simulated-venue.ts';
import { VenueAuditor } from './venue-auditor.fixture.ts';
import { AccountMode, PathSource, type PathRule } from './venue-options.ts';

const HOUR_MS = timeframeMs('H1');
const SLIPPAGE_POINTS = 7;
/** What one dollar is worth, for accounts and conversions. */
const PER_USD: Readonly<Record<string, number>> = { USD: 1, EUR: 0.9, GBP: 0.8, JPY: 110, CHF: 0.95 };

/** What a random run is made of. */
export interface RandomRun {
  readonly seed: string;
  readonly symbols: readonly string[];
  readonly account: string;
  readonly mode: AccountMode;
  readonly rule: PathRule;
  /** Latency, requotes, rejects and a shallow book; or nothing of it. */
  readonly isHard: boolean;
  /** In dollars, also of accounts in another currency: a small one meets its margin call. */
  readonly balance: number;
  readonly orders: number;
  /** Candles are given to the venue as a whole, where their parts are given by default. */
  readonly isWhole?: boolean;
}

export interface RandomOutcome {
  readonly digest: string;
  readonly submitted: number;
  readonly balance: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Rates with a spread of two hundredths of a percent that never change. */
const RATES: ConversionRates = {
  rate(from: Currency, to: Currency): BidAsk {
    const middle = PER_USD[to]! / PER_USD[from]!;
    return { bid: middle * 0.9999, ask: middle * 1.0001 };
  },
};

function instrumentOf(name: string, isHard: boolean): Instrument {
  const found = findInstrument(name)!;
  if (!isHard) return { ...found, fillings: Object.values(Filling) };
  return {
    ...found,
    fillings: Object.values(Filling),
    execution: ExecutionMode.Instant,
    stopsLevel: 20 as Points,
    freezeLevel: 10 as Points,
    volume: { ...found.volume, limit: 20 as Lots },
  };
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!;
}

/** Plays random orders, changes and closings of every kind on several symbols, and audits every step. */
export class RandomTrader {
  readonly #run: RandomRun;
  readonly #random: Random;
  readonly #instruments = new Map<SymbolName, Instrument>();
  readonly #series: CandleSeries[] = [];
  readonly #venue: SimulatedVenue;
  readonly #auditor: VenueAuditor;
  readonly #changed = new Set<string>();
  #submitted = 0;
  #group = 0;

  constructor(run: RandomRun) {
    this.#run = run;
    this.#random = createRandom(run.seed);
    // About two orders a candle and symbol, and never as few as one.
    const length = Math.ceil(run.orders / run.symbols.length) + 10;
    for (const name of run.symbols) {
      const instrument = instrumentOf(name, run.isHard);
      this.#instruments.set(instrument.symbol, instrument);
      this.#series.push(syntheticCandles({ seed: `${run.seed} ${name}`, length, instrument, annualVolatility: 0.25 }));
    }
    const account = currency(run.account);
    const initialBalance = Math.round(run.balance * PER_USD[account]!) * 10 ** minorDigits(account);
    this.#venue = new SimulatedVenue({
      account: { currency: account, initialBalance: initialBalance as MinorUnits, mode: run.mode, stopOutLevel: 0.9 },
      instruments: [...this.#instruments.values()],
      costs: {
        commission: { kind: 'per-lot', perSide: 3.37 },
        slippage: { kind: 'random', pointsMax: SLIPPAGE_POINTS },
        swap: true,
        execution: {
          latencyMs: run.isHard ? 400_000 : 0,
          latencyJitterMs: run.isHard ? 1_000_000 : 0,
          rejectRate: run.isHard ? 0.05 : 0,
          requoteRate: run.isHard ? 0.05 : 0,
          depth: run.isHard ? { lots: 1, volumeFraction: 0 } : null,
        },
      },
      random: this.#random.split('venue'),
      rates: RATES,
      pathRule: run.rule,
      onAccountEvent: (event) => this.#auditor.onAccountEvent(event),
    });
    this.#auditor = new VenueAuditor(this.#venue, {
      instruments: this.#instruments,
      account,
      initialBalance,
      rates: RATES,
      isNetting: run.mode === AccountMode.Netting,
      slippagePoints: SLIPPAGE_POINTS,
    });
    this.#auditor.isChanged = (id) => this.#changed.has(id);
    this.#venue.subscribe(this.#auditor);
  }

  play(): RandomOutcome {
    const { length } = this.#series[0]!.candles;
    for (let index = 0; index < length && this.#submitted < this.#run.orders; index++) {
      for (const series of this.#series) this.#move(series, index);
      for (const { symbol } of this.#series) {
        for (let wishes = this.#random.integer(5); wishes > 0; wishes--) {
          if (this.#submitted < this.#run.orders) this.#submit(symbol);
        }
        this.#meddle();
      }
    }
    this.#auditor.bounds.clear();
    this.#venue.finish((this.#series[0]!.candles.time.at(-1)! + HOUR_MS) as EpochMs);
    this.#auditor.check();
    this.#auditor.checkFlat();
    return {
      digest: this.#auditor.digest.finish(),
      submitted: this.#submitted,
      balance: this.#venue.account().balance,
      counts: this.#auditor.counts,
    };
  }

  /** One candle as it is, or as four ticks. */
  #move({ symbol, candles }: CandleSeries, index: number): void {
    const venue = this.#venue;
    const at = (name: Exclude<keyof typeof candles, 'length'>): number => candles[name][index]!;
    const time = at('time') as EpochMs;
    this.#auditor.bounds.set(symbol, {
      low: at('low'),
      high: at('high'),
      askLow: at('askLow'),
      askHigh: at('askHigh'),
    });
    if (this.#random.integer(4) > 0) {
      const closeTime = (time + HOUR_MS) as EpochMs;
      if (this.#run.isWhole === true) {
        venue.onCandleClosed(symbol, candles, index, closeTime);
        this.#auditor.check();
        return;
      }
      venue.openCandle(symbol, candles, index, closeTime);
      this.#auditor.check(false);
      venue.moveInside(symbol, candles, index, closeTime, PathSource.Rule);
      venue.closeCandle(symbol, candles, index, closeTime);
      venue.settle(closeTime);
      this.#auditor.check();
      return;
    }
    const ticks = [
      [at('open'), at('askOpen')],
      [at('high'), at('askHigh')],
      [at('low'), at('askLow')],
      [at('close'), at('askClose')],
    ] as const;
    ticks.forEach(([bid, ask], place) => {
      venue.onTick(symbol, (time + place * 900_000 + 1) as EpochMs, bid, ask, 3);
      venue.settle((time + place * 900_000 + 1) as EpochMs);
      this.#auditor.check();
    });
    venue.tellTime((time + HOUR_MS) as EpochMs);
  }

  #submit(symbol: SymbolName): void {
    const instrument = this.#instruments.get(symbol)!;
    const side = pick(this.#random, [Side.Buy, Side.Sell]);
    const request: OrderRequest = {
      clientOrderId: `o${this.#submitted++}`,
      signalId: '',
      symbol,
      side,
      volume: pick(this.#random, [0.01, 0.13, 0.5, 2, 2, 0.015]) as Lots,
      exitTime: 4e12 as EpochMs,
      createdAt: this.#venue.quote(symbol)!.time,
      ...this.#terms(symbol, instrument, side),
    };
    this.#auditor.expect(request);
    this.#venue.submit(approvedOrder(instrument, request));
  }

  #terms(symbol: SymbolName, { pipSize }: Instrument, side: Side): OrderTerms {
    const random = this.#random;
    const { bid, time } = this.#venue.quote(symbol)!;
    const distance = (): number => pick(random, [0, 0, 1, 5, 5, 15, 15, 40, 40]) * pipSize;
    const near = (up: number): Price => (bid + up * random.integer(25) * pipSize) as Price;
    const type = pick(random, Object.values(OrderType));
    const isRight = random.integer(8) > 0;
    return {
      type,
      // Mostly on the side of the market on which such an order waits.
      price: near(((side === Side.Buy) === (type === OrderType.Limit)) === isRight ? -1 : 1),
      limitPrice: near(pick(random, [-1, 1])),
      stopLossDistance: distance(),
      takeProfitDistance: distance(),
      trailingDistance: random.integer(3) === 0 ? distance() : 0,
      lifetime: pick(random, Object.values(OrderLifetime)),
      expiresAt: (time + (random.integer(30) - 1) * 700_000) as EpochMs,
      filling: pick(random, Object.values(Filling)),
      deviation: random.integer(2) * 3 * pipSize,
      ocoGroup: random.integer(3) === 0 ? this.#anyGroup() : '',
    };
  }

  #anyGroup(): string {
    if (this.#random.integer(2) === 0 || this.#auditor.isFilled(`g${this.#group}`)) this.#group++;
    return `g${this.#group}`;
  }

  /** Closes, changes and cancels at random, also what is not there. */
  #meddle(): void {
    const random = this.#random;
    const venue = this.#venue;
    const positions = venue.positions();
    const orders = venue.orders();
    const order = orders.length === 0 ? 'nothing' : pick(random, orders).clientOrderId;
    const position = positions.length === 0 ? undefined : pick(random, positions);
    const id = position?.id ?? 'nothing';
    switch (random.integer(8)) {
      case 0:
        return venue.closePosition(id, ExitReason.Manual);
      case 1:
        return venue.closePosition(id, ExitReason.Signal, pick(random, [0.01, 0.1, 0.5, 0.015]) as Lots);
      case 2:
        return venue.closeBy(id, positions.length === 0 ? 'nothing' : pick(random, positions).id);
      case 3:
        return this.#moveLevels(id, position?.symbol);
      case 4:
        this.#changed.add(order);
        return venue.modifyOrder(order, {
          price: this.#near(orders.find((each) => each.clientOrderId === order)?.symbol),
        });
      case 5:
        return venue.cancelOrder(order);
      default:
    }
  }

  #moveLevels(id: string, symbol: SymbolName | undefined): void {
    const stopLoss = this.#near(symbol);
    const change = this.#random.integer(2) === 0 ? { stopLoss } : { takeProfit: stopLoss, trailingDistance: 0.001 };
    this.#venue.modifyPosition(id, change);
  }

  #near(symbol: SymbolName | undefined): Price {
    if (symbol === undefined) return 1 as Price;
    const instrument = this.#instruments.get(symbol)!;
    const { bid } = this.#venue.quote(symbol)!;
    return roundToTick(instrument, bid + (this.#random.integer(61) - 30) * instrument.pipSize);
  }
}
