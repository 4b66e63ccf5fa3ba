import { createRandom, type Random } from '@pipwright/kernel';
import {
  candlesFrom,
  candleAt,
  currency,
  ExecutionMode,
  findInstrument,
  roundToTick,
  SwapMode,
  utcMs,
  type Candle,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Points,
  type SwapContract,
  type Timeframe,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { RISK_UNLIMITED, type ColumnTargets, type ConversionRates, type RiskLimits } from '@pipwright/trading';
import { EXECUTION_IDEAL } from '../costs/execution.ts';
import type { SlippageModel } from '../costs/slippage.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import { AccountMode, PathRule, type CommissionModel } from '../venue/venue-options.ts';
import type { ColumnarSettings } from './columnar-settings.ts';

export interface MadeCase {
  readonly settings: ColumnarSettings;
  readonly targets: ColumnTargets;
  readonly description: string;
}

const SYMBOLS = ['EURUSD', 'USDJPY', 'EURGBP', 'USDCAD', 'XAUUSD', 'XAGUSD', 'GBPNZD', 'AUDUSD', 'CHFJPY'];
const TIMEFRAMES: readonly Timeframe[] = ['M1', 'M5', 'M30', 'H1', 'H4', 'D1', 'W1'];
/** Candles of a series that is worth being traded. */
const LONG = 40;
const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'CAD'];
const STARTS = [utcMs(2015, 1, 4, 22), utcMs(2021, 3, 7, 20), utcMs(2021, 10, 31, 22), utcMs(2023, 12, 17, 22)];
const START_PRICES: Readonly<Record<string, number>> = { XAUUSD: 1900, XAGUSD: 24, USDJPY: 120, CHFJPY: 150 };

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!;
}

/** A case of everything that the columnar engine knows, drawn from a seed. */
export function madeCase(seed: string): MadeCase {
  const random = createRandom(seed);
  const instrument = madeInstrument(random.split('instrument'));
  const timeframe = pick(random, TIMEFRAMES);
  const series = madeSeries(random.split('series'), instrument, timeframe);
  const code = pick(random, [instrument.quote, instrument.quote, instrument.base, ...CURRENCIES.map(currency)]);
  const account = (code as string).startsWith('X') ? currency('USD') : code;
  const costs = madeCosts(random.split('costs'));
  const pathRule = pick(random, [PathRule.Pessimistic, PathRule.Adaptive]);
  const isPoor = random.integer(12) === 0;
  const settings: ColumnarSettings = {
    series,
    first: series.candles.length > LONG ? pick(random, [0, 0, 0, 17]) : 0,
    instrument,
    volume: pick(random, [0.01, 0.1, 0.37, 1]),
    limits: madeLimits(random.split('limits')),
    costs,
    account: {
      currency: account,
      initialBalance: (isPoor ? 300_000 : 500_000_000) as MinorUnits,
      mode: pick(random, [AccountMode.Hedging, AccountMode.Netting]),
      stopOutLevel: 0.5,
    },
    rates: madeRates(),
    pathRule,
  };
  const targets = madeTargets(random.split('targets'), settings);
  const { length } = series.candles;
  const description = `${instrument.symbol} ${timeframe} ${length} candles in ${account}, ${pathRule} ${JSON.stringify(costs)}`;
  return { settings, targets, description };
}

function madeInstrument(random: Random): Instrument {
  const instrument = findInstrument(pick(random, SYMBOLS))!;
  const { leverage } = instrument.margin;
  return {
    ...instrument,
    execution: pick(random, Object.values(ExecutionMode)),
    swap: madeSwap(random, instrument.swap),
    stopsLevel: pick(random, [0, 0, 15]) as Points,
    margin: {
      leverage,
      hedgedFraction: 0.5,
      ...(random.integer(4) === 0 && {
        tiers: [
          { notionalMax: 2_000_000, leverage: 50 },
          { notionalMax: Number.POSITIVE_INFINITY, leverage: 20 },
        ],
      }),
    },
    ...(random.integer(3) === 0 && { closedDays: ['2015-01-07', '2021-03-10', '2021-11-03', '2023-12-25'] }),
  };
}

function madeSwap(random: Random, swap: SwapContract): SwapContract {
  return {
    ...swap,
    mode: pick(random, [SwapMode.Points, ...Object.values(SwapMode)]),
    ...(random.integer(3) === 0 && {
      history: [
        { from: utcMs(2015, 1, 8), long: 4.4, short: -7.7 },
        { from: utcMs(2021, 11, 10), long: -3.1, short: 1.2 },
      ],
    }),
    ...(random.integer(3) === 0 && { holidayNights: { '2015-01-06': 0, '2021-03-11': 4, '2023-12-20': 5 } }),
  };
}

function madeCosts(random: Random): TradingCosts {
  const commissions: readonly CommissionModel[] = [
    { kind: 'per-lot', perSide: 0 },
    { kind: 'per-lot', perSide: 3.5 },
    { kind: 'per-million', perSide: 31, minimum: 1.5 },
    { kind: 'percent', fraction: 0.00004 },
  ];
  const hourFactors = Array.from({ length: 24 }, (_, hour) => 0.5 + (hour % 5));
  const slippages: readonly SlippageModel[] = [
    { kind: 'none' },
    { kind: 'points', points: 3 },
    { kind: 'spread', fraction: 0.25 },
    { kind: 'spread', fraction: 1.5, hourFactors },
    { kind: 'range', fraction: 0.1 },
  ];
  return {
    commission: pick(random, commissions),
    slippage: pick(random, slippages),
    swap: random.integer(5) > 0,
    execution: EXECUTION_IDEAL,
  };
}

