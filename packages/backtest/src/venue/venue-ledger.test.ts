import { createRandom } from '@pipwright/kernel';
import { candlesFrom, currency, findInstrument, Side, utcMs, type Lots, type MinorUnits } from '@pipwright/model';
import { approvedOrder } from '@pipwright/testkit';
import { Booking } from '@pipwright/trading';
import { expect, test } from 'vitest';
import { COSTS_NONE } from '../costs/trading-costs.ts';
import { SimulatedVenue } from './simulated-venue.ts';
import type { VenuePosition } from './venue-position.ts';

const EURUSD = findInstrument('EURUSD')!;
const HOUR_MS = 3_600_000;
const START = utcMs(2019, 2, 5, 8);
const CANDLES = candlesFrom(
  [START, START + HOUR_MS].map((time) => ({
    time,
    open: 1.1,
    high: 1.1002,
    low: 1.0998,
    close: 1.1,
    askOpen: 1.1001,
    askHigh: 1.1003,
    askLow: 1.0999,
    askClose: 1.1001,
    volume: 1,
  })),
);

/** A venue with a lot bought and 0.40 sold, valued at the close of its first candle. */
function openVenue(): SimulatedVenue {
  const venue = new SimulatedVenue({
    account: { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 },
    instruments: [EURUSD],
    costs: COSTS_NONE,
    random: createRandom('faults'),
  });
  venue.submit(approvedOrder(EURUSD, { clientOrderId: 'long', side: Side.Buy, volume: 1 as Lots }));
  venue.submit(approvedOrder(EURUSD, { clientOrderId: 'short', side: Side.Sell, volume: 0.4 as Lots }));
  venue.onCandleClosed(EURUSD.symbol, CANDLES, 0, utcMs(2019, 2, 5, 9));
  return venue;
}

/** Faults that no call can make: what is planted, and what the next event has to say about it. */
const FAULTS: readonly [name: string, plant: (venue: SimulatedVenue) => void, message: RegExp][] = [
  ['a position that grew without a deal', ({ ledger }) => (ledger.positions[0]!.volume = 1.1 as Lots), /open volume/],
  [
    'two positions that changed places: the sum of the lots is right, the sides are not',
    ({ ledger }) => {
      const [long, short] = ledger.positions as [VenuePosition, VenuePosition];
      [long.volume, short.volume] = [short.volume, long.volume];
    },
    /open volume/,
  ],
  ['a position that the account has lost', ({ ledger }) => ledger.positions.pop(), /positions of its symbols/],
  [
    'a floating profit that is not the sum of the positions',
    ({ ledger }) => (ledger.positions[0]!.floatingProfit = 1 as MinorUnits),
    /floating profit/,
  ],
  ['an equity of its own', ({ ledger }) => (ledger.state.equity = 1_000_000 as MinorUnits), /the equity/],
  [
    'money that is booked behind the back of the account',
    ({ ledger }) => ledger.book.book(Booking.Transfer, 5 as MinorUnits),
    /the equity/,
  ],
];

test('an account without a fault passes', () => {
  const venue = openVenue();
  venue.ledger.check();
  expect(venue.account()).toMatchObject({ balance: 1_000_000, equity: 998_600 });
});

test.each(FAULTS)('%s stops the run', (_, plant, message) => {
  const venue = openVenue();
  plant(venue);
  expect(() => venue.ledger.check()).toThrow(message);
});

test('a part of a cent is not booked', () => {
  const { ledger } = openVenue();
  expect(() => ledger.book.book(Booking.Swap, 0.5 as MinorUnits)).toThrow(/whole minor units/);
});
