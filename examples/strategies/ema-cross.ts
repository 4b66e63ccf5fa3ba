import { computeIndicator, Ema } from '@pipwright/indicators';
import { defineStrategy, integer } from '@pipwright/trading';

/**
 * The shortest strategy there is: two moving averages, and always a position on the side of the faster one.
 * Read it first. Do not expect it to earn anything: its costs are certain, its edge is not.
 */
export default defineStrategy({
  name: 'ema-cross',
  description: 'Always in the market: long while the fast exponential average is above the slow one, else short.',

  // What can be chosen with --set, and what a search tries.
  parameters: {
    fast: integer({ default: 20, min: 2, max: 200, description: 'Candles of the fast average.' }),
    slow: integer({ default: 50, min: 5, max: 500, description: 'Candles of the slow average.' }),
  },
  constraint: ({ fast, slow }) => fast < slow || 'the fast average must look at fewer candles than the slow one',

  // It sets no stop, so the size of a position cannot follow from the risk at the stop: a fixed number of lots.
  volume: 0.1,

  // Called once. An indicator is fed with every closed candle; what comes back reads its latest value.
  start({ parameters, indicator }) {
    const fast = indicator(new Ema({ period: parameters.fast }));
    const slow = indicator(new Ema({ period: parameters.slow }));
    const averages = () => `fast average ${fast().toFixed(5)}, slow average ${slow().toFixed(5)}`;

    return {
      // Called when a candle has closed. Orders are filled at the next price, never at this close.
      onCandle(market) {
        // Until it has seen enough candles, an indicator is not a number.
        if (Number.isNaN(slow())) return market.pass('warming-up');
        if (fast() > slow()) {
          if (market.direction === 1) return market.pass('already-long', averages);
          market.buy({ reverse: true });
        } else {
          if (market.direction === -1) return market.pass('already-short', averages);
          market.sell({ reverse: true });
        }
      },
    };
  },

  // The same decisions over whole columns, so that a search can try thousands of parameters. 1 long, -1 short, 2 as it is.
  columns({ parameters, candles, cached }) {
    const average = (period: number) =>
      cached(`ema ${period}`, () => computeIndicator(new Ema({ period }), candles)[0]!);
    const fast = average(parameters.fast);
    const slow = average(parameters.slow);
    const position = new Int8Array(candles.length).fill(2);
    for (let row = parameters.slow - 1; row < candles.length; row++) position[row] = fast[row]! > slow[row]! ? 1 : -1;
    return { position };
  },
});
