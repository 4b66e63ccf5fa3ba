import { tradingDayOpen } from '@pipwright/model';
import { defineStrategy, integer, number } from '@pipwright/trading';

const HOUR_MS = 3_600_000;

/**
 * The quiet hours of the trading day set a range; when they are over, one order waits above it and one below. Whichever
 * is reached first is the trade of the day and cancels the other.
 */
export default defineStrategy({
  name: 'breakout',
  description: 'Waits above and below the range of the first hours of the trading day, with one order on each side.',
  parameters: {
    // The trading day begins at 17:00 New York: nine hours later London is about to open.
    rangeHours: integer({ default: 9, min: 2, max: 16, description: 'Hours of the day that set the range.' }),
    stopShare: number({ default: 1, min: 0.2, max: 3, step: 0.2, description: 'Stop, as a share of the range.' }),
    targetShare: number({ default: 2, min: 0.2, max: 6, step: 0.2, description: 'Target, as a share of the range.' }),
    rangePipsMin: number({ default: 10, min: 0, max: 100, step: 5, description: 'A smaller range is left alone.' }),
  },

  start({ parameters, candles, instrument }) {
    const series = candles();
    let today = 0;
    let isPlaced = false;
    let range = 0;
    const size = () => `the range is ${(range / instrument.pipSize).toFixed(1)} pips`;

    return {
      onCandle(market) {
        const day = tradingDayOpen(market.time);
        if (day !== today) {
          // Nothing is held into the next day; orders that still wait have expired with the old one.
          if (market.direction !== 0) market.close();
          today = day;
          isPlaced = false;
        }
        if (isPlaced) return market.pass('placed-today');
        if (market.time < day + parameters.rangeHours * HOUR_MS) return market.pass('range-forming');

        const count = series.since(day);
        if (count === 0) return market.pass('no-candles-today');
        const high = series.highest(count);
        const low = series.lowest(count);
        range = high - low;
        isPlaced = true;
        if (range < parameters.rangePipsMin * instrument.pipSize) return market.pass('range-too-small', size);

        // A purchase is triggered by the ask, and the range is one of bids: the spread comes on top.
        const levels = {
          stopLoss: parameters.stopShare * range,
          takeProfit: parameters.targetShare * range,
          expires: 'day',
          group: 'range',
        } as const;
        market.buy({ ...levels, stop: high + (market.ask - market.bid), reason: 'above the range' });
        market.sell({ ...levels, stop: low, reason: 'below the range' });
      },
    };
  },
});
