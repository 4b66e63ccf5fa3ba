import { Atr, Ema, Rsi } from '@pipwright/indicators';
import { choice, defineStrategy, integer, number } from '@pipwright/trading';

/**
 * Two timeframes: the long one says in which direction the market goes, the short one when to get on, namely after a
 * step back. The stop follows the price, so that a trend is held for as long as it lasts.
 */
export default defineStrategy({
  name: 'trend-pullback',
  description: 'Enters after a pullback against the trend of a longer timeframe and follows it with a trailing stop.',
  parameters: {
    trendTimeframe: choice(['H1', 'H4', 'D1', 'W1'], { default: 'D1', description: 'Candles that show the trend.' }),
    trend: integer({ default: 20, min: 3, max: 200, description: 'Candles of the average that is the trend.' }),
    rsi: integer({ default: 5, min: 2, max: 50, description: 'Candles of the relative strength index.' }),
    pullback: number({ default: 30, min: 5, max: 50, step: 5, description: 'Strength below which a rise pauses.' }),
    stopAtr: number({ default: 2, min: 0.5, max: 8, step: 0.5, description: 'Stop, in average true ranges.' }),
    trailAtr: number({ default: 3, min: 0.5, max: 12, step: 0.5, description: 'Trailing distance, in the same.' }),
  },

  start({ parameters, candles, indicator }) {
    const series = candles();
    // Another timeframe is a series of its own. Only its closed candles are seen: today's daily candle is not.
    const slower = { timeframe: parameters.trendTimeframe };
    const higher = candles(slower);
    const average = indicator(new Ema({ period: parameters.trend }), slower);
    const strength = indicator(new Rsi({ period: parameters.rsi }));
    const range = indicator(new Atr({ period: 14 }));
    const figures = () => `average of ${higher.timeframe} ${average(1)} to ${average()}, strength ${strength()}`;

    return {
      onCandle(market) {
        if (Number.isNaN(average(1)) || Number.isNaN(range())) return market.pass('warming-up');
        if (market.direction !== 0) return market.pass('in-position', figures);
        const levels = { stopLoss: parameters.stopAtr * range(), trailing: parameters.trailAtr * range() };
        const rises = average() > average(1) && higher.close() > average();
        const falls = average() < average(1) && higher.close() < average();

        // The step back is over when the strength returns from below its line.
        if (rises && strength(1) < parameters.pullback && strength() >= parameters.pullback) {
          market.buy({ ...levels, reason: `a pullback ended at ${series.close()}` });
        } else if (falls && strength(1) > 100 - parameters.pullback && strength() <= 100 - parameters.pullback) {
          market.sell({ ...levels, reason: `a rally ended at ${series.close()}` });
        } else {
          market.pass(rises || falls ? 'no-pullback' : 'no-trend', figures);
        }
      },
    };
  },
});
