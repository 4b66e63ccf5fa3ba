import { Adx, Atr, AtrRank, Bollinger, Ema } from '@pipwright/indicators';
import { defineStrategy, integer, number } from '@pipwright/trading';

/**
 * Several opinions, and a market regime that says whose turn it is: where a trend is strong the averages have the say,
 * where there is none the bands do, and where it is too quiet nobody does. A model, where the run has one, votes too.
 */
export default defineStrategy({
  name: 'ensemble',
  description: 'Lets trend followers or contrarians decide by the regime of the market; a model may vote as well.',
  model: 'optional',
  parameters: {
    adx: integer({ default: 14, min: 5, max: 50, description: 'Candles of the directional index.' }),
    trending: number({ default: 25, min: 10, max: 60, step: 5, description: 'Index from which there is a trend.' }),
    ranging: number({ default: 20, min: 5, max: 60, step: 5, description: 'Index up to which there is none.' }),
    quiet: number({ default: 10, min: 0, max: 50, step: 5, description: 'Rank of volatility below which it waits.' }),
    votes: number({ default: 0.6, min: 0.1, max: 2, step: 0.1, description: 'Sum of votes from which it trades.' }),
    modelWeight: number({ default: 1, min: 0, max: 4, step: 0.5, description: 'Weight of the model.' }),
    stopAtr: number({ default: 2.5, min: 0.5, max: 8, step: 0.5, description: 'Stop, in average true ranges.' }),
    targetAtr: number({ default: 4, min: 0.5, max: 12, step: 0.5, description: 'Target, in the same.' }),
  },
  constraint: ({ ranging, trending }) => ranging <= trending || 'a market cannot both have a trend and have none',

  start({ parameters, indicator }) {
    const strength = indicator(new Adx({ period: parameters.adx }));
    const rank = indicator(new AtrRank({ period: 14, rank: 200 }));
    const range = indicator(new Atr({ period: 14 }));
    const fast = indicator(new Ema({ period: 20 }));
    const slow = indicator(new Ema({ period: 60 }));
    const place = indicator(new Bollinger({ period: 20 }), { output: 'percentB' });
    let sum = 0;
    const figures = () => `directional index ${strength().toFixed(1)}, votes ${sum.toFixed(2)}`;

    /** From -1 to 1: with the trend, by how far the averages are apart. */
    const trendVote = () => Math.max(-1, Math.min(1, (fast() - slow()) / range()));
    /** From -1 to 1: against the excursion; 0 in the middle of the bands, 1 at the lower one. */
    const reversionVote = () => Math.max(-1, Math.min(1, 1 - 2 * place()));
    const vote = () => {
      if (strength() >= parameters.trending) return trendVote();
      return strength() <= parameters.ranging ? reversionVote() : 0;
    };

    return {
      onCandle(market) {
        if (Number.isNaN(slow()) || Number.isNaN(strength()) || Number.isNaN(rank())) {
          return market.pass('warming-up');
        }
        if (rank() < parameters.quiet) return market.pass('too-quiet');
        // Without a model the probability is not a number, and its vote is none.
        const edge = market.probabilityUp - 0.5;
        sum = vote() + (Number.isNaN(edge) ? 0 : parameters.modelWeight * 10 * edge);
        if (Math.abs(sum) < parameters.votes) return market.pass('undecided', figures);
        const wanted = sum > 0 ? 1 : -1;
        if (market.direction === wanted) return market.pass('already-in-position', figures);
        const levels = { stopLoss: parameters.stopAtr * range(), takeProfit: parameters.targetAtr * range() };
        if (wanted === 1) market.buy({ ...levels, reverse: true });
        else market.sell({ ...levels, reverse: true });
      },
    };
  },
});
