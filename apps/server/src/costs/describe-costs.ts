import { COST_DEFAULTS, SPREAD_CLASSES, type SpreadModel } from '@pipwright/backtest';
import { toPoints, type Currency, type Instrument } from '@pipwright/model';
import type { Stores } from '../stores.ts';
import type { ContractFile } from './contract-file.ts';
import { describeCommission, describeExecution, describeSlippage, describeSwap } from './describe-models.ts';
import { contractFor, readContract } from './stored-contract.ts';
import { describeSpreadModel, readSpreadModel } from './stored-spread-model.ts';

/** One part of the week, in points. */
export interface SpreadRow {
  readonly part: string;
  readonly minutes: number;
  /** What runs take. */
  readonly spread: number;
  /** 10, 50, 90 and 99 percent of the minutes; null where there are none. */
  readonly quantiles: readonly [number, number, number, number] | null;
}

/** What trading an instrument costs, as a run would take it. */
export interface CostSheet {
  readonly symbol: string;
  readonly pointsPerPip: number;
  /** Points that are taken where nothing was fitted and the data has no ask side. */
  readonly typicalSpreadPoints: number;
  /** Null where none was fitted. */
  readonly spread: {
    readonly description: string;
    readonly rows: readonly SpreadRow[];
    readonly volatility: SpreadModel['volatility'];
  } | null;
  /** The catalogue's contract, with what is stored of a broker's. */
  readonly contract: Pick<
    Instrument,
    'contractSize' | 'volume' | 'swap' | 'margin' | 'stopsLevel' | 'freezeLevel' | 'execution' | 'fillings'
  >;
  /** What is stored of a broker's contract; null where it is the catalogue's alone. */
  readonly stored: ContractFile | null;
  /** Of a run for which nothing else is chosen, in words. */
  readonly defaults: {
    readonly commission: string;
    readonly slippage: string;
    readonly swap: string;
    readonly execution: string;
  };
}

function spreadRows(model: SpreadModel): SpreadRow[] {
  return model.classes.map(({ minutes, spread, quantiles }, index) => ({
    part: SPREAD_CLASSES[index]!,
    minutes,
    spread,
    quantiles,
  }));
}

/** Gathers what is known of an instrument's costs. Throws `COSTS_UNREADABLE`. */
export async function describeCosts(stores: Stores, instrument: Instrument, account: Currency): Promise<CostSheet> {
  const model = await readSpreadModel(stores, instrument.symbol);
  const stored = await readContract(stores, instrument.symbol);
  const whole = await contractFor(stores, instrument, account);
  const { contractSize, volume, swap, margin, stopsLevel, freezeLevel, execution, fillings } = whole;
  return {
    symbol: instrument.symbol,
    pointsPerPip: toPoints(instrument, instrument.pipSize),
    typicalSpreadPoints: toPoints(instrument, whole.typicalSpread * instrument.pipSize),
    spread:
      model === null
        ? null
        : { description: describeSpreadModel(model), rows: spreadRows(model), volatility: model.volatility },
    contract: { contractSize, volume, swap, margin, stopsLevel, freezeLevel, execution, fillings },
    stored,
    defaults: {
      commission: describeCommission(COST_DEFAULTS.commission, account),
      slippage: describeSlippage(COST_DEFAULTS.slippage),
      swap: describeSwap(whole, COST_DEFAULTS.swap),
      execution: describeExecution(COST_DEFAULTS.execution),
    },
  };
}
