import { runBacktest, type BacktestResult } from '@pipwright/backtest';
import { findInstrument, utcMs, type CandleSeries, type Instrument } from '@pipwright/model';
import type { ReportDocument } from '@pipwright/protocol';
import { fixedVolume, strategyOf, type Strategy } from '@pipwright/trading';
import { backtestParameters, tradingRooms, type TradingChoices } from '../pipeline/trading-parameters.ts';
import { buildReport } from '../report/build-report.ts';
import type { ReportInput } from '../report/report-input.ts';
import { findStrategy } from '../strategies/list-strategies.ts';
import { madeSeries } from './test-home.ts';

export interface MadeRun {
  readonly symbol?: string;
  readonly candles?: number;
  readonly seed?: number;
  /** Candles of the fast average; the slow one has 50. */
  readonly fast?: number;
  readonly runId?: string;
  readonly choices?: TradingChoices;
}

/** What a report of a made run is built from. */
export interface MadeInput extends ReportInput {
  readonly result: BacktestResult;
  readonly series: CandleSeries;
}

async function averages(fast: number): Promise<Strategy> {
  const found = await findStrategy('ema-cross');
  if (found === undefined) throw new Error('ema-cross does not ship any more');
  return strategyOf(found.definition, { fast });
}

/** A crossing of averages over a made-up market, ready to be reported. */
export async function madeInput(options: MadeRun = {}): Promise<MadeInput> {
  const { symbol = 'EURUSD', candles = 3000, seed = 4, fast = 10, runId = 'backtest-made', choices = {} } = options;
  const instrument = findInstrument(symbol) as Instrument;
  const series = madeSeries(candles, instrument, seed);
  const parameters = backtestParameters(instrument, { limits: false, ...choices });
  const result = await runBacktest({
    ...tradingRooms(parameters, instrument),
    runId,
    series,
    predictor: null,
    strategy: await averages(fast),
    sizing: fixedVolume(0.1),
    limits: parameters.limits,
    costs: parameters.costs,
  });
  return {
    result,
    trials: { count: 1, sharpeVariance: 0 },
    instrument,
    series,
    sources: ['made'],
    simulated: false,
    parameters,
    model: null,
    unseen: null,
    strategy: {
      name: 'ema-cross',
      description: 'Two averages.',
      file: null,
      parameters: [{ name: 'fast', value: fast, description: 'Candles of the fast average.' }],
    },
    generatedAt: utcMs(2024, 1, 1),
  };
}

export async function madeReport(options: MadeRun = {}): Promise<ReportDocument> {
  return buildReport(await madeInput(options)).document;
}
