import type { SymbolName } from '@pipwright/model';
import { commissionOf } from '../costs/commission.ts';
import { atLeastZero } from '../costs/cost-checks.ts';
import { executionOf } from '../costs/execution.ts';
import { slippageOf } from '../costs/slippage.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import { Announcer } from './announcer.ts';
import { Dealer } from './dealer.ts';
import { MarginWatch } from './margin-watch.ts';
import { Market } from './market.ts';
import { OrderDesk } from './order-desk.ts';
import { PositionDesk } from './position-desk.ts';
import { PriceWalk } from './price-walk.ts';
import { RequestDesk } from './request-desk.ts';
import { Triggers } from './triggers.ts';
import { VenueLedger } from './venue-ledger.ts';
import { AccountMode, PathRule, type VenueAccount, type VenueSeams } from './venue-options.ts';

export interface SimulatedVenueOptions extends VenueSeams {
  readonly account: VenueAccount;
  readonly costs: TradingCosts;
  /** Default: pessimistic. */
  readonly pathRule?: PathRule;
}

const MARGIN_CALL_LEVEL = 1;
const ORDERS_MAX = 200;

/** What a venue is made of. */
export interface VenueRooms {
  readonly markets: ReadonlyMap<SymbolName, Market>;
  readonly announcer: Announcer;
  readonly ledger: VenueLedger;
  readonly dealer: Dealer;
  readonly orders: OrderDesk;
  readonly margin: MarginWatch;
  readonly walk: PriceWalk;
}

/** Builds the parts of a venue around its account. Throws `COST_OUT_OF_RANGE` or `NO_CONVERSION_RATE`. */
export function venueRooms(options: SimulatedVenueOptions): VenueRooms {
  const { account, pathRule: rule = PathRule.Pessimistic } = options;
  const markets = marketsOf(options);
  const list = [...markets.values()];
  const isNetting = account.mode === AccountMode.Netting;
  const announcer = new Announcer(options.onAccountEvent);
  const ledger = new VenueLedger(account.currency, account.initialBalance, list);
  const dealer = new Dealer(ledger, announcer, isNetting);
  const ordersMax = atLeastZero('ordersMax', account.ordersMax ?? ORDERS_MAX);
  const orders = new OrderDesk({ markets: list, ledger, dealer, announcer, isNetting, ordersMax });
  const positions = new PositionDesk(dealer, announcer, isNetting);
  const margin = new MarginWatch({
    stopOutLevel: atLeastZero('stopOutLevel', account.stopOutLevel),
    callLevel: atLeastZero('marginCallLevel', account.marginCallLevel ?? MARGIN_CALL_LEVEL),
    ledger,
    dealer,
    announcer,
    markets,
  });
  const requests = new RequestDesk(orders, positions, announcer);
  const triggers = new Triggers(orders, positions, announcer.totals);
  const walk = new PriceWalk({ rule, ledger, margin, requests, triggers });
  return { markets, announcer, ledger, dealer, orders, margin, walk };
}

function marketsOf({ account, costs, instruments, random, rates }: SimulatedVenueOptions): Map<SymbolName, Market> {
  const commission = commissionOf(costs.commission, account.currency);
  const markets = new Map<SymbolName, Market>();
  for (const instrument of instruments) {
    const { symbol } = instrument;
    const market = new Market({
      instrument,
      account: account.currency,
      slippage: slippageOf(costs.slippage, instrument, random.split(`slippage ${symbol}`)),
      commission,
      booksSwap: costs.swap,
      execution: executionOf(costs.execution, random.split(`execution ${symbol}`)),
      ...(rates !== undefined && { rates }),
    });
    markets.set(symbol, market);
  }
  return markets;
}
