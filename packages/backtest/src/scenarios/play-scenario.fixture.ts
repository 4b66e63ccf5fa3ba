import { createRandom } from '@pipwright/kernel';
import {
  currency,
  findInstrument,
  minorDigits,
  type Currency,
  type EpochMs,
  type Instrument,
  type MinorUnits,
} from '@pipwright/model';
import type { ConversionRates } from '@pipwright/trading';
import { COSTS_NONE } from '../costs/trading-costs.ts';
import { CandleLayer } from '../run/candle-layer.ts';
import { MarketClock } from '../run/market-clock.ts';
import { SymbolPath } from '../run/symbol-path.ts';
import { TickStream } from '../run/tick-stream.ts';
import { SimulatedVenue } from '../venue/simulated-venue.ts';
import { PathRule } from '../venue/venue-options.ts';
import { Journal, showMoney } from './journal.fixture.ts';
import type { Scenario } from './scenario.fixture.ts';
import { readMarket, type MarketBlock } from './scenario-market.fixture.ts';
import { readRequests } from './scenario-requests.fixture.ts';

/** What came of a scenario. */
export interface Played {
  readonly venue: SimulatedVenue;
  /** First moment of the market, which names the date of lines without one. */
  readonly start: EpochMs;
  readonly journal: readonly string[];
  /** The figures that `end` names, as they are: `balance 9,690.00`. */
  readonly end: string;
}

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Plays a scenario against the venue, moved as a backtest moves it. */
export function playScenario(scenario: Scenario): Played {
  const contracts = new Map<string, Instrument>();
  const instrumentOf = (symbol: string): Instrument => {
    const found = findInstrument(symbol);
    if (found === undefined) throw new Error(`the catalogue has no ${symbol}`);
    if (!contracts.has(symbol)) contracts.set(symbol, { ...found, ...scenario.contracts?.[symbol] });
    return contracts.get(symbol)!;
  };
  const blocks = readMarket(scenario.market, instrumentOf);
  const [amount = '', code = ''] = (scenario.account ?? '10,000 USD').split(' ');
  const account = currency(code);
  const span = spanOf(blocks);
  const requests = readRequests(scenario.orders, span.from, instrumentOf, blocks[0]!.instrument);
  const journal = new Journal(account, instrumentOf, scenario.splits === true);
  const venue = openVenue(scenario, { amount, account, instruments: [...contracts.values()], journal });
  venue.subscribe(journal);
  const clock = new MarketClock(venue, pathsOf(venue, blocks, span));
  for (const { time, ask } of requests) {
    clock.advance(time);
    ask(venue);
  }
  clock.advance(span.to);
  return { venue, start: span.from, journal: journal.lines, end: endOf(venue, scenario.end, account) };
}

function openVenue(
  scenario: Scenario,
  parts: { amount: string; account: Currency; instruments: readonly Instrument[]; journal: Journal },
): SimulatedVenue {
  const { stopOut = 0.5, marginCall, ordersMax, mode, rates } = scenario;
  const balance = Number(parts.amount.replaceAll(',', '')) * 10 ** minorDigits(parts.account);
  return new SimulatedVenue({
    account: {
      currency: parts.account,
      initialBalance: balance as MinorUnits,
      stopOutLevel: stopOut,
      ...(marginCall === undefined ? {} : { marginCallLevel: marginCall }),
      ...(ordersMax === undefined ? {} : { ordersMax }),
      ...(mode === undefined ? {} : { mode }),
    },
    instruments: parts.instruments,
    costs: { ...COSTS_NONE, swap: true, ...scenario.costs },
    random: createRandom('scenario'),
    pathRule: scenario.rule ?? PathRule.Adaptive,
    onAccountEvent: (event) => parts.journal.onAccountEvent(event),
    ...(rates === undefined ? {} : { rates: constantRates(rates) }),
  });
}

/** Rates that never change; a pair serves both directions. */
function constantRates(rates: NonNullable<Scenario['rates']>): ConversionRates {
  return {
    rate(from, to) {
      const direct = rates[`${from}${to}`];
      if (direct !== undefined) return { bid: direct[0], ask: direct[1] };
      const inverse = rates[`${to}${from}`];
      return inverse === undefined ? undefined : { bid: 1 / inverse[1], ask: 1 / inverse[0] };
    },
  };
}

/** From the first open or tick to the last close. */
function spanOf(blocks: readonly MarketBlock[]): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const block of blocks) {
    const { time } = block.kind === 'ticks' ? block.ticks : block.series.candles;
    from = Math.min(from, time[0]!);
    if (block.kind === 'ticks') to = Math.max(to, time.at(-1)! + 1);
    else to = Math.max(to, time.at(-1)! + new CandleLayer(block.series, true, NO_SPAN).durationMs);
  }
  return { from: from as EpochMs, to: to as EpochMs };
}

const NO_SPAN: Span = { from: 0 as EpochMs, to: 0 as EpochMs };

function pathsOf(venue: SimulatedVenue, blocks: readonly MarketBlock[], span: Span): SymbolPath[] {
  const symbols = [...new Set(blocks.map(({ instrument }) => instrument.symbol))];
  return symbols.map((symbol) => {
    const own = blocks.filter(({ instrument }) => instrument.symbol === symbol);
    const layers = own.flatMap((block) =>
      block.kind === 'ticks' ? [] : [new CandleLayer(block.series, block.kind === 'traded', span)],
    );
    layers.sort((one, other) => one.durationMs - other.durationMs);
    const ticks = own.find((block) => block.kind === 'ticks');
    return new SymbolPath(venue, symbol, {
      layers,
      ticks: ticks === undefined ? null : new TickStream(symbol, ticks.ticks, span),
    });
  });
}

function endOf(venue: SimulatedVenue, wanted: string, account: Currency): string {
  const state = venue.account();
  const names = [...wanted.matchAll(/[a-zA-Z]+/g)].map(([name]) => name as 'balance' | 'equity' | 'margin');
  return names.map((name) => `${name} ${showMoney(state[name], account)}`).join(' ');
}
