import { defineStrategy, integer, number, type StreamInput } from '@pipwright/trading';

function averageOf(period: number): (close: number) => number {
  const weight = 2 / (period + 1);
  let average = Number.NaN;
  return (close) => {
    average = Number.isNaN(average) ? close : weight * close + (1 - weight) * average;
    return average;
  };
}

function stream(period: number): StreamInput {
  const next = averageOf(period);
  return { update: ({ close }) => next(close) };
}

/** Always on the side of the faster average, with a stop and a target; said both candle by candle and over columns. */
export const CROSSING_AVERAGES = defineStrategy({
  name: 'crossing-averages',
  description: 'Long while the fast exponential average is above the slow one, else short.',
  parameters: {
    fast: integer({ default: 10, min: 1, max: 100, description: 'Candles of the fast average.' }),
    slow: integer({ default: 30, min: 2, max: 500, description: 'Candles of the slow average.' }),
    stop: number({ default: 0, min: 0, max: 1, description: 'Distance of the stop, 0 for none.' }),
    target: number({ default: 0, min: 0, max: 1, description: 'Distance of the target, 0 for none.' }),
  },
  start({ parameters, candles, indicator }) {
    const series = candles();
    const fast = indicator(stream(parameters.fast));
    const slow = indicator(stream(parameters.slow));
    const options = { reverse: true, stopLoss: parameters.stop, takeProfit: parameters.target };
    return {
      onCandle(market) {
        if (series.length < parameters.slow) return;
        const wanted = fast() > slow() ? 1 : -1;
        if (market.direction === wanted) return;
        if (wanted === 1) market.buy(options);
        else market.sell(options);
      },
    };
  },
  columns({ parameters, candles, cached }) {
    const { close, length } = candles;
    const column = (period: number): Float64Array => cached(`average ${period}`, () => close.map(averageOf(period)));
    const fast = column(parameters.fast);
    const slow = column(parameters.slow);
    const position = new Int8Array(length).fill(2);
    for (let row = parameters.slow - 1; row < length; row++) position[row] = fast[row]! > slow[row]! ? 1 : -1;
    return {
      position,
      stopLossDistance: new Float64Array(length).fill(parameters.stop),
      takeProfitDistance: new Float64Array(length).fill(parameters.target),
    };
  },
});
