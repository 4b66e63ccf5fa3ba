import { createRandom } from '@pipwright/kernel';
import { allocateCandles, currency, findInstrument, utcMs, type EpochMs, type MinorUnits } from '@pipwright/model';
import { brokerContract } from '@pipwright/testkit';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { SimulatedVenue } from './simulated-venue.ts';

const HOUR_MS = 3_600_000;
const SPREAD = 9;

brokerContract('the simulated venue', () => {
  const instrument = findInstrument('EURUSD')!;
  const broker = new SimulatedVenue({
    account: { currency: currency('USD'), initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
    instruments: [instrument],
    costs: COST_DEFAULTS,
    random: createRandom('contract'),
  });
  const candles = allocateCandles(100);
  let index = 0;
  let points = 110_000;
  const nextCandle = (movePoints: number): void => {
    const time = utcMs(2019, 2, 4, 8) + index * HOUR_MS;
    const set = (prefix: 'open' | 'askOpen', spread: number): void => {
      const [open, close] = [points + spread, points + movePoints + spread];
      const names =
        prefix === 'open'
          ? (['open', 'high', 'low', 'close'] as const)
          : (['askOpen', 'askHigh', 'askLow', 'askClose'] as const);
      [open, Math.max(open, close), Math.min(open, close), close].forEach((value, at) => {
        candles[names[at]!][index] = value / 100_000;
      });
    };
    candles.time[index] = time;
    set('open', 0);
    set('askOpen', SPREAD);
    broker.onCandleClosed(instrument.symbol, candles, index, (time + HOUR_MS) as EpochMs);
    points += movePoints;
    index++;
  };
  nextCandle(0);
  return { broker, instrument, nextCandle };
});
