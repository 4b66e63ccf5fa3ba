import { Atr, Bollinger, Rsi } from '@pipwright/indicators';
import { timeframeMs } from '@pipwright/model';
import { defineStrategy, integer, number } from '@pipwright/trading';

/**
 * Waits for an exaggeration: where momentum is stretched, a limit order stands at the outer band, so that it buys only
 * if the price comes to it. The way back to the middle of the bands is the target.
 */
export default defineStrategy({
  name: 'mean-reversion',
  description: 'Buys at the lower and sells at the upper Bollinger band with limit orders, back to the middle.',
  parameters: {
    period: integer({ default: 20, min: 5, max: 200, description: 'Candles of the bands.' }),
    deviations: number({ default: 2, min: 1, max: 4, step: 0.25, description: 'Width of the bands.' }),
    rsi: integer({ default: 14, min: 2, max: 50, description: 'Candles of the relative strength index.' }),
    stretched: number({ default: 30, min: 5, max: 45, step: 5, description: 'Below this, and above 100 less this.' }),
    stopAtr: number({ default: 2, min: 0.5, max: 8, step: 0.5, description: 'Stop, in average true ranges.' }),
    wait: integer({ default: 6, min: 1, max: 48, description: 'Candles for which an order waits.' }),
    hold: integer({ default: 48, min: 1, max: 500, description: 'Candles after which a position is given up.' }),
  },

  start({ parameters, candles, indicator, timeframe }) {
    const frame = timeframeMs(timeframe);
    const series = candles();
    const bands = new Bollinger({ period: parameters.period, deviations: parameters.deviations });
    const middle = indicator(bands, { output: 'middle' });
    const upper = indicator(bands, { output: 'upper' });
    const lower = indicator(bands, { output: 'lower' });
    const strength = indicator(new Rsi({ period: parameters.rsi }));
    const range = indicator(new Atr({ period: 14 }));
    const figures = () => `relative strength ${strength().toFixed(1)}, bands ${lower()} to ${upper()}`;

    return {
      onCandle(market) {
        const stopLoss = parameters.stopAtr * range();
        if (!(stopLoss > 0) || Number.isNaN(middle())) return market.pass('warming-up');

        // Back at the middle, whatever the middle was when it began.
        for (const position of market.positions) {
          const isBack = position.side === 'buy' ? series.close() >= middle() : series.close() <= middle();
          if (isBack) market.close(position);
        }
        if (market.direction !== 0) return market.pass('in-position');
        if (market.orders.length > 0) return market.pass('order-waits', figures);

        const terms = {
          stopLoss,
          expires: market.time + parameters.wait * frame,
          holdingMs: parameters.hold * frame,
        };
        // A limit order stands on the far side of the market: below the ask to buy, above the bid to sell.
        if (strength() < parameters.stretched && lower() < market.ask) {
          market.buy({ ...terms, limit: lower(), takeProfit: middle() - lower() });
        } else if (strength() > 100 - parameters.stretched && upper() > market.bid) {
          market.sell({ ...terms, limit: upper(), takeProfit: upper() - middle() });
        } else {
          market.pass('not-stretched', figures);
        }
      },
    };
  },
});
