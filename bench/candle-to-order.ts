import { commissionOf, SimulatedVenue } from '@pipwright/backtest';
import { computeFeatures, firstCompleteRow, forwardLabels, HORIZONS } from '@pipwright/features';
import { canonicalJson } from '@pipwright/kernel';
import { buildDataset, type ModelFile } from '@pipwright/learning';
import { candleCloseTime, sliceCandles, type CandleSeries, type EpochMs } from '@pipwright/model';
import { Risk, TradingSession, type Decision } from '@pipwright/trading';
import { createLivePredictor } from '../apps/server/src/pipeline/live-predictor.ts';
import { modelFeatures } from '../apps/server/src/pipeline/model-features.ts';
import { backtestParameters, tradingRooms } from '../apps/server/src/pipeline/trading-parameters.ts';
import { nothingToDispose, type Benchmark } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, FULL_H1, madeMarket } from './made-market.ts';
import { madeModel } from './made-model.ts';

const HORIZON = HORIZONS[0]!;

/** A large account at small risk, so that a model without an edge still has money at the end. */
const PARAMETERS = backtestParameters(EURUSD, { balance: 1_000_000, riskPerTrade: 0.0005, threshold: 0.52 });

/** A model of every feature that models read for the direction of the next hour, trained on the first candles. */
function modelOf(series: CandleSeries, rounds: number): Promise<ModelFile> {
  const matrix = computeFeatures({ instrument: EURUSD, series, names: modelFeatures('H1') });
  const label = forwardLabels(series, [HORIZON]).find(({ name }) => name === `direction_${HORIZON.name}`)!;
  const from = firstCompleteRow(matrix);
  const { dataset } = buildDataset({
    features: matrix.columns.map((column, index) => ({
      name: matrix.names[index] as string,
      values: column.subarray(from),
    })),
    labels: label.values.subarray(from),
    time: matrix.availableAt.subarray(from),
    labelEnd: label.availableAt.subarray(from),
  });
  return madeModel(dataset, { rounds, featureSetVersion: matrix.version, horizonMs: HORIZON.durationMs });
}

/** The rooms of a paper run, as the server composes them; decisions are gathered as its journal gathers them. */
function openSession(
  file: ModelFile,
  decisions: Decision[],
): { readonly session: TradingSession; readonly venue: SimulatedVenue } {
  const { account, random, sizing, strategy } = tradingRooms(PARAMETERS, EURUSD);
  const { costs, limits } = PARAMETERS;
  const venue = new SimulatedVenue({ account, instruments: [EURUSD], costs, random });
  const session = new TradingSession({
    runId: 'bench',
    instrument: EURUSD,
    timeframe: 'H1',
    predictor: createLivePredictor({ modelId: 'bench', file, instrument: EURUSD, timeframe: 'H1' }),
    strategy,
    sizing,
    risk: new Risk(limits),
    broker: venue,
    commission: commissionOf(costs.commission, account.currency),
    listener: { onDecision: (decision) => decisions.push(decision) },
  });
  return { session, venue };
}

export const candleToOrder: Benchmark = {
  name: 'candle-to-order',
  what: 'closed H1 candle, features, boosted model with reasons, strategy, sizing, risk, order at the simulated venue',
  unit: 'candles',
  budget: { kind: 'p99', msMax: 1 },
  async prepare(size) {
    const series = madeMarket('H1', size === 'full' ? FULL_H1 : 4000);
    const history = size === 'full' ? 20_000 : 3000;
    const learnt = { ...series, candles: sliceCandles(series.candles, 0, history) };
    const file = await modelOf(learnt, size === 'full' ? 200 : 20);
    const pass = () => {
      const decisions: Decision[] = [];
      const { session, venue } = openSession(file, decisions);
      const { candles } = series;
      const takeCandle = (index: number): void => {
        venue.onCandleClosed(EURUSD.symbol, candles, index, candleCloseTime(candles.time[index] as EpochMs, 'H1'));
        session.onCandleClosed(candles, index);
      };
      // The first candle of a run reads the whole history, to warm the features up: that is start-up, and not counted.
      takeCandle(history);
      const latenciesMs = new Float64Array(candles.length - history - 1);
      for (let index = history + 1; index < candles.length; index++) {
        const start = performance.now();
        takeCandle(index);
        latenciesMs[index - history - 1] = performance.now() - start;
      }
      const { orders, refused } = session.counts;
      const ofOrders = latenciesMs.filter((_, index) => decisions[index + 1]?.outcome === 'order').sort();
      return Promise.resolve({
        count: candles.length - history,
        latenciesMs,
        digest: () => digestOf([canonicalJson(decisions)]),
        figures: () => ({ orders, refused, ordersP99Ms: ofOrders[Math.floor((ofOrders.length - 1) * 0.99)] ?? 0 }),
      });
    };
    return { pass, dispose: nothingToDispose };
  },
};
