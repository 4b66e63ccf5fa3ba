import type { TradedMarket } from '@pipwright/backtest';
import { lowerBound, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import { strategyOf, type ParameterValue, type Strategy } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { completeCosts } from '../costs/complete-costs.ts';
import { contractFor } from '../costs/stored-contract.ts';
import type { SizingChoice, TrialMarket, TrialSetup } from '../search/trial-setup.ts';
import type { Stores } from '../stores.ts';
import type { LoadedStrategy } from '../strategies/load-strategy.ts';
import { loadRateTable } from './conversion-rates.ts';
import { findModel, type StoredModel } from './model-store.ts';
import { loadRunData, type Assumption, type PathDetail } from './run-data.ts';
import {
  forBacktest,
  runParameters,
  tradedInstrument,
  type RunParameters,
  type TradingChoices,
} from './trading-parameters.ts';
import { unseenPredictor, type UnseenPredictor } from './unseen-predictor.ts';

/** A strategy and what identifies it. */
export interface RunStrategy extends Omit<LoadedStrategy, 'file'> {
  /** Null where it is a part of the platform. */
  readonly file: string | null;
}

/** What a person wants a strategy to be run on. */
export interface RunRequest {
  readonly strategy: RunStrategy;
  /** Values of its parameters; those that are missing take their defaults. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly instruments: readonly Instrument[];
  readonly timeframe: Timeframe;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  /** By default the newest model of each series; read by strategies that use one. */
  readonly modelId?: string;
  readonly detail: PathDetail;
  readonly choices: TradingChoices;
}

/** A model that a market is predicted by, and what it had not seen of it. */
export interface RunModel {
  readonly model: StoredModel;
  readonly unseen: UnseenPredictor;
}

/** A run with everything loaded, ready to be carried out, once or many times. */
export interface PreparedRun {
  readonly request: RunRequest;
  readonly strategy: Strategy;
  readonly parameters: RunParameters;
  /** Plain data: what threads are given. */
  readonly setup: TrialSetup;
  /** The same markets with their ticks. */
  readonly markets: readonly TradedMarket[];
  /** By market; null where it uses none. */
  readonly models: readonly (RunModel | null)[];
  readonly sources: readonly string[];
  /** What is taken for granted about the data. */
  readonly assumptions: readonly Assumption[];
}

function sizingChoice({ choices, strategy }: RunRequest, parameters: RunParameters): SizingChoice {
  if (choices.volume !== undefined) return { kind: 'fixed', volume: choices.volume };
  const isOwn = strategy.definition.volume !== undefined && choices.riskPerTrade === undefined;
  return isOwn ? { kind: 'strategy' } : { kind: 'risk', ...parameters.sizing };
}

/** The model of a market; null where the strategy wants none, or would like one and there is none. Throws `NO_MODEL`. */
async function modelOf(stores: Stores, request: RunRequest, market: TradedMarket): Promise<RunModel | null> {
  const wants = request.strategy.definition.model ?? 'none';
  if (wants === 'none') return null;
  const { symbol, timeframe } = market.series;
  const wanted = request.modelId === undefined ? {} : { id: request.modelId };
  const model = await findModel(stores, { symbol, timeframe, simulated: false, ...wanted });
  if (model !== null) {
    // Over all stored candles: features need what was before the range.
    const series = await stores.candles((store) => store.readCandles({ symbol, timeframe }));
    return { model, unseen: unseenPredictor(model, market.instrument, series) };
  }
  if (wants === 'required') throw errors.NO_MODEL({ symbol, timeframe });
  return null;
}

/** The part of a market that its model had not seen: the rest would say how well a model remembers. */
function unseenPart(market: TradedMarket, used: RunModel | null): TradedMarket {
  if (used === null) return market;
  const { candles } = market.series;
  const first = Math.max(market.first ?? 0, lowerBound(candles.time, used.unseen.firstTime));
  if (first >= candles.length) throw errors.NO_UNSEEN_CANDLES({ model: used.model.id });
  return { ...market, first };
}

/** A market as threads are given it. */
function trialMarket({ ticks: _ticks, first: _first, ...rest }: TradedMarket, used: RunModel | null): TrialMarket {
  return used === null ? rest : { ...rest, predictions: used.unseen.columns };
}

/**
 * Loads everything that a run of a strategy needs: candles, ticks, other series, models, rates.
 * Throws `NO_CANDLES`, `NO_MODEL`, `NO_UNSEEN_CANDLES` and what the strategy's own parameters are refused with.
 */
export async function prepareRun(stores: Stores, request: RunRequest): Promise<PreparedRun> {
  const { strategy: loaded, instruments, timeframe } = request;
  const strategy = strategyOf(loaded.definition, request.parameters);
  const [leading] = instruments as readonly [Instrument];
  const choices = await completeCosts(stores, leading, request.choices);
  const parameters = forBacktest(runParameters(leading, choices));
  const traded: Instrument[] = [];
  for (const instrument of instruments) {
    traded.push(tradedInstrument(await contractFor(stores, instrument, parameters.currency), parameters));
  }
  const data = await loadRunData(stores, { ...request, instruments: traded, strategy });
  const models: (RunModel | null)[] = [];
  for (const market of data.markets) models.push(await modelOf(stores, request, market));
  const markets = data.markets.map((market, index) => unseenPart(market, models[index] ?? null));
  const rates = await loadRateTable(stores, { instruments: traded, timeframe, account: parameters.currency });
  return {
    request,
    strategy,
    parameters,
    setup: {
      strategy: loaded.file ?? loaded.definition.name,
      markets: markets.map((market, index) => trialMarket(market, models[index] ?? null)),
      sizing: sizingChoice(request, parameters),
      limits: parameters.limits,
      costs: parameters.costs,
      account: {
        currency: parameters.currency,
        initialBalance: parameters.initialBalance,
        stopOutLevel: parameters.stopOutLevel,
        mode: parameters.accountMode,
      },
      pathRule: parameters.pathRule,
      seed: parameters.seed,
      rates: rates ?? null,
      engine: 'auto',
    },
    markets,
    models,
    sources: data.sources,
    assumptions: data.assumptions,
  };
}
