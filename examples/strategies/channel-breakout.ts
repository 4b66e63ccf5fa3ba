import { Atr, computeIndicator, Donchian } from '@pipwright/indicators';
import { defineStrategy, integer, number } from '@pipwright/trading';

/**
 * The rule of the trend followers of the 1980s: buy when the price closes above everything of the last weeks, sell when
 * it closes below. A stop limits each loss; a close on the other side of the channel turns the position round.
 */
export default defineStrategy({
  name: 'channel-breakout',
  description: 'Buys a close above the highest high of the last candles, sells one below the lowest low.',
  parameters: {
    channel: integer({ default: 55, min: 5, max: 400, description: 'Candles of the channel.' }),
    stopAtr: number({ default: 3, min: 0.5, max: 10, step: 0.5, description: 'Stop, in average true ranges.' }),
  },
  volume: 0.1,

  start({ parameters, candles, indicator }) {
    const series = candles();
    const channel = new Donchian({ period: parameters.channel });
    const upper = indicator(channel, { output: 'upper' });
    const lower = indicator(channel, { output: 'lower' });
    const range = indicator(new Atr({ period: 20 }));
    const inside = () => `close ${series.close()} lies between ${lower(1)} and ${upper(1)}`;

    return {
      onCandle(market) {
        // The channel of the candle before: this candle's own high cannot be broken by its close.
        const stopLoss = parameters.stopAtr * range();
        if (!(stopLoss > 0) || Number.isNaN(upper(1))) return market.pass('warming-up');
        if (series.close() > upper(1)) {
          if (market.direction === 1) return market.pass('already-long');
          market.buy({ stopLoss, reverse: true });
        } else if (series.close() < lower(1)) {
          if (market.direction === -1) return market.pass('already-short');
          market.sell({ stopLoss, reverse: true });
        } else {
          market.pass('inside-the-channel', inside);
        }
      },
    };
  },

  columns({ parameters, candles, cached }) {
    const { channel, stopAtr } = parameters;
    const donchian = () => computeIndicator(new Donchian({ period: channel }), candles);
    const upper = cached(`donchian upper ${channel}`, () => donchian()[0]!);
    const lower = cached(`donchian lower ${channel}`, () => donchian()[2]!);
    const range = cached('atr 20', () => computeIndicator(new Atr({ period: 20 }), candles)[0]!);
    const position = new Int8Array(candles.length).fill(2);
    const stopLossDistance = new Float64Array(candles.length);
    for (let row = 1; row < candles.length; row++) {
      const stopLoss = stopAtr * range[row]!;
      if (!(stopLoss > 0)) continue;
      stopLossDistance[row] = stopLoss;
      // A comparison with a channel that is not there yet is false on both sides.
      if (candles.close[row]! > upper[row - 1]!) position[row] = 1;
      else if (candles.close[row]! < lower[row - 1]!) position[row] = -1;
    }
    return { position, stopLossDistance };
  },
});
