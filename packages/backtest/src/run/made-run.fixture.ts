import { createRandom } from '@pipwright/kernel';
import {
  currency,
  findInstrument,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Timeframe,
} from '@pipwright/model';
import { emaCross, syntheticCandles } from '@pipwright/testkit';
import {
  defineStrategy,
  fixedVolume,
  RISK_UNLIMITED,
  strategyOf,
  type MarketView,
  type Strategy,
} from '@pipwright/trading';
import type { RunMarket, RunTerms } from '../backtest.ts';
import type { BacktestResult } from '../backtest-result.ts';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';

export const instrument = (symbol: string): Instrument => findInstrument(symbol)!;

/** Made candles of a symbol, the same every time. */
export function made(symbol: string, length: number, timeframe: Timeframe = 'H1', startTime?: EpochMs): CandleSeries {
  const starts = startTime === undefined ? {} : { startTime };
  return syntheticCandles({ seed: symbol, length, timeframe, instrument: instrument(symbol), ...starts });
}

/** Costs on, limits off, 0.1 lots an order, a million to lose. */
export function terms(account = 'USD'): RunTerms {
  return {
    runId: 'run',
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency(account), initialBalance: 100_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('markets'),
  };
}

export const cross = emaCross({ fast: 10, slow: 20 });

/** Enters and leaves with levels all the time, so that much happens inside candles. */
const BUSY = defineStrategy({
  name: 'busy',
  description: 'Buys and sells in turn, with close levels.',
  parameters: {},
  start() {
    let count = 0;
    return {
      onCandle(market: MarketView) {
        if (market.direction !== 0) return;
        const distance = 15 * market.instrument.pipSize;
        const levels = { stopLoss: distance, takeProfit: distance };
        if (count++ % 2 === 0) market.buy(levels);
        else market.sell(levels);
      },
    };
  },
});
export const busy: Strategy = strategyOf(BUSY);

export function marketOf(symbol: string, series: CandleSeries, strategy = cross): RunMarket {
  return { instrument: instrument(symbol), series, predictor: null, strategy };
}

/** What two runs must share to be the same run. */
export function essence({ digest, finalBalance, equity, trades, decisions }: BacktestResult) {
  return { digest, finalBalance, equity, trades, decisions };
}
