import {
  defineStrategy,
  integer,
  strategyOf,
  type ParameterValues,
  type Strategy,
  type StreamInput,
} from '@pipwright/trading';

/** An exponential average of closes that starts at the first close. */
function averageOf(candles: number): StreamInput {
  const weight = 2 / (candles + 1);
  let average = Number.NaN;
  return {
    update({ close }) {
      average = Number.isNaN(average) ? close : weight * close + (1 - weight) * average;
      return average;
    },
  };
}

/**
 * A strategy that needs nothing but candles and trades on any of them, for testing what stands around it.
 *
 * Always in the market: long while the fast exponential average of bid closes is at or above the slow one, else short.
 * Averages start at the first close. A candle of a single price has no market behind it: it moves the averages but is
 * not traded. No stop and no target: size it with `fixedVolume`.
 */
const EMA_CROSS = defineStrategy({
  name: 'plain-cross',
  description: 'Always in the market: follows the faster of two exponential averages that start at the first close.',
  parameters: {
    fast: integer({ default: 10, min: 1, max: 1000, description: 'Candles of the fast average.' }),
    slow: integer({
      default: 20,
      min: 2,
      max: 5000,
      description: 'Candles of the slow average; nothing is traded before that many have closed.',
    }),
  },
  constraint: ({ fast, slow }) => fast < slow || 'the fast average must be over fewer candles than the slow one',
  start({ parameters, candles, indicator }) {
    const series = candles();
    const fast = indicator(averageOf(parameters.fast));
    const slow = indicator(averageOf(parameters.slow));
    const warmingUp = () => `${series.length} candles have closed, ${parameters.slow} are needed`;
    const noMarket = () => 'the candle has a single price: there was no market';
    const inPosition = () => `fast average ${fast()}, slow average ${slow()}; a position of that side is open`;
    return {
      onCandle(market) {
        if (series.length < parameters.slow) return market.pass('warming-up', warmingUp);
        if (series.high() === series.low()) return market.pass('single-price-candle', noMarket);
        const wanted = fast() >= slow() ? 1 : -1;
        if (market.direction === wanted) return market.pass('already-in-position', inPosition);
        if (wanted === 1) market.buy({ reverse: true });
        else market.sell({ reverse: true });
      },
    };
  },
});

export type EmaCrossParameters = ParameterValues<typeof EMA_CROSS.parameters>;

/** Makes the strategy. Throws `PARAMETER_OUT_OF_RANGE` and `PARAMETERS_MAKE_NO_SENSE`. */
export function emaCross(parameters: EmaCrossParameters): Strategy {
  return strategyOf(EMA_CROSS, parameters);
}
