import { commissionOf, SimulatedVenue } from '@pipwright/backtest';
import { CandleBuffer } from '@pipwright/brokers';
import type { ModelFile } from '@pipwright/learning';
import { Risk, TradingSession } from '@pipwright/trading';
import { createLivePredictor } from '../pipeline/live-predictor.ts';
import { instrumentOf } from '../pipeline/load-series.ts';
import { tradingRooms } from '../pipeline/trading-parameters.ts';
import type { ComposeEngine } from './paper-fold.ts';

/**
 * Builds the rooms of a paper run around a model: the same ones that a backtest has, fed candle by candle. The account is
 * kept in a currency of the instrument, so that no rate from outside the journal is needed.
 */
export function composeEngine(file: ModelFile): ComposeEngine {
  return (start, listener) => {
    const { trading, timeframe, runId, modelId } = start;
    const { account, instrument, pathRule, random, sizing, strategy } = tradingRooms(
      trading,
      instrumentOf(start.symbol),
    );
    const broker = new SimulatedVenue({ account, instruments: [instrument], costs: trading.costs, pathRule, random });
    const risk = new Risk(trading.limits);
    const session = new TradingSession({
      runId,
      instrument,
      timeframe,
      predictor: createLivePredictor({ modelId, file, instrument, timeframe }),
      strategy,
      sizing,
      risk,
      broker,
      commission: commissionOf(trading.costs.commission, trading.currency),
      listener,
    });
    return { session, risk, broker, buffer: new CandleBuffer(instrument) };
  };
}
