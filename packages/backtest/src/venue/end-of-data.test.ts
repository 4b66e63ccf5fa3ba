import { createRandom } from '@pipwright/kernel';
import {
  candlesFrom,
  currency,
  findInstrument,
  Side,
  utcMs,
  type EpochMs,
  type Lots,
  type MinorUnits,
  type Trade,
} from '@pipwright/model';
import { approvedOrder } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { COSTS_NONE } from '../costs/trading-costs.ts';
import { SimulatedVenue } from './simulated-venue.ts';

const EURUSD = findInstrument('EURUSD')!;
const TUESDAY = utcMs(2019, 2, 5, 8);
const QUIET = candlesFrom([
  {
    time: TUESDAY,
    open: 1.1,
    high: 1.1002,
    low: 1.0998,
    close: 1.1,
    askOpen: 1.1001,
    askHigh: 1.1003,
    askLow: 1.0999,
    askClose: 1.1001,
    volume: 1,
  },
]);

/** A lot of EURUSD, bought on Tuesday at 08:00; its candles end at 09:00, the run at `end`. */
function closedAt(end: EpochMs): Trade[] {
  const trades: Trade[] = [];
  const venue = new SimulatedVenue({
    account: { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 },
    instruments: [EURUSD],
    costs: { ...COSTS_NONE, swap: true },
    random: createRandom('end'),
  });
  venue.subscribe({ onOrderUpdate: () => undefined, onFill: () => undefined, onTrade: (trade) => trades.push(trade) });
  venue.submit(approvedOrder(EURUSD, { clientOrderId: 'o', side: Side.Buy, volume: 1 as Lots }));
  venue.onCandleClosed(EURUSD.symbol, QUIET, 0, utcMs(2019, 2, 5, 9));
  venue.finish(end);
  return trades;
}

test.each([
  ['with its candles: no night', utcMs(2019, 2, 5, 9), 0],
  ['at 17:00 New York: not held over it', utcMs(2019, 2, 5, 22), 0],
  ['on Thursday morning: Tuesday and the three nights of Wednesday', utcMs(2019, 2, 7, 8), -2880],
])('a symbol whose candles end before the run pays for the nights until the end of the run, %s', (_, end, swap) => {
  const [trade] = closedAt(end);
  expect(trade!.closeTime).toBe(end);
  expect(trade!.split).toMatchObject({ swap, net: -1000 + swap });
});