/** Mostly none; else such as refuse an order now and then, or what a careful account has but the breaker. */
function madeLimits(random: Random): Partial<RiskLimits> {
  const kind = random.integer(6);
  if (kind > 1) return RISK_UNLIMITED;
  if (kind === 1) {
    const hours = 3_600_000;
    return { ...RISK_UNLIMITED, spreadMultipleMax: 1.3, weekendDistanceMinMs: 6 * hours, positionsPerSymbolMax: 1 };
  }
  return {
    drawdownMax: 1e9,
    riskPerTradeMax: pick(random, [0.02, 1, 0.0001]),
    openRiskMax: pick(random, [0.06, 1]),
    dailyLossMax: pick(random, [0.03, 0.0001, 1e-6]),
    coolDownLosses: pick(random, [1, 3, 5]),
    spreadMultipleMax: 20,
  };
}

/** Rates that move: made from a wave for each currency, so that they fit together. */
function madeRates(): ConversionRates {
  const worth = (code: string, time: EpochMs): number => {
    const phase = code.codePointAt(0)! + 3 * code.codePointAt(1)!;
    const level = code === 'JPY' ? 0.008 : code === 'XAU' ? 1900 : code === 'XAG' ? 24 : 1;
    return level * (1 + 0.1 * Math.sin(time / 1e8 + phase));
  };
  return {
    rate: (from, to, time) => {
      const rate = worth(from, time) / worth(to, time);
      return { bid: rate * 0.9999, ask: rate * 1.0001 };
    },
  };
}

/** Synthetic candles with holes, jumps over several spreads and stretches of wide spreads; some with closes beyond their range. */
function madeSeries(random: Random, instrument: Instrument, timeframe: Timeframe): CandleSeries {
  const series = syntheticCandles({
    seed: random.integer(1_000_000),
    length: random.integer(30) === 0 ? 1 + random.integer(LONG) : timeframe === 'W1' ? 120 : 500,
    instrument,
    timeframe,
    startTime: pick(random, STARTS),
    startPrice: START_PRICES[instrument.symbol] ?? 1.1,
    annualVolatility: pick(random, [0.05, 0.15, 0.5]),
  });
  const rows: Candle[] = [];
  const unit = instrument.pipSize;
  const isRagged = random.integer(8) === 0;
  let jump = 0;
  let widening = 0;
  for (let index = 0; index < series.candles.length; index++) {
    if (index > 0 && random.integer(20) === 0) continue;
    if (random.integer(25) === 0) jump += (random.integer(61) - 30) * unit;
    if (random.integer(40) === 0) widening = random.integer(3) * 4 * unit;
    const candle = shifted(candleAt(series.candles, index), instrument, jump, widening);
    rows.push(isRagged && random.integer(10) === 0 ? ragged(candle, instrument) : candle);
  }
  return { ...series, candles: candlesFrom(rows) };
}

function shifted(candle: Candle, instrument: Instrument, jump: number, widening: number): Candle {
  const bid = (price: number): number => roundToTick(instrument, price + jump);
  const ask = (price: number): number => roundToTick(instrument, price + jump + widening);
  return {
    ...candle,
    open: bid(candle.open),
    high: bid(candle.high),
    low: bid(candle.low),
    close: bid(candle.close),
    askOpen: ask(candle.askOpen),
    askHigh: ask(candle.askHigh),
    askLow: ask(candle.askLow),
    askClose: ask(candle.askClose),
  };
}

/** A candle whose extremes do not hold its open and close, as careless sources have them. */
function ragged(candle: Candle, instrument: Instrument): Candle {
  const beyond = 5 * instrument.pipSize;
  return {
    ...candle,
    high: roundToTick(instrument, candle.high - beyond),
    askLow: roundToTick(instrument, candle.askLow + beyond),
  };
}

function madeTargets(random: Random, { series, instrument }: ColumnarSettings): ColumnTargets {
  const { candles } = series;
  const { length } = candles;
  const position = new Int8Array(length);
  const restlessness = pick(random, [2, 8, 40]);
  const keeps = random.integer(2) === 0;
  let wanted = 0;
  for (let row = 0; row < length; row++) {
    const changes = random.integer(restlessness) === 0;
    if (changes) wanted = pick(random, [-1, 0, 1]);
    position[row] = keeps && !changes ? 2 : wanted;
  }
  let range = 0;
  for (let row = 0; row < length; row++) range += Math.abs(candles.high[row]! - candles.low[row]!);
  const typical = range / length;
  const distances = (): Float64Array =>
    Float64Array.from({ length }, () =>
      random.integer(5) === 0 ? 0 : instrument.tickSize * 0.4 + typical * 3 * random.next() ** 2,
    );
  return {
    position,
    ...(random.integer(3) > 0 && { stopLossDistance: distances() }),
    ...(random.integer(3) > 0 && { takeProfitDistance: distances() }),
  };
}
